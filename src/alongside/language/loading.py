"""The word list from its files, and from the written form an edition keeps.

``data/lists.yaml`` holds the lists of words, the templates and the kinds; ``data/rules/*.yaml`` a
kind each. Everything wrong is reported together, with file and line. The forms of a word
(refuse, refuses, refused, refusing) come from lemminflect and are worked out here, once: what is
compiled (``static/language/rules.json``) has them spelled out, for Python and browser alike.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from alongside.core.language.checker import Checker
from alongside.core.language.identifiers import Identifiers
from alongside.core.language.terms import (
    MOST_PATTERNS,
    BadPattern,
    Pattern,
    Rule,
    Vocabulary,
    from_compiled,
    read_lists,
    read_patterns,
    to_compiled,
)
from alongside.foundation.reading import Fault, Faults, Located, Place, check_shape, read_yaml

DATA: Final = Path(__file__).parent / "data"
COMPILED: Final = Path(__file__).parent / "static" / "language" / "rules.json"
IDENTIFIERS: Final = Path(__file__).parent / "static" / "language" / "identifiers.json"
MAX_RULE_FILES: Final = 60
UPOS: Final = {"v": "VERB", "n": "NOUN", "a": "ADJ"}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of rule, as the page groups them."""

    id: str
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class WordList:
    """A word list: its rules, what is written about them, and the kinds they are grouped by.

    ``written`` keeps each rule as people wrote it, for showing and editing.
    """

    rules: tuple[Rule, ...]
    written: Mapping[str, Mapping[str, Any]]
    kinds: tuple[Kind, ...]

    @property
    def by_id(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.rules}


@dataclass(slots=True)
class _Reading:
    """A word list as far as it could be read."""

    vocabulary: Vocabulary
    kinds: list[Kind]
    faults: list[Fault] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    written: dict[str, Mapping[str, Any]] = field(default_factory=dict)


@cache
def inflect(word: str, kind: str) -> frozenset[str]:
    """The forms of a word as a verb (v), noun (n) or adjective (a), the word itself among them."""
    from lemminflect import getAllInflections, getAllInflectionsOOV

    upos = UPOS[kind]
    found = getAllInflections(word, upos=upos) or getAllInflectionsOOV(word, upos=upos)
    # The library knows proper nouns too, with capitals; rules speak of plain words.
    return frozenset({word, *(form.lower() for forms in found.values() for form in forms)})


def load_word_list(path: Path = DATA) -> WordList:
    """The word list in a folder. Raises Faults with everything that is wrong, file by file."""
    lists = read_yaml(path / "lists.yaml")
    faults = check_shape(lists, schema("lists"))
    if faults:
        raise Faults(faults)
    reading = _Reading(_vocabulary(lists), [Kind(**row) for row in lists.value["kinds"]])
    files = sorted((path / "rules").glob("*.yaml"))
    if not files:
        raise Faults([Fault(str(path), 1, 1, "has no rules/*.yaml; add the rules")])
    for file in files[:MAX_RULE_FILES]:
        try:
            _read_file(reading, read_yaml(file))
        except Faults as found:
            reading.faults += found.faults
    if reading.faults:
        raise Faults(reading.faults)
    order = {kind.id: place for place, kind in enumerate(reading.kinds)}
    rules = sorted(reading.rules, key=lambda rule: order[rule.kind])
    return WordList(tuple(rules), reading.written, tuple(reading.kinds))


@cache
def packaged() -> WordList:
    """The word list that comes with Alongside, read from its files."""
    return load_word_list()


@cache
def packaged_written() -> Mapping[str, Mapping[str, Any]]:
    """The packaged rules as people wrote them, by id: for showing, with no pattern worked out."""
    files = sorted((DATA / "rules").glob("*.yaml"))
    return {
        row["id"]: {**row, "kind": document["kind"]}
        for document in (read_yaml(file).value for file in files)
        for row in document["rules"]
    }


@cache
def packaged_vocabulary() -> Vocabulary:
    return _vocabulary(read_yaml(DATA / "lists.yaml"))


@cache
def kinds() -> tuple[Kind, ...]:
    return tuple(Kind(**row) for row in read_yaml(DATA / "lists.yaml").value["kinds"])


