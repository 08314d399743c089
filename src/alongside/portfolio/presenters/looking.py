"""What could tell who somebody is, looked for here too: for a page without scripts, and before sharing.

The text is looked at in memory with the rules the browser has, and nothing of it is kept.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from alongside.core.language.identifiers import Finding
from alongside.language.queries import identifiers

HELD = ("stop", "ask")
Decided = Collection[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Found:
    """One thing to look at: in which text, what it is, why, and what could stand there instead."""

    field: str
    label: str
    it: str
    level: str
    title: str
    explain: str
    offers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What was found in some texts. ``adds_up`` says why small details together may be enough."""

    found: tuple[Found, ...]
    adds_up: str = ""


def look(texts: Iterable[tuple[str, str, str]], *, decided: Decided = ()) -> Look:
    """Look at texts given as (field, label, text); what was decided before is left out."""
    check = identifiers()
    found: list[Found] = []
    small: list[Finding] = []
    for field, label, text in texts:
        findings = check.check(text)
        small += findings
        for one in findings:
            it = text[one.start : one.end]
            if (one.kind, it) in decided:
                continue
            kind = check.kinds[one.kind]
            words = (kind["title"], kind["explain"], tuple(kind["offer"]))
            found.append(Found(field, label, it, one.level, *words))
    return Look(tuple(found), check.adding_up if check.adds_up(small) else "")


def held(texts: Iterable[tuple[str, str, str]], *, decided: Decided = ()) -> tuple[Found, ...]:
    """What somebody should decide about before it is saved."""
    return tuple(one for one in look(texts, decided=decided).found if one.level in HELD)


def decided_in(texts: Iterable[str]) -> frozenset[tuple[str, str]]:
    """What stands in texts that were saved: it was decided about then."""
    check = identifiers()
    return frozenset(
        (one.kind, text[one.start : one.end]) for text in texts for one in check.check(text)
    )


def neutral(text: str, *, out: bool = False) -> str:
    """A text with everything that was found put in neutral words, or taken out.

    The words say less than what stood there and never something else: a town may be a city, and
    nobody here knows how old somebody is. What has no such words is taken out.
    """
    made, last, said = "", 0, ""
    for one in identifiers().check(text):
        gap = text[last : one.start]
        instead = "" if out else str(NEUTRAL.get(one.kind, ""))
        if instead and instead == said and not gap.strip():
            gap = instead = ""  # a first name and a surname are one person
        else:
            said = instead
        made += gap
        if not instead and made[-1:] in (" ", "\t"):
            made = made[:-1]
        begins = made.rstrip()[-1:] in ("", ".", "?", "!", "\n")
        made += instead[:1].upper() + instead[1:] if begins else instead
        last = one.end
    return made + text[last:]


_SOMEBODY, _PLACE = _("somebody"), _("a place")
NEUTRAL = {
    **dict.fromkeys(("given-name", "surname", "title-name", "rare-role"), _SOMEBODY),
    **dict.fromkeys(("place", "place-phrase", "hospital-or-ward", "street"), _PLACE),
    "full-date": _("one day"),
}
