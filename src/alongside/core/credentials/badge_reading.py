"""Reading a badge, whoever made it: what it says, and whether its form is that of Open Badges 3.0."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, datetime
from typing import Any, Final

from .badges import CONTEXTS, PURPOSE, SUITE

OPEN_BADGES: Final = "https://purl.imsglobal.org/spec/ob/v3p0/context"
DEEPEST: Final = 64
MOST_PARTS: Final = 250
"""Objects and lists in one badge. Ours have some fifty at the most; looking at a thousand takes seconds."""
BADGE_TYPES: Final = frozenset({"OpenBadgeCredential", "AchievementCredential"})
LONGEST_SHOWN: Final = 2000
_STAMP: Final = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})", re.ASCII
)
_URI: Final = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE | re.ASCII)

NOT_JSON, NO_BADGE, NO_PROOF, OTHER_PROOF = "not-json", "no-badge", "no-proof", "other-proof"
TOO_MUCH: Final = "too-much"


class Unreadable(ValueError):
    """No badge that can be looked at. ``why`` is one of the words above."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Place:
    """Where a badge stands on a status list."""

    address: str
    index: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What a badge says of itself. Nothing in it is known to be true."""

    name: str
    description: str
    criteria: str
    own: str
    issuer: str
    issuer_name: str
    method: str
    valid_from: datetime | None
    valid_until: datetime | None
    done_on: datetime | None
    statements: tuple[tuple[str, str], ...]
    place: Place | None
    faults: tuple[str, ...]

    @property
    def key(self) -> str:
        """The name of the key within its issuer's document."""
        return self.method.rpartition("#")[2]


def parse(text: str) -> dict[str, Any]:
    """A JSON object. Refuses names given twice, numbers and letters that are none, and what is nested
    too deep or has too many parts."""
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
        json.dumps(found, ensure_ascii=False).encode()  # half a letter cannot be written anywhere
    except (ValueError, RecursionError) as error:
        raise Unreadable(NOT_JSON) from error
    if not isinstance(found, dict):
        raise Unreadable(NOT_JSON)
    _bound(found)
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name is given twice")
    return found


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no number")


def _bound(document: dict[str, Any]) -> None:
    """Raises Unreadable for what would be dear to look at."""
    level: list[Any] = [document]
    parts = depth = 0
    while level:
        depth, parts = depth + 1, parts + len(level)
        if depth > DEEPEST:
            raise Unreadable(NOT_JSON)
        if parts > MOST_PARTS:
            raise Unreadable(TOO_MUCH)
        level = [inner for one in level for inner in _inside(one)]


def _inside(value: Any) -> list[Any]:
    found = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [one for one in found if isinstance(one, dict | list)]


def read(text: str) -> Reading:
    """What a badge says. Raises Unreadable."""
    document = parse(text)
    types = _types(document)
    if "VerifiableCredential" not in types or not types & BADGE_TYPES:
        raise Unreadable(NO_BADGE)
    proof = document.get("proof")
    if not proof:
        raise Unreadable(NO_PROOF)
    if not isinstance(proof, dict) or proof.get("cryptosuite") != SUITE:
        raise Unreadable(OTHER_PROOF)
    subject = _dict(document.get("credentialSubject"))
    achievement = _dict(subject.get("achievement"))
    issuer = document.get("issuer")
    return Reading(
        name=_text(achievement.get("name")) or _text(document.get("name")),
        description=_text(achievement.get("description")),
        criteria=_text(_dict(achievement.get("criteria")).get("narrative")),
        own=_text(subject.get("narrative")),
        issuer=_text(_dict(issuer).get("id") if isinstance(issuer, dict) else issuer),
        issuer_name=_text(_dict(issuer).get("name")),
        method=_text(proof.get("verificationMethod")),
        valid_from=moment(document.get("validFrom")),
        valid_until=moment(document.get("validUntil")),
        done_on=moment(subject.get("activityEndDate")),
        statements=tuple(_statements(achievement)),
        place=_place(document.get("credentialStatus")),
        faults=tuple(faults(document)),
    )


