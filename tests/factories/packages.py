"""CASE packages made for tests: a good one of any size, and sixty-odd that are bad or odd.

``hostile`` gives each by name, as the bytes of a file, with what must become of it: a part of what
the refusal says, or how many items are taken in.
"""

import copy
import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid5

SPACE = UUID("0b6f6f54-2f0c-5a35-8e64-6d6f3f6f7c11")
HOST = "https://elsewhere.example/ims/case/v1p1"
WHEN = "2026-11-01T09:00:00+00:00"
Package = dict[str, Any]
# What makes a package's words its publisher's gift.
CC: Package = {
    "CFDefinitions": {
        "CFLicenses": [
            {
                "identifier": "6f1a2f1e-0c1f-4c0e-8a39-0d3f6a5a7f10",
                "uri": "https://elsewhere.example/licence",
                "title": "CC BY 4.0",
                "licenseText": "CC BY 4.0",
                "lastChangeDateTime": WHEN,
            }
        ]
    }
}


def own(name: str) -> str:
    return str(uuid5(SPACE, name))


def link(path: str, name: str) -> dict[str, str]:
    return {"title": name, "identifier": own(name), "uri": f"{HOST}/{path}/{own(name)}"}


def item(name: str, **more: Any) -> dict[str, Any]:
    return {
        "identifier": own(name),
        "fullStatement": f"Knows {name}",
        "uri": f"{HOST}/CFItems/{own(name)}",
        "humanCodingScheme": name,
        "lastChangeDateTime": WHEN,
        **more,
    }


def association(child: str, parent: str, **more: Any) -> dict[str, Any]:
    name = f"{child} under {parent}"
    path = "CFDocuments" if parent == "document" else "CFItems"
    return {
        "identifier": own(name),
        "associationType": "isChildOf",
        "uri": f"{HOST}/CFAssociations/{own(name)}",
        "originNodeURI": link("CFItems", child),
        "destinationNodeURI": link(path, parent),
        "lastChangeDateTime": WHEN,
        **more,
    }


def document(**more: Any) -> dict[str, Any]:
    return {
        "identifier": own("document"),
        "uri": f"{HOST}/CFDocuments/{own('document')}",
        "creator": "Somebody else",
        "title": "Another framework",
        "lastChangeDateTime": WHEN,
        **more,
    }


def good(size: int = 3, *, chain: bool = False) -> Package:
    """A package of so many items, side by side under the document or each under the one before."""
    names = [f"I{number}" for number in range(1, size + 1)]
    above = ["document", *names[:-1]] if chain else ["document"] * size
    return {
        "CFDocument": document(),
        "CFItems": [item(name) for name in names],
        "CFAssociations": [
            association(name, parent) for name, parent in zip(names, above, strict=True)
        ],
    }


def waiting() -> Any:
    """A package that waits beside an earlier one, with something new, changed and gone. Its id."""
    from alongside.core.credentials.case.reading import read
    from alongside.others import actions

    made = good(5) | CC
    made["CFItems"][1] |= {"fullStatement": "Other words", "notes": "Why"}
    del made["CFItems"][0], made["CFAssociations"][0]
    actions.take_in(actor=None, package=read([json.dumps(good() | CC)]))
    body = as_bytes(made)
    return actions.stage(actor=None, package=read([body.decode()]), body=body, source="theirs.json")


def as_bytes(package: Any) -> bytes:
    return json.dumps(package, ensure_ascii=False).encode()


def _with(part: str, place: int, **changes: Any) -> Package:
    """A good package with one object changed; a change to ... takes a name away."""
    made = copy.deepcopy(good())
    target = made[part][place] if isinstance(made[part], list) else made[part]
    for name, value in changes.items():
        target.pop(name, None) if value is ... else target.update({name: value})
    return made


def _and(**parts: Any) -> Package:
    made = good()
    for name, more in parts.items():
        made[name] = [*made[name], *more]
    return made


Case = tuple[str, bytes, str | int]


def hostile() -> Iterator[Case]:
    """Name, file, and what must become of it: words of the refusal, or how many items are kept."""
    yield from _no_json()
    for name, package, fate in (*_objects(), *_hanging(), *_odd_but_good()):
        yield name, as_bytes(package), fate


