"""SKOS at the framework's own addresses, for whoever asks, and the page for everybody else."""

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import SKOS

SITE = "http://testserver"
ADDRESSES = ["", "themes/hope/", "kinds/values/", "K01/", "S10/"]


def turtle_of(client, address: str) -> Graph:
    answer = client.get(address, headers={"accept": "text/turtle"})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/turtle; charset=utf-8"
    assert "Accept" in answer.headers["Vary"]
    return Graph().parse(data=answer.content, format="turtle")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize("before", ["/framework/", "/framework/realising-recovery-2007/"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_turtle_and_json_ld_say_the_same_at_the_same_address(client, edition, before, address):
    turtle = turtle_of(client, before + address)
    answer = client.get(before + address, headers={"accept": "application/ld+json"})
    assert answer.headers["Content-Type"] == "application/ld+json; charset=utf-8"
    json_ld = Graph().parse(data=answer.content, format="json-ld")
    assert len(turtle) > 5
    assert isomorphic(turtle, json_ld)
    named = client.get(f"{before}{address}?format=turtle")
    assert isomorphic(Graph().parse(data=named.content, format="turtle"), turtle)


def test_a_statement_is_a_concept_at_its_address_for_good(client, edition):
    graph = turtle_of(client, "/framework/S10/")
    one, base = edition.by_code["S10"], f"{SITE}/framework/{edition.slug}/"
    subject = URIRef(f"{base}S10/")
    assert (subject, RDF.type, SKOS.Concept) in graph
    assert graph.value(subject, SKOS.notation) == Literal("S10")
    assert graph.value(subject, SKOS.prefLabel) == Literal(one.title, lang="en-GB")
    assert graph.value(subject, SKOS.definition) == Literal(one.text, lang="en-GB")
    assert graph.value(subject, SKOS.broader) == URIRef(f"{base}themes/{one.theme}/")
    assert graph.value(subject, SKOS.inScheme) == URIRef(base)
