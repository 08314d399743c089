"""What is true about a badge, in plain words. Nothing is asked of any other site."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import formats
from django.utils.translation import gettext as _

from alongside.badges import queries
from alongside.core.credentials.badge_reading import (
    NO_BADGE,
    NO_PROOF,
    NOT_JSON,
    OTHER_PROOF,
    TOO_MUCH,
    Place,
    Reading,
)
from alongside.core.credentials.badges import Site
from alongside.foundation.proofs import DoesNotHold, check

HOLDS, ENDED, BROKEN, OPEN = "holds", "ended", "broken", "open"


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was looked at: in a few words, and in a sentence."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of looking. ``state`` is one of the four words above."""

    state: str
    title: str
    told: tuple[Told, ...]


def why_unreadable(why: str) -> str:
    return {
        NOT_JSON: _("This is no badge that can be read: it is not whole, or not JSON."),
        TOO_MUCH: _("This has more parts than any badge needs, so it is not looked at here."),
        NO_BADGE: _("This can be read, but it is no badge of the form Open Badges 3.0."),
        NO_PROOF: _("This badge carries no signature, so nothing in it can be checked."),
        OTHER_PROOF: _(
            "This badge is signed in a way that is not checked here. We check Data Integrity proofs "
            "of the suite eddsa-rdfc-2022."
        ),
    }[why]


def answer(text: str, reading: Reading, site: Site, *, now: datetime) -> Answer:
    """Everything that can be said about a badge without asking anybody else."""
    known = queries.keys()
    ours = reading.key in known
    signed = _signature(text, reading, ours=ours, now=now)
    ended = _is_ended(reading.place, site) if ours and signed else None
    state = _state(signed, ours=ours, ended=ended)
    told = (
        _about_signature(signed, reading, ours=ours, site=site, now=now),
        _about_issuer(reading, ours=ours and bool(signed), site=site),
        *_about_ending(reading, ours=ours and bool(signed), ended=ended),
        *_about_dates(reading, now=now),
        *_about_form(reading),
    )
    return Answer(state, _titles()[state], told)


def _titles() -> dict[str, str]:
    return {
        HOLDS: _("This badge holds"),
        ENDED: _("This badge was ended"),
        BROKEN: _("This badge does not hold"),
        OPEN: _("Not all of this badge can be checked here"),
    }


def _state(signed: bool | None, *, ours: bool, ended: bool | None) -> str:
    if signed is False:
        return BROKEN
    if not ours or signed is None or ended is None:
        return OPEN
    return ENDED if ended else HOLDS


def _signature(text: str, reading: Reading, *, ours: bool, now: datetime) -> bool | None:
    """Whether the signature holds; None where it cannot be told without asking elsewhere."""
    public = reading.key if ours else _key_in_method(reading)
    if not public or _not_now(reading, now):
        return None
    try:
        check(text, public=public)
    except DoesNotHold:
        return False
    return True


def _key_in_method(reading: Reading) -> str:
    """A did:key is the key itself; of any other method nothing is known here."""
    did = reading.method.partition("#")[0]
    return did.removeprefix("did:key:") if did.startswith("did:key:") else ""


def _not_now(reading: Reading, now: datetime) -> bool:
    early = reading.valid_from is not None and reading.valid_from > now
    return early or (reading.valid_until is not None and reading.valid_until < now)


def _is_ended(place: Place | None, site: Site) -> bool | None:
    """What our own list says; None where the badge names no place of ours."""
    if place is None:
        return None
    before, _slash, rest = place.address.partition("/badges/status/")
    try:
        list_id = UUID(rest.strip("/"))
    except ValueError:
        return None
    return queries.is_ended(list_id, place.index) if before else None


def _about_signature(
    signed: bool | None, reading: Reading, *, ours: bool, site: Site, now: datetime
) -> Told:
    title = _("Signature")
    if signed is False:
        return Told(
            title,
            _(
                "It does not fit. Something was changed after the badge was signed, or it was signed "
                "with another key than it says."
            ),
        )
    if signed and ours:
        return Told(title, _("It fits a key of this site: every word is as it was signed."))
    if signed:
        return Told(
            title,
            _(
                "It fits the key that the badge itself names: every word is as it was signed. That "
                "shows nothing of who holds that key."
            ),
        )
    if _not_now(reading, now):
        return Told(title, _("It was not looked at, because the time the badge is for is not now."))
    if reading.issuer == site.issuer:
        return Told(
            title,
            _("The badge says that it is from this site, and names a key that is none of ours."),
        )
    return Told(
        title,
        _(
            "It cannot be checked without asking the site that the badge names for its key, and this "
            "page asks nobody. That site, or any reader of Open Badges 3.0, can tell you."
        ),
    )


def _about_issuer(reading: Reading, *, ours: bool, site: Site) -> Told:
    title = _("Who issued it")
    named = reading.issuer_name or reading.issuer
    if ours and reading.issuer == site.issuer:
        return Told(
            title,
            _(
                "This site, at the wish of the person it is about. They recorded it themselves, and "
                "nobody assessed it."
            ),
        )
    if ours:
        return Told(
            title, _("This site, when it stood at another address: %(named)s.") % {"named": named}
        )
    return Told(
        title, _("It says: %(named)s. Nothing here shows that it is so.") % {"named": named}
    )


def _about_ending(reading: Reading, *, ours: bool, ended: bool | None) -> Iterator[Told]:
    title = _("Ended or not")
    if ended:
        yield Told(title, _("The person it is about ended it. It counts no more."))
    elif ended is False:
        yield Told(title, _("It was not ended: we looked at our list just now."))
    elif ours:
        yield Told(title, _("It names no place on our list, so this cannot be told."))
    elif reading.place is not None:
        yield Told(
            title,
            _("The list it names stands at another site, which this page does not ask."),
        )
    else:
        yield Told(title, _("It names no list that could say so."))


def _about_dates(reading: Reading, *, now: datetime) -> Iterator[Told]:
    said = []
    if reading.valid_from is None:
        said.append(_("It does not say from when it holds."))
    elif reading.valid_from > now:
        said.append(
            _("It is for a time to come, from %(day)s.") % {"day": _day(reading.valid_from)}
        )
    else:
        said.append(_("Made on %(day)s.") % {"day": _day(reading.valid_from)})
    if reading.valid_until is None:
        said.append(_("It has no last day."))
    elif reading.valid_until < now:
        said.append(_("Its time ended on %(day)s.") % {"day": _day(reading.valid_until)})
    else:
        said.append(_("It holds until %(day)s.") % {"day": _day(reading.valid_until)})
    yield Told(_("Dates"), " ".join(said))


def _day(moment: datetime) -> str:
    return formats.date_format(moment, "j F Y")


def _about_form(reading: Reading) -> Iterator[Told]:
    title = _("Form")
    if reading.faults:
        fields = ", ".join(reading.faults[:5])
        said = _(
            "It is not quite that of Open Badges 3.0; another reader may refuse it. See: %(f)s."
        )
        yield Told(title, said % {"f": fields})
    else:
        yield Told(title, _("It is that of Open Badges 3.0."))