def _no_json() -> Iterator[Case]:
    """Files that hold no JSON, or JSON that cannot be kept."""
    text = as_bytes(good())
    inside = text.replace(b'"Knows I1"', b'"\\ud800"')
    yield "empty", b"", "ends too early"
    yield "only space", b" \n\n ", "ends too early"
    yield "a page", b"<!doctype html><p>Sign in", "an object"
    yield "a list", b"[" + text + b"]", "an object"
    yield "cut in half", text[: len(text) // 2], "line 1"
    yield "without its last sign", text[:-1], "ends too early"
    yield "something after the end", text + b"{}", "after the end"
    yield "a comma too many", text.replace(b"]", b",]", 1), "not JSON"
    yield "a comma too few", text.replace(b"}, {", b"} {", 1), "comma"
    yield "single quotes", text.replace(b'"', b"'"), "not JSON"
    yield "a remark", b"/* ours */" + text, "an object"
    yield "not a number", text[:-1] + b', "x": NaN}', "NaN"
    yield "infinite", text[:-1] + b', "x": -Infinity}', "Infinity"
    yield "a number too large", text[:-1] + b', "x": 1e400}', "1e400"
    yield "a number too long", text[:-1] + b', "x": ' + b"9" * 5000 + b"}", "x"
    yield "a part twice", text[:-1] + b', "CFItems": []}', "stands twice"
    yield (
        "a name twice",
        text.replace(b'"fullStatement"', b'"identifier": "x", "fullStatement"', 1),
        "twice",
    )
    yield "many names twice", b'{"x":{' + b'"a":1,' * 20000 + b'"b":1}}', "twice"
    yield "half a pair of signs", inside, "U+D800"
    yield "nothing sign", text.replace(b"Knows I1", b"Knows\\u0000"), "U+0000"
    yield "a bare control sign", text.replace(b"Knows I1", b"Knows\x01"), "not JSON"
    yield "no character", text.replace(b"Knows I1", b"Knows \\uffff"), "U+FFFF"
    yield "another encoding", text.replace(b"Knows I1", b"Knows caf\xe9"), "0xe9"
    yield "two bytes a sign", text.decode().encode("utf-16"), "UTF-16"
    yield "two bytes, no mark", text.decode().encode("utf-16-le"), "line 1"
    yield "overlong", text.replace(b"Knows I1", b"\xc0\xaf"), "0xc0"
    yield "packed", b"\x1f\x8b\x08\x00" + text, "gzip"
    yield "a spreadsheet", b"PK\x03\x04" + text, "zip"
    yield "nested without end", b'{"CFItems": [' + b"[" * 100000, "deep"
    yield "objects without end", b'{"a":' * 100000, "deep"
    yield "nested too deeply", text[:-1] + b', "x": ' + b"[" * 50 + b"]" * 50 + b"}", "deep"
    yield "a text without end", b'{"CFDocument": "' + b"x" * 5_000_000, "longer"
    yield "wrapped twice", b'{"data": {"data": ' + text + b"}}", "CFDocument"
    yield "a mark before it", b"\xef\xbb\xbf" + text, 3


def _objects() -> Iterator[tuple[str, Any, str | int]]:
    """Objects that are not what they should be."""
    yield "nothing in it", {}, "CFDocument"
    yield "no document", {"CFItems": good()["CFItems"]}, "CFDocument"
    yield "a document that is a text", {"CFDocument": "x"}, "no object"
    yield "a document without a title", _with("CFDocument", 0, title=...), "title"
    yield "a document without an identifier", _with("CFDocument", 0, identifier=None), "identifier"
    yield "items that are one object", {**good(), "CFItems": {"a": 1}}, "no list"
    yield "an item that is a text", {**good(), "CFItems": ["x"]}, "no object"
    yield "an item without words", _with("CFItems", 1, fullStatement=...), "fullStatement"
    yield "an item with empty words", _with("CFItems", 1, fullStatement=""), "fullStatement"
    yield "words that are a number", _with("CFItems", 1, fullStatement=7), "no text"
    yield "words that are a list", _with("CFItems", 1, fullStatement=["x"]), "no text"
    yield "words without end", _with("CFItems", 1, fullStatement="x" * 100_001), "longer"
    yield "an identifier that is none", _with("CFItems", 1, identifier="I2"), "no UUID"
    yield "an identifier that is a way out", _with("CFItems", 1, identifier="../../x"), "no UUID"
    yield "an address that runs", _with("CFItems", 1, uri="javascript:alert(1)"), "no address"
    yield "an address of a file", _with("CFItems", 1, uri="file:///etc/passwd"), "no address"
    yield "a time that is none", _with("CFItems", 1, lastChangeDateTime="yesterday"), "no time"
    yield "a day that is none", _with("CFItems", 1, statusStartDate="2026-02-31"), "no day"
    yield "keywords that are an object", _with("CFItems", 1, conceptKeywords={}), "no list"
    yield "a place that is a text", _with("CFAssociations", 0, sequenceNumber="1"), "no number"
    yield "a place that is yes", _with("CFAssociations", 0, sequenceNumber=True), "no number"
    yield "a place too large", _with("CFAssociations", 0, sequenceNumber=2**40), "no number"
    yield (
        "an unknown association",
        _with("CFAssociations", 0, associationType="isBossOf"),
        "isBossOf",
    )
    yield "an end that is a text", _with("CFAssociations", 0, originNodeURI="x"), "no object"
    yield (
        "an association without an end",
        _with("CFAssociations", 0, destinationNodeURI=...),
        "missing",
    )
    yield "a rubric with a score of words", {**good(), "CFRubrics": [_rubric("much")]}, "no number"
    yield "definitions that are a list", {**good(), "CFDefinitions": []}, "no object"
    twice = {"CFLicenses": [link("x", "a") | {"licenseText": "x"}] * 2}
    yield "a definition twice", {**good(), "CFDefinitions": twice}, "another entry"


def _rubric(score: Any) -> Any:
    level = {"identifier": own("level"), "uri": HOST, "lastChangeDateTime": WHEN, "score": score}
    criterion = {**level, "CFRubricCriterionLevels": [level]}
    criterion.pop("score")
    return {
        "identifier": own("rubric"),
        "uri": HOST,
        "lastChangeDateTime": WHEN,
        "CFRubricCriteria": [criterion],
    }


def _hanging() -> Iterator[tuple[str, Any, str | int]]:
    """Packages whose parts do not hang together."""
    yield "an item twice", _and(CFItems=[item("I1")]), "another item"
    yield (
        "an item twice in capitals",
        _and(CFItems=[item("I1", identifier=own("I1").upper())]),
        "another",
    )
    yield "an association twice", _and(CFAssociations=[association("I1", "document")]), "another"
    yield "an item called as the document", _and(CFItems=[item("document")]), "of the document"
    yield "its own parent", _and(CFAssociations=[association("I1", "I1")]), "under itself"
    yield (
        "the document under an item",
        _and(CFAssociations=[association("document", "I1")]),
        "document",
    )
    yield "an end that is not there", _and(CFAssociations=[association("I1", "I9")]), own("I9")
    yield "a child that is not there", _and(CFAssociations=[association("I9", "I1")]), own("I9")
    both = [association("I8", "I9", associationType="isRelatedTo")]
    yield "both ends elsewhere", _and(CFAssociations=both), "neither"
    two = [association("I1", "I2"), association("I2", "I1")]
    yield "two in a circle", _and(CFAssociations=two), "above itself"
    yield "many in a circle", _circle(2000), "above itself"
    yield "a circle beside the tree", _and(CFItems=[item("I4"), item("I5")], CFAssociations=[
        association("I4", "I5"), association("I5", "I4")]), "above itself"  # fmt: skip
    yield "ten thousand deep", good(10_000, chain=True), "10,000 deep"
    yield "one too deep", good(61, chain=True), "61 deep"


def _circle(size: int) -> Package:
    made = good(size, chain=True)
    made["CFAssociations"].append(association("I1", f"I{size}"))
    return made


def _odd_but_good() -> Iterator[tuple[str, Any, str | int]]:
    """What looks odd, and can be taken in without losing anything."""
    yield "plain", good(), 3
    yield "no items at all", {"CFDocument": document()}, 0
    yield "items that are nothing", {"CFDocument": document(), "CFItems": None}, 0
    yield "as deep as may be", good(60, chain=True), 60
    yield "wrapped", {"CFPackage": good()}, 3
    yield (
        "nulls everywhere",
        _with("CFItems", 1, notes=None, conceptKeywords=None, CFItemType=None),
        3,
    )
    yield "times without a zone", _with("CFItems", 1, lastChangeDateTime="2017-05-25T18:05:33"), 3
    yield "a time for a day", _with("CFItems", 1, statusStartDate="2017-05-25T00:00:00"), 3
    seven = {"identifier": "01890a5d-ac96-774b-bcce-b302099a8057"}
    yield "a newer identifier", _and(CFItems=[item("I4", **seven)]), 4
    yield (
        "marks of a page",
        _with("CFItems", 1, fullStatement="<script>alert(1)</script><b>x</b>"),
        3,
    )
    yield "names nobody knows", _with("CFItems", 1, colour="green", shape={"a": [1]}), 3
    yield "a part nobody knows", {**good(), "ours": {"a": 1}}, 3
    yield "under no heading", _and(CFItems=[item("I4")]), 4
    yield "two headings", _and(CFAssociations=[association("I3", "I1"), association("I3", "I2")]), 3
    away = association("I1", "I9", associationType="exactMatchOf")
    yield "a match elsewhere", _and(CFAssociations=[away]), 3
    free = association("I1", "I9", associationType="isRelatedTo")
    free["destinationNodeURI"]["identifier"] = "text of no kind"
    yield "an end that is free text", _and(CFAssociations=[free]), 3
    yield "our own kind of association", _with("CFAssociations", 0, associationType="ext:x.y-z"), 3
    yield "every kind of sign", _with("CFItems", 1, fullStatement="𝑑 العربية ‮x‬ 日本 \u2028 \x9b"), 3
    yield "an address elsewhere", _with("CFItems", 1, uri="http://10.0.0.1/latest/meta-data"), 3
    yield "one subject that is no list", _with("CFDocument", 0, subject="Health"), 3
