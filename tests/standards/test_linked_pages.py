"""Linked data at the framework's own addresses, for whoever asks; the page for everybody else."""

import json
import re

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, SKOS

from alongside.framework.actions import publish
from tests.factories.publications import one_that_follows

SITE = "http://testserver"
BASE = f"{SITE}/framework/realising-recovery-2007/"
ADDRESSES = ["", "themes/hope/", "kinds/values/", "K01/", "S10/"]
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


def turtle_of(client, address: str) -> Graph:
    answer = client.get(address, headers={"accept": "text/turtle"})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/turtle; charset=utf-8"
    assert "Accept" in answer.headers["Vary"]
    return Graph().parse(data=answer.content, format="turtle")


def said_in(client, address: str):
    """The data in a page, and the page."""
    page = client.get(address).content.decode()
    return [json.loads(block) for block in BLOCK.findall(page)], page


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
    one, subject = edition.by_code["S10"], URIRef(f"{BASE}S10/")
    assert (subject, RDF.type, SKOS.Concept) in graph
    assert graph.value(subject, SKOS.notation) == Literal("S10")
    assert graph.value(subject, SKOS.prefLabel) == Literal(one.title, lang="en-GB")
    assert graph.value(subject, SKOS.definition) == Literal(one.text, lang="en-GB")
    assert graph.value(subject, SKOS.broader) == URIRef(f"{BASE}themes/{one.theme}/")
    assert graph.value(subject, SKOS.inScheme) == URIRef(BASE)


def test_every_concept_s_address_opens_as_a_page_and_as_data(client, edition):
    graph = turtle_of(client, "/framework/")
    subjects = {str(one) for one in graph.subjects(RDF.type, None)}
    assert len(subjects) == 1 + 6 + 16 + 67 + 3
    for address in sorted(subjects):
        assert address.startswith(BASE)
        path = address.removeprefix(SITE).partition("#")[0]
        assert client.get(path).headers["Content-Type"].startswith("text/html")
    page = client.get("/framework/realising-recovery-2007/").content.decode()
    assert all(f'id="strand-{one.id}"' in page for one in edition.strands)


@pytest.mark.parametrize(
    "accept",
    [
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "*/*",
        "",
        "text/turtle;q=0.5,text/html",
        "text/*",
        "application/*;q=0.1,*/*",
    ],
)
def test_a_browser_gets_the_page(client, edition, accept):
    answer = client.get("/framework/K01/", headers={"accept": accept})
    assert answer.headers["Content-Type"].startswith("text/html")


def test_data_is_sent_once(client, edition):
    first = client.get("/framework/?format=turtle")
    again = client.get("/framework/?format=turtle", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert "Last-Modified" in first.headers


def test_somebody_signed_in_gets_the_same_data(client, edition, signed_in):
    mine = signed_in("alice").get("/framework/K01/?format=turtle")
    assert mine.content == client.get("/framework/K01/?format=turtle").content


def test_another_host_is_told_its_own_addresses(client, edition, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    first = client.get("/framework/K01/?format=jsonld").content
    second = client.get("/framework/K01/?format=jsonld", headers={"host": "other.example"}).content
    assert b"http://other.example/framework/" in second
    assert b"testserver" not in second
    assert b"other.example" not in first


def test_what_is_not_there_is_told_as_data_to_whoever_asks_for_data(client, edition):
    answer = client.get("/framework/K99/", headers={"accept": "text/turtle"})
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/json")
    typed = client.get("/framework/k1/?format=turtle")
    assert (typed.status_code, typed["Location"]) == (301, "/framework/K01/?format=turtle")


def test_once_another_edition_follows_both_say_so(client, edition):
    before = turtle_of(client, "/framework/realising-recovery-2007/K03/")
    publish(actor=None, edition=one_that_follows())
    old = turtle_of(client, "/framework/realising-recovery-2007/K03/")
    new = turtle_of(client, "/framework/K03/")
    was, became = URIRef(f"{BASE}K03/"), URIRef(f"{SITE}/framework/realising-recovery-2027/K03/")
    assert (was, DCTERMS.isReplacedBy, None) not in before
    assert (was, DCTERMS.isReplacedBy, became) in old
    assert (became, DCTERMS.replaces, was) in new


def test_pages_hold_the_same_in_the_words_of_schema_org(client, edition):
    (terms,), _page = said_in(client, "/framework/")
    assert len(terms["hasDefinedTerm"]) == 67
    (term,), _page = said_in(client, "/framework/V06/")
    assert term["@id"] == f"{BASE}V06/"
    assert term["description"] == edition.by_code["V06"].text
    (theme,), _page = said_in(client, "/framework/themes/hope/")
    assert theme["isPartOf"]["@id"] == BASE
    assert said_in(client, "/framework/faces/expect/")[0] == []


def test_an_activity_s_page_says_which_statements_it_teaches_to(client, edition):
    (learning,), page = said_in(client, "/learning/draw-your-own-uneven-line/")
    assert learning["@type"] == "LearningResource"
    codes = [one["termCode"] for one in learning["teaches"]]
    assert codes
    assert all(f'href="/framework/{code}/"' in page for code in codes)


def test_data_in_a_page_cannot_end_its_element(client, edition):
    from django.template import Context, Template

    made = Template("{% load linked %}{{ value|data_block }}").render(
        Context({"value": {"name": "</script><script>alert(1)</script>&amp;"}})
    )
    assert made.count("<") == 2
    (inside,) = BLOCK.findall(made)
    assert json.loads(inside) == {"name": "</script><script>alert(1)</script>&amp;"}


def test_the_policy_still_lets_no_inline_script_run(client, edition):
    policy = client.get("/framework/").headers["Content-Security-Policy"]
    assert "script-src 'self'" in [one.strip() for one in policy.split(";")]
    assert "unsafe-inline" not in policy
    assert "nonce" not in policy


@pytest.mark.parametrize("name", ["acute-ward", "older-people", "pre-registration-nursing"])
def test_a_tailored_framework_is_a_collection_of_the_editions_own_statements(client, edition, name):
    blocks, _page = said_in(client, f"/framework/tailored/{name}/")
    document = client.get(f"/framework/tailored/{name}/?format=json").json()
    graph = Graph().parse(
        data=client.get(f"/framework/tailored/{name}/?format=turtle").content, format="turtle"
    )
    base = f"http://testserver/framework/{edition.slug}/"
    own = URIRef(f"{base}tailored/{name}/")
    members = {str(one) for one in graph.objects(own, SKOS.member)}
    assert members == {f"{base}{one['code']}/" for one in document["statements"]}
    assert (own, SKOS.inScheme, URIRef(base)) in graph
    assert (own, RDF.type, SKOS.Collection) in graph
    (said,) = [one for one in blocks if one["@type"] == "DefinedTermSet"]
    assert said["@id"] == str(own)
    assert said["isPartOf"]["@id"] == base
    assert len(said["hasDefinedTerm"]) == len(members)