@cache
def schema(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads((DATA / "schema" / f"{name}.json").read_text("utf-8"))
    return found


@cache
def packaged_checker() -> Checker:
    """A checker over the compiled list: no YAML is read and no forms are worked out for it."""
    return Checker(from_compiled(json.loads(COMPILED.read_text("utf-8"))))


@cache
def identifiers() -> Identifiers:
    """The check for what could tell who somebody is, with the rules a browser has."""
    return Identifiers(json.loads(IDENTIFIERS.read_text("utf-8")))


def compiled_text(rules: Iterable[Rule]) -> str:
    """Rules as the JSON text that Python and the browser read."""
    return json.dumps(to_compiled(tuple(rules)), ensure_ascii=False, separators=(",", ":")) + "\n"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


# Written rules: the rows of a file, of an edition, or of a form


def rule_of(row: Mapping[str, Any], kind: str, vocabulary: Vocabulary | None = None) -> Rule:
    """One written rule, compiled. Raises BadPattern with the line of the pattern in words."""
    vocabulary = vocabulary or packaged_vocabulary()
    near = row.get("quiet_near", "")
    if near and near not in vocabulary.lists:
        raise BadPattern(f"there is no list {near!r} for words near which this stays quiet")
    return Rule(
        id=row["id"],
        title=row["title"],
        kind=kind,
        level=row["level"],
        finds=tuple(_patterns(row["finds"], vocabulary)),
        unless=tuple(_patterns(row.get("unless", ()), vocabulary)),
        quiet_near=vocabulary.lists[near] if near else frozenset(),
        instead=tuple(row["instead"]),
        why=row["why"],
        source=" ".join(row["sources"]),
    )


def rules_of(written: Mapping[str, Mapping[str, Any]]) -> tuple[Rule, ...]:
    """The rules of an edition, compiled. Raises BadPattern."""
    return tuple(rule_of(row, str(row["kind"])) for row in written.values())


def _patterns(lines: Iterable[str], vocabulary: Vocabulary) -> Iterator[Pattern]:
    made = 0
    for line in lines:
        for pattern in read_patterns(line, vocabulary, inflect):
            made += 1
            if made > MOST_PATTERNS:
                raise BadPattern(f"these are more than {MOST_PATTERNS} patterns; make two rules")
            yield pattern


def _vocabulary(located: Located) -> Vocabulary:
    written = {
        name: [term for line in lines for term in line.split("|")]
        for name, lines in located.value["lists"].items()
    }
    try:
        lists = read_lists(written, inflect)
    except BadPattern as error:
        raise Faults([located.fault(("lists",), str(error))]) from error
    return Vocabulary(lists, located.value["templates"])


def _read_file(reading: _Reading, located: Located) -> None:
    faults = check_shape(located, schema("rules"))
    if faults:
        raise Faults(faults)
    kind = located.value["kind"]
    if kind not in {one.id for one in reading.kinds}:
        reading.faults.append(located.fault(("kind",), f"there is no kind {kind!r} in lists.yaml"))
        return
    for at, row in enumerate(located.value["rules"]):
        place: Place = ("rules", at)
        if row["id"] in reading.written:
            reading.faults.append(
                located.fault((*place, "id"), f"rule {row['id']!r} stands already in this list")
            )
        faults = list(_pattern_faults(located, place, row, reading.vocabulary))
        reading.faults += faults
        if not faults:
            reading.rules.append(rule_of(row, kind, reading.vocabulary))
        reading.written[row["id"]] = {**row, "kind": kind}


def _pattern_faults(
    located: Located, place: Place, row: Mapping[str, Any], vocabulary: Vocabulary
) -> Iterator[Fault]:
    near = row.get("quiet_near")
    if near is not None and near not in vocabulary.lists:
        yield located.fault((*place, "quiet_near"), f"there is no list {near!r} in lists.yaml")
    for key in ("finds", "unless"):
        for at, line in enumerate(row.get(key, [])):
            try:
                list(_patterns([line], vocabulary))
            except BadPattern as error:
                yield located.fault((*place, key, at), f"this pattern cannot be used: {error}")
