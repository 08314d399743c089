"""Stories for tests: told, agreed to, read by two people, shown. Made through the real actions."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from alongside.foundation.actor import Actor, Role
from alongside.stories import actions, policies, queries
from alongside.stories.models import Story
from alongside.stories.policies import CHECKS, Consent, Words
from tests.factories.accounts import PersonFactory, actor_for, give, with_second_factor

MARK = "Zyxwort"
WORDS = Words(
    title=f"The {MARK} window",
    text=f"They took my phone. {MARK} sat with me.\n\nI went back twice before I went on.",
    helped=f"One nurse asked, and wrote down {MARK}.",
    hindered=f"Nobody told me why, said {MARK}.",
    notes=("compulsory", "hospital"),
    own_note=f"A storm called {MARK}",
    statements=("S10", "K08"),
    processes=("E", "H"),
)
WITH_EVERYTHING = replace(
    WORDS, link="https://www.example.org/mine.mp3", link_kind="audio", alt="A boat"
)
ANYBODY = Consent(places=frozenset({"public", "learning"}), months=12, name=f"{MARK} K", quote=True)
STAFF = Consent(places=frozenset({"learning"}), months=6)
PUBLIC_ONLY = Consent(places=frozenset({"public"}), months=24)
SAID = [("Where may it be shown?", "On this site, where anybody can read it")]


def moderator(name: str = "Mhairi", **place) -> Actor:
    person = PersonFactory(name=name)
    give(person, Role.MODERATOR, **place)
    with_second_factor(person)
    return actor_for(person)


def only_service(service: UUID, *, learning: bool = False) -> Consent:
    places = {"service", "learning"} if learning else {"service"}
    return Consent(places=frozenset(places), months=12, service=service)


@dataclass
class Told:
    """A story in a test, by its code."""

    code: str

    @property
    def row(self) -> Story:
        return Story.objects.get(code_hash=policies.hash_of(self.code))

    @property
    def id(self) -> UUID:
        return self.row.pk

    @property
    def state(self) -> str:
        return self.row.state

    @property
    def address(self) -> str:
        return f"/stories/{self.id}/"

    def agree(self, parts: Consent = ANYBODY, *, shown=SAID) -> "Told":
        latest = queries.latest_consent(self.id)
        number = latest.number if latest else 0
        actions.agree_to_parts(actor=None, code=self.code, number=number, parts=parts, shown=shown)
        return self

    def change(self, **changed) -> "Told":
        latest = queries.latest_wording(self.id)
        words = replace(Words.read(queries.agreed_wording(self.id).words), **changed)
        actions.change(actor=None, code=self.code, number=latest.number, words=words)
        return self

    def yes(self, by: Actor, checks: Iterable[str] = CHECKS) -> bool:
        number = queries.agreed_wording(self.id).number
        return actions.say_yes(actor=by, story_id=self.id, number=number, checks=list(checks))

    def propose(self, by: Actor, **changed) -> "Told":
        own = queries.agreed_wording(self.id)
        words = replace(Words.read(own.words), **changed)
        actions.propose(actor=by, story_id=self.id, number=own.number, words=words)
        return self

    def answer(self, agrees: bool) -> "Told":
        number = queries.latest_wording(self.id).number
        actions.answer(actor=None, code=self.code, number=number, agrees=agrees)
        return self

    def decline(self, by: Actor, reason: str = "Thank you. A name stands in it.") -> "Told":
        number = queries.agreed_wording(self.id).number
        actions.decline(actor=by, story_id=self.id, number=number, reason=reason)
        return self

    def withdraw(self) -> None:
        actions.withdraw(actor=None, code=self.code)


def tell(words: Words = WORDS, *, picture: bytes | None = None, made_up: bool = False) -> Told:
    key = uuid4().hex
    return Told(actions.tell(actor=None, key=key, words=words, picture=picture, made_up=made_up))


def show(parts: Consent = ANYBODY, words: Words = WORDS, **more) -> Told:
    """A story that is shown, by two moderators of its own."""
    told = tell(words, **more).agree(parts)
    for name in ("Mhairi", "Niall"):
        told.yes(moderator(name))
    assert told.state == "shown"
    return told
