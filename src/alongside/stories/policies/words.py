"""What a story holds, and what can be wrong with it. A teller's words are never judged here."""

import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

LINK_KINDS: Final = ("audio", "video")
NOTES: Final = (
    "compulsory",
    "force",
    "hospital",
    "distress",
    "self-harm",
    "suicide",
    "abuse",
    "loss",
    "substances",
    "unfairness",
)
PROCESSES: Final = ("C", "H", "I", "M", "E")
MOST_STATEMENTS: Final = 6
LONGEST: Final = {
    "title": 120,
    "text": 12_000,
    "helped": 2000,
    "hindered": 2000,
    "link": 300,
    "alt": 400,
    "own_note": 200,
}
CODE: Final = re.compile(r"[KSV][0-9]{2}")
# No vowels' look-alikes: I, L, O and U are left out, so that a code can be read aloud and written down.
CODE_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH: Final = 26
MISREAD: Final = str.maketrans("OIL", "011")

Fault = tuple[str, str]
"""The field that is wrong, and what is wrong with it: a key of actions.FAULTS."""


@dataclass(frozen=True, slots=True)
class Words:
    """One wording, whole. ``notes``, ``statements`` and ``processes`` are ids; ``picture`` is the id of
    a picture kept beside it. Text a teller left empty is empty. ``statements`` are of ``edition``."""

    title: str
    text: str = ""
    helped: str = ""
    hindered: str = ""
    link: str = ""
    link_kind: str = ""
    picture: str = ""
    alt: str = ""
    notes: tuple[str, ...] = ()
    own_note: str = ""
    statements: tuple[str, ...] = ()
    processes: tuple[str, ...] = ()
    edition: str = field(default="", compare=False)

    @classmethod
    def read(cls, kept: dict[str, Any]) -> "Words":
        """From what was kept as JSON, where tuples have become lists."""
        lists = ("notes", "statements", "processes")
        return cls(**{**kept, **{name: tuple(kept.get(name, ())) for name in lists}})


def word_faults(words: Words, *, codes: Collection[str]) -> Iterator[Fault]:
    """Everything that keeps a wording from being kept. ``codes``: the edition's; empty before one."""
    for name, longest in LONGEST.items():
        if len(getattr(words, name)) > longest:
            yield name, "long"
    if not words.title.strip():
        yield "title", "empty"
    if not (words.text.strip() or words.link or words.picture):
        yield "text", "nothing"
    if words.link and not good_link(words.link):
        yield "link", "link"
    if words.link and words.link_kind not in LINK_KINDS:
        yield "link_kind", "kind"
    if words.picture and not words.alt.strip():
        yield "alt", "alt"
    yield from _choices(words, codes)


def _choices(words: Words, codes: Collection[str]) -> Iterator[Fault]:
    if not set(words.notes) <= set(NOTES):
        yield "notes", "unknown"
    if not set(words.processes) <= set(PROCESSES):
        yield "processes", "unknown"
    if len(words.statements) > MOST_STATEMENTS:
        yield "statements", "many"
    known = codes or [one for one in words.statements if CODE.fullmatch(one)]
    if not set(words.statements) <= set(known):
        yield "statements", "unknown"


def good_link(link: str) -> bool:
    """A whole https address that a browser can open, and no more than that."""
    try:
        parts = urlsplit(link)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    plain = parts.scheme == "https" and not parts.username and not re.search(r"[\s\"'<>\\]", link)
    return plain and "." in host


def host_of(link: str) -> str:
    """Where a link leads, as somebody would say it."""
    return (urlsplit(link).hostname or "").removeprefix("www.")


def plain_code(typed: str) -> str:
    """A story code as it was made, however it was typed."""
    return re.sub(r"[^0-9A-Z]", "", typed.upper()).translate(MISREAD)


def hash_of(code: str) -> str:
    """What is kept of a code. It is one of 2^128, so a plain hash lets nobody find it by trying."""
    return hashlib.sha256(plain_code(code).encode()).hexdigest()


def good_code(code: str) -> bool:
    return len(code) == CODE_LENGTH and set(code) <= set(CODE_LETTERS)
