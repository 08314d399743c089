"""Other frameworks in SKOS: what somebody read as a mapping, with what it leaves over beside it."""

from dataclasses import replace
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import SKOS

from alongside.core.credentials import skos
from alongside.core.credentials.publication import Beside
from alongside.core.crosswalks import How
from alongside.standards.skos.writing import as_json_ld, as_turtle
from tests.factories.crosswalks import KSF, REST, a_reader, a_writer, key, say, write
from tests.factories.publications import BASE, ROOT, the_edition

SHAPES = Path(__file__).with_name("skos-shapes.ttl")
pytestmark = [
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:pyshacl"),
]
MATCHES = {
    How.EXACT: SKOS.exactMatch,
    How.CLOSE: SKOS.closeMatch,
    How.NARROWER: SKOS.broadMatch,
    How.BROADER: SKOS.narrowMatch,
    How.RELATED: SKOS.relatedMatch,
}


def beside(code: str, how: How, **more: str) -> Beside:
    over = "" if how is How.EXACT else "The rest of it."
    said = {"crosswalk": "another", "framework": "Another", "item": f"i-{code}", "title": "A title"}
    return Beside(**{**said, "how": how.value, "why": "Why.", "not_covered": over,
                     "by": "A. Reader", "at": "2027-03-03", "statement": code, **more})  # fmt: skip


def an_edition(*rows: Beside):
    return replace(the_edition(), beside=rows)


@pytest.fixture(scope="module")
def all_kinds():
    codes = ("K01", "K02", "K03", "K04", "K05")
    rows = [beside(code, how) for code, how in zip(codes, How, strict=True)]
    rows.append(beside("", How.RELATED, theme="hope", item="h"))
    rows.append(beside("K06", How.CLOSE, address="https://elsewhere.example/items/1"))
    return an_edition(*rows)


def graph_of(publication) -> Graph:
    return Graph().parse(data=as_turtle(skos.whole(publication)), format="turtle")


def test_each_kind_is_said_from_the_statements_side_and_no_part_as_the_same(all_kinds):
    graph = graph_of(all_kinds)
    for code, how in zip(("K01", "K02", "K03", "K04", "K05"), How, strict=True):
        one, there = URIRef(f"{BASE}{code}/"), URIRef(f"{ROOT}crosswalks/another/#item-i-{code}")
        assert [kind for kind in MATCHES.values() if (one, kind, there) in graph] == [MATCHES[how]]
        note = str(graph.value(one, SKOS.note))
        assert ("Not covered: The rest of it." in note) is (how is not How.EXACT)
    theme = URIRef(f"{BASE}themes/hope/")
    assert (theme, SKOS.relatedMatch, URIRef(f"{ROOT}crosswalks/another/#item-h")) in graph
    elsewhere = URIRef("https://elsewhere.example/items/1")
    assert (URIRef(f"{BASE}K06/"), SKOS.closeMatch, elsewhere) in graph


def test_it_keeps_every_shape_in_both_forms(all_kinds):
    graph = graph_of(all_kinds)
    found, _report, words = validate(graph, shacl_graph=Graph().parse(SHAPES), inference="none")
    assert found, words
    json_ld = Graph().parse(data=as_json_ld(skos.whole(all_kinds)), format="json-ld")
    assert isomorphic(graph, json_ld)


def test_the_shapes_would_notice_one_that_is_the_same_and_only_near(all_kinds):
    """S46: what matches exactly matches neither more broadly nor as related."""
    graph = graph_of(all_kinds)
    one = URIRef(f"{BASE}K01/")
    graph.add((one, SKOS.broadMatch, graph.value(one, SKOS.exactMatch)))
    assert not validate(graph, shacl_graph=Graph().parse(SHAPES), inference="none")[0]


def test_a_page_says_so_once_somebody_has_read_it_and_no_longer_once_it_changed(
    client, people, edition
):
    dana = a_writer(people.dana)
    charlie = a_reader(people.charlie, dana)
    there = f"http://testserver/framework/crosswalks/{KSF}/#item-C1"

    def said(form: str = "turtle") -> str:
        return client.get(f"/framework/S04/?format={form}").content.decode()

    first = client.get("/framework/S04/?format=turtle")
    write(dana, key(), how=How.NARROWER)
    assert there not in said()
    say(charlie, key())
    assert there in said("jsonld")
    graph = Graph().parse(data=said(), format="turtle")
    (one,) = graph.subjects(SKOS.broadMatch, URIRef(there))
    assert REST in str(graph.value(one, SKOS.note))
    again = client.get("/framework/S04/?format=turtle", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert there in client.get("/framework/?format=turtle").content.decode()
    write(dana, key(), why="In other words.")
    assert there not in said()
    assert there not in client.get("/framework/?format=turtle").content.decode()
