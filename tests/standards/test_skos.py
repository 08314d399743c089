"""SKOS held against shapes, and read by parsers that are not ours."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import SKOS

from alongside.core.credentials import skos
from alongside.framework.presenters.publication import publication_of
from alongside.standards.skos.writing import as_json_ld, as_turtle
from tests.factories.publications import BASE, ROOT, one_that_follows, the_edition

SHAPES = Path(__file__).with_name("skos-shapes.ttl")
pytestmark = [
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:pyshacl"),
]


@pytest.fixture(scope="module")
def turtle():
    return as_turtle(skos.whole(the_edition()))


@pytest.fixture
def graph(turtle):
    return Graph().parse(data=turtle, format="turtle")


def conforms(graph: Graph) -> tuple[bool, str]:
    found, _report, words = validate(graph, shacl_graph=Graph().parse(SHAPES), inference="none")
    return found, words


def test_the_whole_edition_keeps_every_shape(graph):
    found, words = conforms(graph)
    assert found, words
    following = skos.whole(publication_of(one_that_follows(), root=ROOT))
    found, words = conforms(Graph().parse(data=as_turtle(following), format="turtle"))
    assert found, words


@pytest.mark.parametrize("fault", ["two labels", "no code's definition", "related and broader"])
def test_the_shapes_would_notice(graph, fault):
    one = URIRef(f"{BASE}K01/")
    if fault == "two labels":
        graph.add((one, SKOS.prefLabel, Literal("Another", lang="en-GB")))
    elif fault == "no code's definition":
        graph.remove((one, SKOS.definition, None))
    else:
        graph.add((one, SKOS.related, graph.value(one, SKOS.broader)))
    assert not conforms(graph)[0]


def test_both_forms_hold_the_same_graph(graph):
    json_ld = Graph().parse(data=as_json_ld(skos.whole(the_edition())), format="json-ld")
    assert len(graph) > 1000
    assert isomorphic(graph, json_ld)


def test_the_same_edition_is_the_same_bytes_in_another_process(turtle):
    made = (
        "import sys; from tests.factories.publications import the_edition; "
        "from alongside.core.credentials import skos; "
        "from alongside.standards.skos.writing import as_turtle; "
        "sys.stdout.buffer.write(as_turtle(skos.whole(the_edition())))"
    )
    done = subprocess.run(
        [sys.executable, "-c", made],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": "."},
    )
    assert done.stdout == turtle
