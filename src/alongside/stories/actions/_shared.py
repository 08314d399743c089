"""What every change of a story shares: its faults in words, its history, showing it and taking it off."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from datetime import date
from typing import Any, Final
from uuid import uuid4

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.text import check
from alongside.framework import queries as framework
from alongside.stories import policies, queries
from alongside.stories.models import Consent, Picture, Published, Revision, Story, Wording
from alongside.stories.policies import LONGEST, MOST_STATEMENTS, Fault, Move, State, Words

LABELS: Final = {
    "title": gettext_lazy("A title"),
    "text": gettext_lazy("Your story"),
    "helped": gettext_lazy("What helped"),
    "hindered": gettext_lazy("What got in the way"),
    "link": gettext_lazy("A link to a recording or a film"),
    "link_kind": gettext_lazy("What the link leads to"),
    "picture": gettext_lazy("A picture"),
    "alt": gettext_lazy("What the picture shows"),
    "notes": gettext_lazy("What a reader should know first"),
    "own_note": gettext_lazy("Something else a reader should know first"),
    "statements": gettext_lazy("What it is about"),
    "processes": gettext_lazy("What it is about, in one word"),
}
FAULTS: Final = {
    "empty": gettext_lazy("Please give this a few words."),
    "long": gettext_lazy("This is longer than there is room for."),
    "nothing": gettext_lazy("Write your story, or add a link or a picture."),
    "link": gettext_lazy("Give a whole address that begins with https://."),
    "kind": gettext_lazy("Say if it is to listen to or to watch."),
    "alt": gettext_lazy("Say in a line what the picture shows, for people who cannot see it."),
    "unknown": gettext_lazy("Something was chosen that is not on the list."),
    "many": gettext_lazy("Please choose at most %(most)s."),
    "places": gettext_lazy("Choose at least one place where it may be shown."),
    "both": gettext_lazy("“Anybody” and “only this service” cannot both be. Choose one of them."),
    "service": gettext_lazy("Choose the service that may show it."),
    "months": gettext_lazy("Choose for how long."),
    "picture": gettext_lazy(
        "This picture could not be used. Send a JPEG, PNG or WebP of at most 8 MB."
    ),
}


class BadStoryError(ValueError):
    """What was sent cannot be kept as it is. ``faults`` say where and what."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("; ".join(f"{name}: {said(fault)}" for name, fault in self.faults))


class NoStoryError(LookupError):
    """No story has this code."""


def said(fault: str) -> str:
    """A fault in words."""
    return str(FAULTS[fault]) % {"most": MOST_STATEMENTS} if fault == "many" else str(FAULTS[fault])


def chain(story: Story) -> str:
    return f"story:{story.pk}"


def record(story: Story, verb: str, actor: Actor | None, **what: Any) -> None:
    """Which part changed and its number; never a word of it."""
    history.record(chain=chain(story), verb=verb, actor=actor, what=what)


def codes() -> frozenset[str]:
    try:
        return frozenset(framework.current_edition().by_code)
    except framework.NoEditionError:
        return frozenset()


def refuse_bad_words(words: Words) -> None:
    """Raises BadStoryError, and BadText for a character that cannot be kept."""
    for name in LONGEST:
        check(getattr(words, name), str(LABELS.get(name, name)))
    found = list(policies.word_faults(words, codes=codes()))
    if found:
        raise BadStoryError(found)


def texts(words: Words) -> Iterator[tuple[str, str]]:
    """The parts somebody wrote, each with its name, for the page that shows two texts."""
    for name in LONGEST:
        if getattr(words, name):
            yield str(LABELS[name]), getattr(words, name)


def move(story: Story, by: Move, *, today: date) -> State:
    """Move a story on, or refuse. The row is saved by ``keep``."""
    state = policies.now(State(story.state), story.until, today=today)
    if not policies.can(state, by):
        raise Forbidden(_("This cannot be done with the story as it stands now. Open it again."))
    story.state = policies.after(state, by)
    return state


def keep(story: Story, *, today: date) -> None:
    story.changed_on = today
    story.save(force_update=True)


def add_wording(
    story: Story, words: Words, *, picture: bytes | None, proposed: bool = False
) -> Wording:
    """Another wording, with the picture that is new or one that the story has already."""
    if picture is not None:
        row = Picture(story=story, content=picture)
        row.save(force_insert=True)
        words = Words.read({**asdict(words), "picture": str(row.pk)})
    elif words.picture and not Picture.objects.filter(story=story, pk=words.picture).exists():
        raise BadStoryError([("picture", "unknown")])
    number = Wording.objects.filter(story=story).count() + 1
    made = Wording(story=story, number=number, proposed=proposed)
    named = replace(words, edition=words.edition or framework.first(newest=True))
    made.words, made.agreed = asdict(named), None if proposed else True
    made.save(force_insert=True)
    return made


# Showing a story, and taking it off


def show_if_ready(story: Story, *, actor: Actor | None, today: date) -> bool:
    """Show a waiting story to whose present words its teller and two other people have said yes."""
    wording, consent = queries.agreed_wording(story.pk), queries.latest_consent(story.pk)
    if story.state != State.WAITING or wording is None or consent is None:
        return False
    parts = policies.Consent.read(consent.parts)
    yeses = policies.standing(queries.yeses(story.pk), wording=wording.pk, consent=parts)
    if len(yeses) < policies.WANTED:
        return False
    move(story, Move.PUBLISH, today=today)
    show(story, wording, consent, today=today)
    record(story, "shown", actor, wording=wording.number, consent=consent.number)
    return True


def show(story: Story, wording: Wording, consent: Consent, *, today: date) -> None:
    """Put a story where it may be seen, as its teller agreed. Raises Forbidden past its time."""
    words, parts = Words.read(wording.words), policies.Consent.read(consent.parts)
    story.first_shown_on = story.first_shown_on or today
    story.until = policies.ends_on(max(story.first_shown_on, consent.on), parts.months)
    if story.until <= today:
        raise Forbidden(_("The time its teller agreed to is over. They can agree again."))
    picture = Picture.objects.filter(story=story, pk=words.picture or story.pk).first()
    Published(
        story=story,
        words=asdict(words),
        name=parts.name,
        readers=parts.readers,
        service_id=parts.service,
        in_learning=parts.in_learning,
        quote=parts.quote,
        shown_on=today,
        until=story.until,
        made_up=story.made_up,
        picture=picture.content if picture else None,
    ).save()
    turn_over()


def take_off(story: Story) -> None:
    """Take a story off every page, in every process, from this transaction on."""
    if Published.objects.filter(story=story).delete()[0]:
        turn_over()


def turn_over() -> None:
    Revision.objects.update_or_create(pk=1, defaults={"stamp": uuid4()})


def today_here() -> date:
    return timezone.localdate()