def _types(document: Mapping[str, Any]) -> set[str]:
    found = document.get("type")
    named = found if isinstance(found, list) else [found]
    return {one for one in named if isinstance(one, str)}


def _dict(value: Any) -> dict[str, Any]:
    """An object; one in a list by itself is the same. Else an empty one."""
    if isinstance(value, list) and len(value) == 1:
        [value] = value
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return value[:LONGEST_SHOWN] if isinstance(value, str) else ""


def moment(value: Any) -> datetime | None:
    """A time with its zone; None where there is none that can be understood, in any other zone too."""
    if not isinstance(value, str) or not _STAMP.fullmatch(value):
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if MINYEAR < found.year < MAXYEAR else None


def _statements(achievement: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    found = achievement.get("alignment")
    for one in (found if isinstance(found, list) else [found])[:100]:
        if isinstance(one, dict) and one.get("targetName"):
            yield _text(one.get("targetCode")), _text(one["targetName"])


def _place(status: Any) -> Place | None:
    """Where it would be ended. Only one place, of the kind we write ourselves, is understood."""
    said = _dict(status)
    index = said.get("statusListIndex")
    if said.get("statusPurpose") != PURPOSE or not isinstance(index, str):
        return None
    if not (index.isascii() and index.isdecimal() and len(index) < 10):
        return None
    return Place(_text(said.get("statusListCredential")), int(index))


# The form, as far as our own badges use it


def faults(document: Mapping[str, Any]) -> Iterator[str]:
    """Where the form is not that of Open Badges 3.0, by the name of the field. Nothing said: all well."""
    if not _in_context(document.get("@context")):
        yield "@context"
    if not _is_uri(document.get("id")):
        yield "id"
    if moment(document.get("validFrom")) is None:
        yield "validFrom"
    if "validUntil" in document and moment(document["validUntil"]) is None:
        yield "validUntil"
    yield from _issuer_faults(document.get("issuer"))
    yield from _subject_faults(_dict(document.get("credentialSubject")))
    yield from (f"{where}: empty" for where in _empty(document, ""))


def _in_context(contexts: Any) -> bool:
    if not isinstance(contexts, list) or tuple(contexts[:1]) != CONTEXTS[:1]:
        return False
    return any(isinstance(one, str) and one.startswith(OPEN_BADGES) for one in contexts[1:])


def _issuer_faults(issuer: Any) -> Iterator[str]:
    if isinstance(issuer, dict):
        if not _is_uri(issuer.get("id")):
            yield "issuer.id"
        if "Profile" not in _types(issuer):
            yield "issuer.type"
    elif not _is_uri(issuer):
        yield "issuer"


def _subject_faults(subject: Mapping[str, Any]) -> Iterator[str]:
    achievement = _dict(subject.get("achievement"))
    if "AchievementSubject" not in _types(subject):
        yield "credentialSubject.type"
    if not _is_uri(subject.get("id")) and not subject.get("identifier"):
        yield "credentialSubject.id"
    if not _is_uri(achievement.get("id")):
        yield "achievement.id"
    if "Achievement" not in _types(achievement):
        yield "achievement.type"
    for name in ("name", "description"):
        if not _text(achievement.get(name)):
            yield f"achievement.{name}"
    if not {"narrative", "id"} & set(_dict(achievement.get("criteria"))):
        yield "achievement.criteria"
    alignment = achievement.get("alignment", [])
    for one in alignment if isinstance(alignment, list) else [alignment]:
        said = _dict(one)
        if "Alignment" not in _types(said) or not _text(said.get("targetName")):
            yield "alignment"
        elif not _is_uri(said.get("targetUrl")):
            yield "alignment.targetUrl"


def _is_uri(value: Any) -> bool:
    return isinstance(value, str) and bool(_URI.fullmatch(value))


def _empty(value: Any, where: str) -> Iterator[str]:
    """Nulls and empty lists, which the form leaves out."""
    pairs: Any = value.items() if isinstance(value, dict) else enumerate(value)
    for name, inner in pairs:
        at = f"{where}.{name}" if where else str(name)
        if inner is None or inner == []:
            yield at
        elif isinstance(inner, dict | list):
            yield from _empty(inner, at)
