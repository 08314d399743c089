"""An edition as SKOS: what is said of it, and what is not."""

from dataclasses import replace

from alongside.core.credentials import skos
from alongside.framework.loading import packaged_edition
from alongside.framework.presenters.publication import publication_of
from tests.factories.publications import BASE, ROOT, one_that_follows, the_edition


def nodes(document):
    return {node["id"]: node for node in document["@graph"]}


def test_a_statement_has_its_code_words_and_place():
    edition = packaged_edition()
    found = nodes(skos.whole(the_edition()))
    for one in edition.statements:
        node = found[f"{BASE}{one.code}/"]
        assert node["type"] == "skos:Concept"
        assert node["notation"] == one.code
        assert (node["prefLabel"], node["definition"]) == (one.title, one.text)
        assert node["broader"] == f"{BASE}themes/{one.theme}/"
        assert node["identifier"] == f"urn:uuid:{edition.identifier(one.code)}"


def test_every_address_that_is_pointed_at_inside_the_edition_is_there():
    found = nodes(skos.whole(the_edition()))
    for node in found.values():
        for name in ("broader", "narrower", "related", "member", "inScheme", "hasTopConcept"):
            said = node.get(name, [])
            for address in said if isinstance(said, list) else [said]:
                assert address in found, (node["id"], name)


def test_what_goes_up_comes_down_and_what_goes_across_comes_back():
    found = nodes(skos.whole(the_edition()))
    for address, node in found.items():
        for below in node.get("narrower", []):
            assert found[below]["broader"] == address
        for beside in node.get("related", []):
            assert address in found[beside]["related"]


def test_each_kind_is_a_collection_of_all_its_statements():
    found = nodes(skos.whole(the_edition()))
    members = {kind: found[f"{BASE}kinds/{kind}/"]["member"] for kind in skos.KIND_LABELS}
    assert {kind: len(those) for kind, those in members.items()} == {
        "knowledge": 25,
        "skills": 22,
        "values": 20,
    }
    assert f"{BASE}V20/" in members["values"]


def test_nothing_says_a_point_a_weight_or_a_profile():
    text = repr(skos.whole(the_edition()))
    for point in packaged_edition().points.values():
        assert [one.line for one in point if one.line in text] == []
    assert [one.for_whom for one in packaged_edition().profiles if one.for_whom in text] == []


def test_a_label_is_preferred_or_another_and_never_both():
    edition = packaged_edition()
    one = edition.statements[0]
    same = replace(one, faces=replace(one.faces, need=one.title))
    made = publication_of(replace(edition, statements=(same, *edition.statements[1:])), root=ROOT)
    node = nodes(skos.statement(made, one.code))[f"{BASE}{one.code}/"]
    assert "altLabel" not in node


def test_an_edition_that_follows_says_what_means_the_same_and_what_it_replaces():
    after = f"{ROOT}realising-recovery-2027/"
    found = nodes(skos.whole(publication_of(one_that_follows(), root=ROOT)))
    assert found[f"{after}K01/"]["exactMatch"] == [f"{BASE}K01/"]
    assert found[f"{after}K02/"]["exactMatch"] == [f"{BASE}K02/"]
    assert found[f"{after}K03/"]["replaces"] == [f"{BASE}K03/"]
    assert found[f"{after}K03/"]["changeNote"] == ["It was too narrow."]
    assert found[f"{after}K04/"]["replaces"] == [f"{BASE}K04/", f"{BASE}K05/"]
    assert "exactMatch" not in found[f"{after}K04/"]
    assert not {"exactMatch", "replaces"} & set(found[f"{after}K05/"])
    assert found[after]["replaces"] == BASE


def test_the_edition_before_says_what_replaced_it():
    after = f"{ROOT}realising-recovery-2027/"
    later = publication_of(one_that_follows(), root=ROOT)
    found = nodes(skos.whole(publication_of(packaged_edition(), root=ROOT, later=(later,))))
    assert found[f"{BASE}K02/"]["exactMatch"] == [f"{after}K02/"]
    assert found[f"{BASE}K03/"]["isReplacedBy"] == [f"{after}K03/"]
    assert found[f"{BASE}K05/"]["isReplacedBy"] == [f"{after}K04/"]
    assert found[BASE]["isReplacedBy"] == [after]
