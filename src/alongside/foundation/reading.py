"""Reading data files that people write: YAML with a line for every value, and plain faults.

A file is read strictly, so that what a person sees on the page is what the file says: no anchors
or aliases (a text must stand where it is used), no tags, no key given twice, no control
characters, no surprises from old YAML (``no`` and ``2007-01-31`` stay text). Everything that is
wrong is reported together, each fault with its file, line and what to do. No Django here: the
command line and the tests read the same way as the site does.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

MAX_BYTES: Final = 2 * 1024 * 1024
MAX_DEPTH: Final = 64
MAX_FAULTS_OF_ONE_FILE: Final = 200

Place = tuple[str | int, ...]
"""Where a value stands in a file: ``("statements", 0, "faces", "worker")``."""

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# C0 but tab and line ends, DEL, C1, line and paragraph separators, changes of direction,
# a byte order mark in the middle, and code points that are no characters.
_UNWANTED: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_WHOLE: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+")
_WORDS: Final[Mapping[str, bool | None]] = {
    "": None, "null": None, "~": None, "true": True, "false": False,
}  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong: where (lines and columns count from 1), and what to do."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class Faults(Exception):
    """Everything that was found wrong, by file and line. Never empty."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True, slots=True)
class Located:
    """What a file holds as plain data (dict, list, str, int, float, bool, None), with places.

    ``marks`` gives line and column (from 1) for each place: of the key for an entry of a mapping,
    of the item for an entry of a list. A place that is not in the file answers for its parent.
    """

    file: str
    value: Any
    marks: Mapping[Place, tuple[int, int]] = field(default_factory=dict)

    def mark(self, place: Place) -> tuple[int, int]:
        while place and place not in self.marks:
            place = place[:-1]
        return self.marks.get(place, (1, 1))

    def fault(self, place: Place, message: str) -> Fault:
        line, column = self.mark(place)
        return Fault(self.file, line, column, message)


def read_yaml(path: Path, *, name: str = "", max_bytes: int = MAX_BYTES) -> Located:
    """The one document in a YAML file. ``name`` is how faults call the file (else its path).

    Raises Faults with everything found wrong; a file that cannot be opened is a fault too.
    """
    shown = name or str(path)
    try:
        with path.open("rb") as stream:
            raw = stream.read(max_bytes + 1)
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise Faults([Fault(shown, 1, 1, f"this file cannot be read: {reason}")]) from error
    if len(raw) > max_bytes:
        message = f"this file is larger than {max_bytes:,} bytes; split it into smaller files"
        raise Faults([Fault(shown, 1, 1, message)])
    return read_yaml_text(_decoded(raw, shown), name=shown)


def read_yaml_text(text: str, *, name: str) -> Located:
    """The same as read_yaml, for text already in hand. Raises Faults."""
    unwanted = list(_unwanted_characters(text, name))
    if unwanted:
        raise Faults(unwanted)
    composer = _Composer(name)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            composer.take(event)
    except yaml.MarkedYAMLError as error:
        composer.faults.append(_syntax_fault(error, name))
    except yaml.YAMLError as error:
        composer.faults.append(Fault(name, 1, 1, f"this is not YAML that can be read: {error}"))
    except _TooMuchError:
        pass
    if composer.faults:
        raise Faults(composer.faults)
    return Located(name, composer.root, composer.marks)


def check_shape(located: Located, schema: Mapping[str, Any]) -> list[Fault]:
    """Every way in which a file differs from a JSON Schema (2020-12), in plain words."""
    errors = Draft202012Validator(dict(schema)).iter_errors(located.value)
    return [fault for error in errors for fault in _shape_faults(located, error)]


