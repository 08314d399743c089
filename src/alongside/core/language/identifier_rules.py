"""The rules about what could tell who somebody is, from what people write to plain JSON.

``language/data/identifiers.yaml`` is what people write; what comes out of here is read by
``identifiers.py`` and, in a browser, by static/language/identifiers.js.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from .identifiers import FORMAT, BadRules, fold, words_of

# What both Python and JavaScript take for a blank, written out.
_SPACE: Final = "[ \\t\\n\\r\\f\\v\\u00a0]"
_FRAGMENT: Final = re.compile(r"\{\{([A-Z]+)\}\}")
MONTHS: Final = (
    "january february march april may june july august september october november december"
)


def compile_rules(written: Mapping[str, Any]) -> dict[str, Any]:
    """The rules of the YAML file as plain JSON. Raises BadRules, KeyError or re.error."""
    kinds = [_compiled_kind(row, written["fragments"]) for row in written["kinds"]]
    by_id = {row["id"]: row for row in written["kinds"]}
    adding = written["meta"]["adding_up"]
    allowed = sorted(written["allowed_phrases"], key=lambda one: (-len(one), one))
    return {
        "format": FORMAT,
        "adding_up": {"least": adding["least"], "explain": adding["explain"]},
        "allowed": [phrase.replace("\u2019", "'") for phrase in allowed],
        "kinds": kinds,
        "lists": _lists(by_id["given-name"], by_id["surname"], by_id["place"]),
        "pairs": _rows(by_id["given-name"]["doing_pairs"]),
        "introduce": _rows(by_id["given-name"]["introduce_words"]),
        "places": _phrases(by_id["place"]["clear"]),
    }


def _compiled_kind(row: Mapping[str, Any], fragments: Mapping[str, str]) -> dict[str, Any]:
    if row["level"] not in ("stop", "ask", "think"):
        raise BadRules(f"{row['id']}: the level is stop, ask or think, not {row['level']!r}")
    exceptions = row["exceptions"]
    made = {
        "id": row["id"],
        "title": row["title"],
        "level": row["level"],
        "explain": row["explain"],
        "offer": list(row["offer"]),
        "flags": row.get("flags", ""),
        "cues": [_expanded(one, fragments) for one in row.get("cue_patterns", ())],
        "patterns": [_expanded(one, fragments) for one in row.get("patterns", ())],
        "validate": row.get("validate", ""),
        "lower_needs_surname": row.get("lower_case_needs_surname", False),
        "phrases": _phrases(row.get("phrases", ())),
        "silent_before": [fold(one) for one in row.get("silent_before", ())],
        "silent_after": [fold(one) for one in row.get("silent_after", ())],
        "exact": [one.lower() for one in exceptions.get("exact", ())],
        "digits": list(exceptions.get("digits", ())),
        "unless": exceptions.get("pattern", ""),
        "first": _folded(exceptions.get("first_word", ())),
        "second": _folded(exceptions.get("second_word", ())),
        "next": _folded(exceptions.get("next_word", ())),
    }
    for pattern in (*made["cues"], *made["patterns"], made["unless"]):
        re.compile(pattern)
    return made


def _expanded(pattern: str, fragments: Mapping[str, str]) -> str:
    while _FRAGMENT.search(pattern):
        pattern = _FRAGMENT.sub(lambda found: fragments[found.group(1)], pattern)
    if "(?=" in pattern or "(?!" in pattern or "(?<" in pattern:
        raise BadRules(f"{pattern}: patterns may not look around; write out what stands there")
    return pattern.replace("\\s", _SPACE)


def _folded(words: Sequence[str]) -> list[str]:
    return sorted({fold(one) for one in words})


def _rows(phrases: Sequence[str]) -> list[list[str]]:
    """Phrases as rows of folded words, the longest first."""
    rows = [[word.fold for word in words_of(phrase)] for phrase in phrases]
    return sorted(rows, key=lambda row: (-len(row), row))


def _phrases(phrases: Sequence[str]) -> dict[str, list[list[str]]]:
    """Phrases as rows of folded words, by their first word."""
    found: dict[str, list[list[str]]] = {}
    for row in _rows(phrases):
        found.setdefault(row[0], []).append(row)
    return dict(sorted(found.items()))


def _lists(
    name: Mapping[str, Any], surname: Mapping[str, Any], place: Mapping[str, Any]
) -> dict[str, list[str]]:
    months = name["blocked_before"]["months"]
    return {
        "names": _folded(name["clear"]),
        "names_ordinary": _folded(name["also_ordinary"]),
        "names_places": _folded(name["also_place"]),
        "place_words": _folded(name["place_words"]),
        "speaking": _folded(name["speaking_words"]),
        "months": _folded(months["names"]),
        "all_months": _folded([*MONTHS.split(), *months["names"]]),
        "before_months": _folded(months["words"]),
        "before_ordinary": _folded(name["blocked_before"]["ordinary"]["words"]),
        "after": _folded(name["blocked_after"]),
        "doing": _folded(name["doing_words"]),
        "weak_for": _folded(name["doing_words_weak_for"]),
        "weak_doing": _folded(name["weak_doing_words"]),
        "things": _folded(name["thing_words"]),
        "never": _folded(name["never_names"]),
        "surnames": _folded(surname["clear"]),
        "surnames_ordinary": _folded(surname["also_ordinary"]),
        "places_ordinary": _folded(place["also_ordinary"]),
        "regions": _folded(place["silent_regions"]),
    }
