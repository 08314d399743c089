"""Rules about words: what each looks for, and how a rule is written down and compiled.

A rule looks for patterns of whole words, never for letters inside a word, and never with regular
expressions: a pattern is a short row of elements, each of bounded length, so that no text can make
checking slow. The compiled form is plain JSON; the browser reads the same one.

How a pattern is written, element by element:

==================  ==========================================================================
``refuse/v``        any form of the verb (``/n`` noun, ``/a`` adjective); ``a|b`` either word
``@person``         a word of a named list; lists and words mix: ``@person|who``
``!a|@b``           one word that is none of these
``~``               a name: a word with a capital letter that is no common word; ``@who|~`` too
``..`` ``..4``      up to two (four) words of any kind, over a comma too
``word?`` ``word*`` the element may be missing; it may stand up to three times
``<`` ``>``         the start of a sentence; the end of a clause
``[ ... ]``         the part that is shown; without brackets, all of it
==================  ==========================================================================

``of-person: violent`` at the start uses a template: its patterns, with the word put in.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

FORMAT: Final = 1
WORD, OTHER, ANY, NAME, START, END = range(6)
LONGEST_PATTERN: Final = 14
LONGEST_GAP: Final = 4
REPEATS: Final = 3
MOST_PATTERNS: Final = 120
LEVELS: Final = ("A", "C")

Inflect = Callable[[str, str], Iterable[str]]
"""The forms of a word: ``inflect("refuse", "v")`` gives refuse, refuses, refused, refusing."""

_ELEMENT: Final = re.compile(r"(!?)([^?*]+)([?*]?)")
_TERM: Final = re.compile(r"(?P<word>[^/@\s]+)(?:/(?P<kind>[vna]))?")
_SPLIT: Final = re.compile(r"-+|(?<=[a-z])(?='(?:s|re|m|ve|ll|d)$)")
PLAIN: Final = re.compile(
    r"(?:[0-9a-z\u00df-\u024f]+(?:'[a-z]+)?|'(?:s|re|m|ve|ll|d)|[0-9]+:[0-9]+)"
)


class BadPattern(ValueError):
    """A pattern that cannot be understood; the message says what to do."""


# Whose words these are. The compiled rules carry these lists to the browser.

SPEECH: Final[Mapping[str, frozenset[str]]] = {
    name: frozenset(words.split())
    for name, words in {
        # Words that open somebody's own account; what follows in the sentence is theirs.
        "said": "said says say saying told tells explained described describes calls called wrote "
        "writes identifies",
        # After these, "said" or "asked" opens nothing: "said no to", "asked for".
        "not_opening": "no yes nothing hello goodbye for about by as in on at the a an",
        # "describes" and "calls" open one's own account only when one speaks of oneself.
        "naming": "describes described calls called identifies",
        "oneself": "himself herself themself themselves myself yourself as",
        "turning": "but however although though whereas yet",
        "joining": "but and then so or who",
        # Words with a capital letter that are no person's name.
        "no_name": "the this that these those it there here nothing everything something what "
        "which when where why how if and but or so as in on at to for from with without after "
        "before during since while because his her their my our your its not no yes all some any "
        "every each most both i a an then now today yesterday tomorrow monday tuesday wednesday "
        "thursday friday saturday sunday january february march april may june july august "
        "september october november december scotland english scottish act life work care "
        "treatment medication plan recovery support behaviour behaviours mood sleep risk risks "
        "being having please very also however although though until once things thing",
    }.items()
}


@dataclass(frozen=True, slots=True)
class Element:
    """``least`` to ``most`` words in a row, each of which the element takes."""

    kind: int
    words: frozenset[str] = frozenset()
    least: int = 1
    most: int = 1


@dataclass(frozen=True, slots=True)
class Pattern:
    """Elements in a row; those from ``first`` up to ``last`` (not included) are shown.

    ``anchor`` is the element whose words start a look at the pattern.
    """

    elements: tuple[Element, ...]
    first: int
    last: int
    anchor: int


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of speaking to think about, with why, and what could be said instead.

    ``level`` A: there is nearly always a better way. C: it depends on the context.
    A find is left out where an ``unless`` pattern lies over it, or where the same sentence holds
    one of the words in ``quiet_near`` (the law, for words that law needs).
    """

    id: str
    title: str
    kind: str
    level: str
    finds: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    quiet_near: frozenset[str]
    instead: tuple[str, ...]
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What patterns may name: lists of words, and templates of patterns with ``%`` for a word."""

    lists: Mapping[str, frozenset[str]]
    templates: Mapping[str, Sequence[str]] = field(default_factory=dict)


# Written patterns to compiled ones


def read_lists(written: Mapping[str, Sequence[str]], inflect: Inflect) -> dict[str, frozenset[str]]:
    """Named lists, in order; a list may name earlier ones. Raises BadPattern."""
    lists: dict[str, frozenset[str]] = {}
    for name, terms in written.items():
        words: set[str] = set()
        for term in terms:
            for one in _alternatives(term, lists, inflect):
                if len(one) != 1:
                    raise BadPattern(f"{term!r} in the list {name!r} is more than one word")
                words.add(one[0])
        lists[name] = frozenset(words)
    return lists


def read_patterns(text: str, vocabulary: Vocabulary, inflect: Inflect) -> list[Pattern]:
    """The patterns one written line stands for: one, or those of a template. Raises BadPattern."""
    name, colon, rest = text.partition(": ")
    if colon:
        patterns = vocabulary.templates.get(name)
        if patterns is None:
            known = ", ".join(sorted(vocabulary.templates))
            raise BadPattern(f"there is no template {name!r}; there are: {known}")
        return [
            read_pattern(one.replace("%", rest.strip()), vocabulary, inflect) for one in patterns
        ]
    return [read_pattern(text, vocabulary, inflect)]


def read_pattern(text: str, vocabulary: Vocabulary, inflect: Inflect) -> Pattern:
    """One written pattern. Raises BadPattern."""
    elements: list[Element] = []
    first, last = -1, -1
    for piece in text.replace("[", " [ ").replace("]", " ] ").split():
        if piece == "[":
            first = _once(first, len(elements), piece)
        elif piece == "]":
            last = _once(last, len(elements), piece)
        else:
            elements += _elements(piece, vocabulary, inflect)
    if not elements or len(elements) > LONGEST_PATTERN:
        raise BadPattern(f"write 1 to {LONGEST_PATTERN} words, not {len(elements)}")
    if (first < 0) != (last < 0) or (first >= 0 and first >= last):
        raise BadPattern("brackets go round the part that is shown: one [ and one ] after it")
    if first < 0:
        first, last = 0, len(elements)
    return Pattern(tuple(elements), first, last, _anchor(elements, first, last))


def _once(already: int, here: int, sign: str) -> int:
    if already >= 0:
        raise BadPattern(f"{sign} stands twice; there is one part to show")
    return here


def _elements(piece: str, vocabulary: Vocabulary, inflect: Inflect) -> list[Element]:
    if piece in ("<", ">"):
        return [Element(START if piece == "<" else END, least=0, most=0)]
    if piece.startswith(".."):
        most = int(piece[2:]) if piece[2:].isdigit() else 2
        if not 1 <= most <= LONGEST_GAP or piece[2:] not in ("", str(most)):
            raise BadPattern(f"{piece!r} is no gap; write .. or ..1 to ..{LONGEST_GAP}")
        return [Element(ANY, least=0, most=most)]
    match = _ELEMENT.fullmatch(piece)
    if match is None:
        raise BadPattern(f"{piece!r} cannot be read")
    negated, body, often = match.groups()
    least, most = (0 if often else 1), (REPEATS if often == "*" else 1)
    return _word_elements(body, bool(negated), least, most, vocabulary, inflect)


def _word_elements(
    body: str, negated: bool, least: int, most: int, vocabulary: Vocabulary, inflect: Inflect
) -> list[Element]:
    terms = body.split("|")
    rows = [
        row
        for term in terms
        if term != "~"
        for row in _alternatives(term, vocabulary.lists, inflect)
    ]
    kind = OTHER if negated else NAME if "~" in terms else WORD
    if all(len(row) == 1 for row in rows):
        return [Element(kind, frozenset(row[0] for row in rows), least, most)]
    lengths = {len(row) for row in rows}
    if kind != WORD or least == 0 or most > 1 or len(lengths) > 1:
        raise BadPattern(f"{body!r} mixes words with and without a hyphen; write a line for each")
    return [Element(WORD, frozenset(row[at] for row in rows)) for at in range(lengths.pop())]


def _alternatives(
    term: str, lists: Mapping[str, frozenset[str]], inflect: Inflect
) -> Iterator[tuple[str, ...]]:
    """The rows of words one alternative stands for; a hyphen makes a row of two."""
    if term.startswith("@"):
        if term[1:] not in lists:
            raise BadPattern(f"there is no list {term!r}")
        for word in sorted(lists[term[1:]]):
            yield (word,)
        return
    match = _TERM.fullmatch(term)
    if match is None:
        raise BadPattern(f"{term!r} cannot be read; write a word, word/v, word/n, word/a or @list")
    *before, head = _SPLIT.split(match["word"].lower())
    forms = {head, *inflect(head, match["kind"])} if match["kind"] else {head}
    for form in sorted(forms):
        row = (*before, *_SPLIT.split(form.lower()))
        for word in row:
            if not PLAIN.fullmatch(word):
                raise BadPattern(f"{word!r} is not a plain word; leave out signs")
        yield row


def _anchor(elements: Sequence[Element], first: int, last: int) -> int:
    """The element that is rarest in any text: shown, never missing, with few and long words."""
    sure = [at for at, one in enumerate(elements) if one.kind == WORD and one.least]
    if not sure:
        raise BadPattern("at least one word must always be there")
    return min(
        sure,
        key=lambda at: (
            not first <= at < last,
            len(elements[at].words) > 40,
            -min(len(word) for word in elements[at].words),
            at,
        ),
    )


# Compiled rules to JSON and back


def to_compiled(rules: Sequence[Rule]) -> dict[str, Any]:
    """Rules as one JSON document; lists of words stand in it once, however often they are used."""
    lists: dict[frozenset[str], int] = {}

    def place(words: frozenset[str]) -> int:
        return lists.setdefault(words, len(lists))

    def pattern(one: Pattern) -> list[Any]:
        elements = [[e.kind, place(e.words), e.least, e.most] for e in one.elements]
        return [one.first, one.last, one.anchor, elements]

    written = [
        {
            "id": rule.id,
            "title": rule.title,
            "kind": rule.kind,
            "level": rule.level,
            "finds": [pattern(one) for one in rule.finds],
            "unless": [pattern(one) for one in rule.unless],
            "quiet_near": place(rule.quiet_near),
            "instead": list(rule.instead),
            "why": rule.why,
            "source": rule.source,
        }
        for rule in rules
    ]
    return {
        "format": FORMAT,
        "speech": {name: sorted(words) for name, words in SPEECH.items()},
        "lists": [sorted(words) for words in lists],
        "rules": written,
    }


def from_compiled(document: Mapping[str, Any]) -> tuple[Rule, ...]:
    """The rules of a compiled document. Raises ValueError where the format is another one."""
    if document.get("format") != FORMAT:
        raise ValueError(f"these rules have format {document.get('format')!r}, not {FORMAT}")
    lists = [frozenset(words) for words in document["lists"]]

    def pattern(one: Sequence[Any]) -> Pattern:
        first, last, anchor, elements = one
        made = tuple(Element(kind, lists[at], least, most) for kind, at, least, most in elements)
        return Pattern(made, first, last, anchor)

    return tuple(
        Rule(
            id=row["id"],
            title=row["title"],
            kind=row["kind"],
            level=row["level"],
            finds=tuple(pattern(one) for one in row["finds"]),
            unless=tuple(pattern(one) for one in row["unless"]),
            quiet_near=lists[row["quiet_near"]],
            instead=tuple(row["instead"]),
            why=row["why"],
            source=row["source"],
        )
        for row in document["rules"]
    )
