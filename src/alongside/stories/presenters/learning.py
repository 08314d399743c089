"""Stories where workers learn: beside a statement, in the library, and so in the planner.

Only what their tellers agreed to is lent, to whom they agreed, for as long as the stamp holds.
"""

from datetime import date
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.framework import Edition
from alongside.core.library import Activity, Strength
from alongside.foundation.actor import Actor
from alongside.framework import queries as framework
from alongside.framework.presenters.beside import Told
from alongside.library.queries import Lent
from alongside.stories import queries
from alongside.stories.queries import Heading

from .names import notes_of

SHOWN: Final = 5
HOURS: Final = 0.5
# What reading any story develops: learning from what people tell of their own recovery.
ALWAYS: Final = "K02"
THEME: Final = "lived-experience"


def beside(code: str) -> list[Told]:
    """The newest stories about a statement that anybody may read."""
    found = queries.headings(None, today=timezone.localdate())
    return [
        Told(title_of(one), url_of(one.id), notes_of(one.notes, one.own_note))
        for one in found
        if code in one.statements
    ][:SHOWN]


def title_of(one: Heading) -> str:
    return _("%(title)s (a made-up example)") % {"title": one.title} if one.made_up else one.title


def url_of(story_id: UUID) -> str:
    return reverse("stories:story", args=[story_id])


def activity_id(story_id: UUID) -> str:
    return f"story-{story_id.hex}"


def lent(actor: Actor | None, today: date) -> Lent:
    """The stories that this person's learning may hold. One query."""
    stamp = queries.revision()
    found = [one for one in queries.headings(actor, today=today, stamp=stamp) if one.in_learning]
    return Lent((stamp, tuple(one.id for one in found)), lambda: _activities(found))


def _activities(found: list[Heading]) -> list[Activity]:
    try:
        edition = framework.current_edition()
    except framework.NoEditionError:
        edition = None
    return [_activity(one, edition) for one in found]


def _activity(one: Heading, edition: Edition | None) -> Activity:
    known = edition.by_code if edition else {}
    codes = [code for code in one.statements if code in known]
    always = {code: int(Strength.DEVELOPS) for code in (framework.packaged_now(ALWAYS),) if code}
    theme = known[codes[0]].theme if codes else THEME
    suffix = f" {_('(a made-up example)')}" if one.made_up else ""
    verb = _("Listen to") if one.link_kind == "audio" else _("Watch")
    heard = bool(one.link_kind) and not one.has_text
    return Activity(
        id=activity_id(one.id),
        title=f"{verb if heard else _('Read')} “{one.title}”{suffix}",
        kind="watch-or-listen" if heard else "read",
        with_whom="alone",
        hours=HOURS,
        theme=theme,
        develops={**dict.fromkeys(codes, int(Strength.TOUCHES)), **always},
        steps=(
            _("Open the story when you have time for all of it. See first what it tells of."),
            _("Stay with it as it is told. What helped, and what got in the way?"),
            _("Write two or three lines: what will I do differently, with whom, and when?"),
        ),
        notice=_(
            "What you wanted to explain, defend or put right. A story is not a case to be solved."
        ),
        evidence=_("Two or three lines about your own practice, and nothing about the teller."),
        cautions=_cautions(one),
        lived_experience_led=True,
        link=url_of(one.id),
        kept_as=_("A story, told by somebody who lived it"),
    )


def _cautions(one: Heading) -> tuple[str, ...]:
    notes = notes_of(one.notes, one.own_note)
    tells = [_("It tells of: %(notes)s.") % {"notes": ", ".join(notes)}] if notes else []
    theirs = _(
        "The story belongs to the person who told it. Do not copy it or pass it on: show where it "
        "is. They can take it back at any time, and then it is gone from here as well."
    )
    whose = (
        [_("It was written for the demonstration, and is not a real person’s account.")]
        if one.made_up
        else []
    )
    return (*whose, *tells, theirs)
