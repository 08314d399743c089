"""Everybody who could ask for Alice's things, each asking in turn, and what they are answered."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from http.cookies import SimpleCookie
from time import time
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from alongside.accounts import actions as accounts
from alongside.accounts.models import Person, RoleHeld
from alongside.badges.models import Badge
from alongside.core.credentials.case.reading import read
from alongside.expectations import actions as expectations
from alongside.expectations.models import ServicePage
from alongside.foundation.actor import Role
from alongside.framework import actions as framework
from alongside.framework import queries
from alongside.framework.policies import OriginKind, Panel
from alongside.language import actions as language
from alongside.language.models import WordEdition
from alongside.library import actions as library
from alongside.others import actions as others
from tests.areas.expectations.conftest import PAGE, PLACE
from tests.factories import crosswalks, drafting, feedback, published, stories
from tests.factories.accounts import FourPeople, PersonFactory, actor_for, give, with_second_factor
from tests.factories.case import an_identifier_of_everything
from tests.factories.everything import WORD, everything
from tests.factories.language import a_draft_with, on_the_panel
from tests.factories.library import an_activity
from tests.factories.packages import good

PEOPLE = (
    *("owner", "supervisor", "ex-supervisor", "colleague"),
    *("stranger", "steward", "administrator", "anonymous"),
)
SIGNS = {200: "y", 400: "y", 409: "y", 422: "y", 401: "x", 403: "f", 404: "n", 405: "-"}
# What fills an address where a row says nothing else: the framework's and the library's own things.
FILLS: dict[str, Any] = {
    "slug": "realising-recovery-2007",
    "code": "K01",
    "theme_id": "rights",
    "kind": "knowledge",
    "face": "expect",
    "table_name": "faces",
    "crosswalk_id": "chime",
    "item": "H",
    "about": "hope",
    "reading_id": "reading",
    "tailored_id": "acute-ward",
    "right_id": "advance-statement",
    "activity_id": "keeping-them-going-at-handover",
    "profile_id": "mental-health-nurse",
    "sort": "activities",
    "rule_id": "bed-space",
    "plan_id": "plan",
    "entry_id": "entry",
    "item_id": "item",
    "need_id": "need",
    "worker_id": "alice",
    "session_id": "session",
    "agreement_id": "agreement",
    "proposal_id": "proposal",
    "barrier_id": "barrier",
    "brought_id": "brought",
    "file_id": "file",
    "made_id": "made",
    "arriving_id": "arriving",
    "form_id": "hcpc",
    "version": "2022",
    "ending": "docx",
    "number": 1,
    "story_id": "story",
    "reviewer_id": "place",
    "comment_id": "comment",
    "verb": "hide",
    "badge_id": "badge",
    "store_id": "store",
    "list_id": "badge_list",
    "act": "forum",
    "step": "change",
    "provider_id": "nobody",
    "platform_id": "00000000-0000-4000-8000-000000000000",
    "framework_id": "framework_id",
    "pk": 1,
    "old": "realising-recovery-2007",
    "new": "current",
    "rest": "nowhere",
    "uidb36": "x",
    "key": "x",
}


@dataclass(frozen=True)
class Row:
    """What is expected of one address: a sign for each of PEOPLE, for GET and for POST.

    ``ids`` fill the address and ``data`` is posted; a text that names one of Alice's things stands
    for its identifier. ``words``: who may read what Alice wrote, when they are let in.
    """

    name: str
    get: str
    post: str
    ids: dict[str, Any] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)
    words: tuple[str, ...] = ("owner",)


def addresses(
    resolver: Any = None, space: str = "", before: str = ""
) -> Iterator[tuple[str, list[str]]]:
    """Every named address, with the names of what fills it."""
    for entry in (resolver or get_resolver()).url_patterns:
        where = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from addresses(entry, inner, where)
        elif isinstance(entry, URLPattern) and entry.name:
            yield space + entry.name, re.findall(r"<(?:[a-z]+:)?([a-z_0-9]+)>", where)


class World:
    """Alice, whose things are asked for, and everybody who asks."""

    def __init__(self, people: FourPeople) -> None:
        filled = everything(people)
        give(filled.steward, Role.STEWARD, service=people.team.service)
        colleague, administrator = PersonFactory(name="Fay Fyfe"), PersonFactory(name="Ada Adair")
        give(colleague, Role.WORKER, team=people.team)
        give(administrator, Role.ADMINISTRATOR, board=people.team.service.board)
        with_second_factor(administrator)
        asking = (
            *(people.alice, people.bob, filled.ex, colleague),
            *(people.charlie, filled.steward, administrator),
        )
        service = people.team.service_id
        self.things = {
            **filled.things,
            **_of_the_service(service, steward=actor_for(filled.steward)),
            "word_id": language.add_service_word(
                actor=actor_for(filled.steward),
                service_id=service,
                pattern="non-attender",
                instead="somebody we have not met yet",
                why="It says what we have not managed.",
            ).pk,
            **_feedback(people.team, steward=actor_for(filled.steward)),
            "service_id": service,
            "team_id": people.team.pk,
            "held_id": RoleHeld.objects.get(person=colleague).pk,
            "token": accounts.invite(
                actor=actor_for(administrator),
                team_id=people.team.pk,
                email="new@example.org",
                role=Role.WORKER,
            ),
            "alice": people.alice.pk,
            "bob": people.bob.pk,
            "asked": accounts.ask_supervisor(
                actor=people.actor("alice"), supervisor_id=colleague.pk
            ).pk,
            "link": accounts.ask_with_link(actor=people.actor("alice")),
            "story": stories.show(
                words=replace(stories.WORDS, alt="A boat"), picture=b"a picture"
            ).id,
            "official": published.loaded(queries.published().edition),
            "badge_list": Badge.objects.get(person=people.alice).place.list_id,
            "today": timezone.localdate().isoformat(),
            "soon": (timezone.localdate() + timedelta(days=20)).isoformat(),
        }
        self.things |= _an_edition(filled.steward, member=people.alice, asked=colleague)
        self.things |= an_identifier_of_everything()
        package = read([json.dumps(good())])
        self.things["framework_id"] = others.take_in(actor=None, package=package).pk
        self.things["package_waiting"] = others.stage(
            actor=None, package=package, body=json.dumps(good()).encode(), source="theirs.json"
        )
        self.things |= _crosswalks(filled.steward, reader=people.alice)
        draft = _the_word_list(filled.steward, member=people.alice, asked=colleague)
        self.things["digest"] = draft.digest
        self.sessions: dict[str, str] = {}
        for name, person in zip(PEOPLE, asking, strict=False):
            self.sessions[name] = _signed_in_with_both_steps(person)

    def ask(self, who: str, method: str, fills: list[str], row: Row) -> tuple[str, str]:
        """The sign of the answer, and what stands in it. Nothing that is done stays done."""
        address = reverse(
            row.name,
            kwargs={one: self._value(row.ids.get(one, FILLS.get(one, one))) for one in fills},
        )
        browser = Client(raise_request_exception=False)
        if who in self.sessions:
            browser.cookies = SimpleCookie({settings.SESSION_COOKIE_NAME: self.sessions[who]})
        with _undone():
            if method == "get":
                answer = browser.get(address)
            else:
                data = {name: self._value(value) for name, value in row.data.items()}
                answer = browser.post(address, data)
            return _sign(answer), _body(answer)

    def _value(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._value(one) for one in value]
        return self.things.get(value, value) if isinstance(value, str) else value


def _signed_in_with_both_steps(person: Person) -> str:
    """A session whose password and second step were given just now. Returns its key."""
    browser = Client()
    browser.force_login(person)
    session = browser.session
    now = {"at": time()}
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "password", "email": person.email, **now},
        {"method": "mfa", "type": "totp", **now},
    ]
    session.save()
    return str(session.session_key)


def _the_word_list(steward: Person, *, member: Person, asked: Person) -> WordEdition:
    """A draft, somebody on the panel, and somebody who is asked to join it."""
    on_the_panel(member, steward)
    language.ask_to_panel(actor=actor_for(steward), email=asked.email)
    draft: WordEdition = a_draft_with(steward)
    return draft


def _an_edition(steward: Person, *, member: Person, asked: Person) -> dict[str, Any]:
    """A draft with the panels after a round, a member and somebody asked, and what she needs."""
    by = actor_for(steward)
    drafting.in_consultation(by, parts=True)
    comment = drafting.a_comment()
    drafting.show(by, comment)
    framework.answer(
        actor=by,
        slug=drafting.SLUG,
        code="S10",
        changed=True,
        said="Too long.",
        did="Shorter.",
        comments=[comment.pk],
    )
    kind = OriginKind.NARRATIVE
    framework.add_origin(actor=by, slug=drafting.SLUG, code="S10", kind=kind, named="A narrative")
    framework.close_round(actor=by, slug=drafting.SLUG)
    framework.ask_panels(actor=by, slug=drafting.SLUG)
    place = drafting.seat(member, by)
    needs = f"A {WORD} of a room"
    framework.arrange(actor=actor_for(member), reviewer_id=place.pk, seen=0, text=needs)
    invited = framework.ask_to_panel(actor=by, panel=Panel.CARERS, email=asked.email)
    row = queries.round_of(drafting.SLUG)
    assert row is not None
    return {
        "draft": drafting.SLUG,
        "draft_digest": row.draft.digest,
        "comment": comment.pk,
        "origin": queries.origins(row.draft, "S10")[0].pk,
        "entry_of_log": queries.log(row.pk)[0].pk,
        "place": place.pk,
        "asked_place": invited.pk,
    }


def _crosswalks(steward: Person, *, reader: Person) -> dict[str, Any]:
    """A crosswalk that only stewards see, and a relation that she has read from her panel."""
    own = crosswalks.begun(actor_for(steward), size=4)
    crosswalks.say(actor_for(reader), ("H", "hope"), slug="chime", shown_as="A. Aird", words="")
    reading = crosswalks.queries.readings_of("chime", ("H", "hope"))[0]
    return {
        "own_crosswalk": own,
        "reading": reading.pk,
        "about_s10": crosswalks.about("S10"),
    }


def _of_the_service(service: Any, *, steward: Any) -> dict[str, Any]:
    """What the service of Alice's team has put up: a page, a place, an activity."""
    expectations.save_page(actor=steward, service_id=service, version=0, draft=PAGE)
    expectations.show_page(actor=steward, service_id=service, shown=True)
    place = expectations.add_place(actor=steward, service_id=service, draft=PLACE)
    activity = library.add_activity(actor=steward, service_id=service, draft=an_activity())
    slug = ServicePage.objects.get(service=service).slug
    return {"place_id": place, "thing_id": activity, "service_slug": slug}


def _feedback(team: Any, *, steward: Any) -> dict[str, Any]:
    """A round that is open, and a batch that was released and replied to."""
    made = feedback.open_round(steward, team)
    card = feedback.cards_of(steward, made, 10)[0]
    batch = feedback.a_released_batch(team)
    feedback.actions.save_reply(
        actor=steward, batch_id=batch.pk, reply_id=None, version=0, said="A", did="B"
    )
    reply = feedback.queries.replies(batch.pk)[0]
    return {"round_id": made.pk, "card": card, "batch_id": batch.pk, "reply_id": reply.pk}


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _sign(answer: Any) -> str:
    if answer.status_code in (301, 302, 303):
        return "s" if "/sign-in/login/" in answer["Location"] else "y"
    return SIGNS.get(answer.status_code, f"({answer.status_code})")


def _body(answer: HttpResponseBase) -> str:
    """What stands in an answer; of a zip or a Word document, in everything inside."""
    content = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as inside:
            content = b"\n".join(inside.read(name) for name in inside.namelist())
    return content.decode("utf-8", errors="replace").lower()
