"""The words for what is chosen: content notes, CHIME processes, places, checks, states."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.stories.policies import State
from alongside.stories.policies.consents import LEARNING, PUBLIC, SERVICE

Text = str | Promise

NOTES: Final[Mapping[str, Text]] = {
    "compulsory": _("being detained or treated against one’s will"),
    "force": _("being held, shut in or given medicine by force"),
    "hospital": _("time in hospital"),
    "distress": _("great distress, voices or fear"),
    "self-harm": _("self-harm"),
    "suicide": _("thoughts of suicide, or somebody who died by suicide"),
    "abuse": _("abuse or violence"),
    "loss": _("grief and loss"),
    "substances": _("alcohol or drugs"),
    "unfairness": _("racism, stigma or being treated unfairly"),
}
# What people go through (CHIME), in our own words.
PROCESSES: Final[Mapping[str, tuple[Text, Text]]] = {
    "C": (_("Connection"), _("People to be with, and being one of them")),
    "H": (_("Hope"), _("Believing it can be different, or somebody who did")),
    "I": (_("Identity"), _("Being more than what happened to me")),
    "M": (_("Meaning"), _("Making sense of it, and what makes life worth living")),
    "E": (_("Having a say"), _("Choosing, deciding, using what I am good at")),
}
PLACES: Final[Mapping[str, Text]] = {
    PUBLIC: _("On this site, where anybody can read it"),
    LEARNING: _(
        "In the learning of people who work in mental health: their library and their plans"
    ),
    SERVICE: _("Only to people who work in the service I choose"),
}
MONTHS: Final[Mapping[int, Text]] = {
    6: _("6 months"),
    12: _("12 months"),
    24: _("24 months"),
}
LINK_KINDS: Final[Mapping[str, Text]] = {"audio": _("To listen to"), "video": _("To watch")}
CHECKS: Final[Mapping[str, Text]] = {
    "no-method": _("It names no way or place of self-harm or suicide."),
    "help": _("Nothing in it says that there is no help. The page shows where help is now."),
    "others": _("Nobody else in it can be recognised, as far as I can tell."),
    "notes": _("The content notes say what a reader should know first."),
    "own-words": _("These are the teller’s own words, or words they said yes to."),
}
# For the teller: how their story stands.
STATES: Final[Mapping[State, Text]] = {
    State.KEPT: _("We keep it for you. Nobody reads it yet."),
    State.WAITING: _("Two people are to read it. Nothing is shown yet."),
    State.PROPOSED: _("Somebody asks you about other words. Nothing is shown unless you say yes."),
    State.DECLINED: _("It is not shown. The reason is below."),
    State.SHOWN: _("It is shown, as you agreed."),
    State.PAUSED: _("It is paused. Nobody can see it until you say so."),
    State.ENDED: _("The time you agreed to is over. It is not shown any more."),
    State.WITHDRAWN: _("It is withdrawn."),
}
# For those who read it first.
QUEUE: Final[Mapping[State, Text]] = {
    State.WAITING: _("Waiting to be read"),
    State.PROPOSED: _("Waiting for the teller’s answer"),
    State.SHOWN: _("Shown"),
}
DECISIONS: Final[Mapping[str, Text]] = {
    "yes": _("said yes"),
    "proposed": _("proposed other words"),
    "declined": _("declined"),
    "taken down": _("took it off the pages"),
}


def notes_of(notes: Iterable[str], own_note: str = "") -> tuple[str, ...]:
    """Content notes as a reader sees them, the teller's own last."""
    return (*(str(NOTES[one]) for one in notes if one in NOTES), *([own_note] if own_note else []))


def processes_of(processes: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(PROCESSES[one][0]) for one in processes if one in PROCESSES)