def gather(*checks: Callable[[], Iterable[Fault]]) -> tuple[Fault, ...]:
    """The faults of several checks together; a check may give faults back or raise them."""
    found: list[Fault] = []
    for check in checks:
        try:
            found += check()
        except Faults as faults:
            found += faults.faults
    return tuple(found)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A closing hint such as ``; did you mean 'hope'?``, or nothing when nothing is near."""
    near = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def only_seen(text: str) -> tuple[str, str]:
    """A text without the characters nobody can see, and the fault that they are, or ""."""
    found = _UNWANTED.search(text)
    return _UNWANTED.sub("", text), _unwanted_message(found.group()) if found else ""


# Bytes to text


def _decoded(raw: bytes, name: str) -> str:
    try:
        return raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise Faults([Fault(name, line, column, message)]) from error


def _unwanted_characters(text: str, name: str) -> Iterator[Fault]:
    for count, found in enumerate(_UNWANTED.finditer(text)):
        if count == MAX_FAULTS_OF_ONE_FILE:
            return
        start = found.start()
        line = text.count("\n", 0, start) + 1
        column = start - text.rfind("\n", 0, start)
        yield Fault(name, line, column, _unwanted_message(found.group()))


def _unwanted_message(character: str) -> str:
    return (
        f"holds a character nobody can see (U+{ord(character):04X}), which cannot be kept; "
        "take it out"
    )


def _syntax_fault(error: yaml.MarkedYAMLError, name: str) -> Fault:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    problem = error.problem or error.context or "something is out of place"
    hint = "look for a missing quote, colon or space at the start of this line or the one before"
    return Fault(name, line, column, f"this is not YAML: {problem}; {hint}")


# Events to plain data with places


class _TooMuchError(Exception):
    """The rest of the file is not worth reading; the fault that says so is already noted."""


class _Composer:
    """Builds plain data from YAML events one by one, so that depth costs no recursion."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.root: Any = None
        self.marks: dict[Place, tuple[int, int]] = {}
        self.faults: list[Fault] = []
        self._stack: list[_Open] = []
        self._documents = 0

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._fault(event, "starts a second document; keep to one in a file", stop=True)
        elif isinstance(event, yaml.AliasEvent):
            what = f"repeats another place by alias (*{event.anchor}); write the text out here"
            self._fault(event, what)
            self._put(None, event)
        elif isinstance(event, yaml.NodeEvent):
            self._refuse_cleverness(event)
            self._node(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._stack.pop()

    def _node(self, event: yaml.NodeEvent) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._put(self._scalar(event), event)
            return
        opened: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        place = self._put(opened, event)
        self._stack.append(_Open(place, opened))
        if len(self._stack) > MAX_DEPTH:
            self._fault(event, f"is nested more than {MAX_DEPTH} deep; flatten it", stop=True)

    def _put(self, value: Any, event: Any) -> Place:
        """Sets a value where the open mapping or list wants it, and gives its place back."""
        where = (event.start_mark.line + 1, event.start_mark.column + 1)
        if not self._stack:
            self.root = value
            self.marks[()] = where
            return ()
        inside = self._stack[-1]
        if isinstance(inside.value, list):
            place = (*inside.place, len(inside.value))
            inside.value.append(value)
            self.marks[place] = where
            return place
        if inside.key is None:
            return self._take_key(inside, value, event, where)
        place = (*inside.place, inside.key)
        inside.value[inside.key] = value
        inside.key = None
        return place

    def _take_key(self, inside: "_Open", key: Any, event: Any, where: tuple[int, int]) -> Place:
        if not isinstance(key, str):
            key = self._odd_key(key, event)
        place = (*inside.place, key)
        if key in inside.value:
            first = self.marks[place][0]
            self._fault(event, f"gives {key!r} a second time (first on line {first}); keep one")
        else:
            self.marks[place] = where
        inside.key = key
        return place

    def _odd_key(self, key: Any, event: Any) -> str:
        if isinstance(key, dict | list):
            self._fault(event, "uses a list or mapping as a key; keys are words", stop=True)
        self._fault(event, f"uses {key!r} as a key; put quotes round it")
        return str(key)

    def _scalar(self, event: yaml.ScalarEvent) -> str | int | float | bool | None:
        text: str = event.value
        found = _UNWANTED.search(text)
        if found:
            self._fault(event, _unwanted_message(found.group()))
        if event.style:  # quoted or block text is text
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _WHOLE.fullmatch(text) and len(text) < 19:
            return int(text)
        return float(text) if _DECIMAL.fullmatch(text) and len(text) < 19 else text

    def _refuse_cleverness(self, event: Any) -> None:
        if event.anchor:
            self._fault(event, f"sets an anchor (&{event.anchor}); anchors are not used here")
        if event.tag is not None:
            self._fault(event, f"has a tag ({event.tag}); tags are not used here")
        if isinstance(event, yaml.ScalarEvent) and event.value == "<<" and not event.style:
            self._fault(event, "merges another place (<<); write the entries out here")

    def _fault(self, event: Any, message: str, *, stop: bool = False) -> None:
        mark = event.start_mark
        self.faults.append(Fault(self.name, mark.line + 1, mark.column + 1, message))
        if stop or len(self.faults) >= MAX_FAULTS_OF_ONE_FILE:
            raise _TooMuchError


@dataclass(slots=True)
class _Open:
    """A mapping or list that has begun and not ended; ``key`` waits for its value."""

    place: Place
    value: Any
    key: str | None = None


# Schema errors in plain words


def _shape_faults(located: Located, error: ValidationError) -> Iterator[Fault]:
    place: Place = tuple(error.absolute_path)
    instance: Any = error.instance
    want: Any = error.validator_value
    name = f"{place[-1]!r}" if place and isinstance(place[-1], str) else "this"
    if error.validator == "required":
        missing = [key for key in want if key not in instance]
        yield located.fault(place, f"{name} lacks {_listed(missing)}; add it")
    elif error.validator in ("additionalProperties", "unevaluatedProperties"):
        schema: Any = error.schema
        known = list(schema.get("properties", {}))
        for key in instance:
            if key not in known:
                hint = did_you_mean(key, known) or f"; known here: {_listed(known)}"
                yield located.fault((*place, key), f"{key!r} has no meaning here{hint}")
    else:
        yield located.fault(place, f"{name} {_wanted(error)}")


def _wanted(error: ValidationError) -> str:
    want: Any = error.validator_value
    instance: Any = error.instance
    schema: Any = error.schema
    shown = _short(instance)
    if error.validator == "enum":
        hint = did_you_mean(str(instance), [str(item) for item in want])
        return f"is {shown}, and may be {_listed(want)}{hint}"
    plain = {
        "type": f"is {shown}, and should be {_KINDS.get(str(want), str(want))}",
        "pattern": f"is {shown}, which does not look right ({schema.get('title', want)})",
        "minLength": "is empty; write something",
        "maxLength": f"has {len(str(instance))} characters; {want} at most",
        "minItems": f"has {_count(instance)}; at least {want} wanted",
        "maxItems": f"has {_count(instance)}; at most {want} wanted",
        "uniqueItems": "names the same thing twice",
        "minimum": f"is {shown}; at least {want} wanted",
        "maximum": f"is {shown}; at most {want} wanted",
        "const": f"is {shown}, and should be {want!r}",
        "anyOf": f"is {shown}, which is none of the shapes that may stand here",
    }
    return plain.get(str(error.validator), error.message)


_KINDS: Final[Mapping[str, str]] = {
    "string": "text (put quotes round it if it looks like a number)",
    "array": "a list",
    "object": "a mapping of names to values",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
}


def _count(instance: Any) -> str:
    count = len(instance) if isinstance(instance, list | dict) else 0
    return f"{count} entr{'y' if count == 1 else 'ies'}"


def _listed(words: Iterable[Any]) -> str:
    return ", ".join(repr(word) for word in words)


def _short(instance: Any) -> str:
    if isinstance(instance, dict):
        return "a mapping"
    if isinstance(instance, list):
        return "a list"
    text = "empty" if instance is None else repr(instance)
    return text if len(text) <= 60 else text[:59] + "…"
