"""Two editions, one after the other: nothing published goes away, and what became of it is told."""

import json

import pytest

from alongside.core.credentials.case import answering
from alongside.core.credentials.case.reading import read
from alongside.framework import queries
from alongside.standards.case.shelf import packages
from tests.factories.case import OPERATIONS, ours, theirs
from tests.factories.framework import SECOND, WHY, publish_second

from .conftest import BASE

V11 = "/ims/case/v1p1"


@pytest.fixture
def second(edition):
    return publish_second()


@pytest.fixture
def both(second):
    return answering.answers(packages(BASE, tuple(queries.editions())), base=BASE)


def replaced(both):
    return {
        (one["originNodeURI"]["identifier"], one["destinationNodeURI"]["identifier"]): one
        for one in both["CFAssociations"].values()
        if one["associationType"] == "replacedBy"
    }


def test_both_editions_are_listed_the_newest_first_and_the_earlier_is_retired(outsider, both):
    listed = outsider.get(f"{V11}/CFDocuments").json()["CFDocuments"]
    assert [one["version"] for one in listed] == [SECOND, "realising-recovery-2007"]
    assert [one["adoptionStatus"] for one in listed] == ["Implemented", "Retired"]
    assert listed[1]["statusEndDate"] == listed[0]["statusStartDate"]
    assert "statusEndDate" not in listed[0]


def test_pages_lead_from_one_edition_to_the_other(outsider, both):
    first = outsider.get(f"{V11}/CFDocuments", {"limit": "1", "sort": "title"})
    assert first["X-Total-Count"] == "2"
    after = next(part for part in first["Link"].split(", ") if 'rel="next"' in part)
    second = outsider.get(after.partition(">")[0].removeprefix("<http://testserver"))
    titles = [page.json()["CFDocuments"][0]["title"] for page in (first, second)]
    assert titles == sorted(titles)
    assert len(set(titles)) == 2
    assert 'rel="prev"' in second["Link"]


def test_a_statement_with_another_meaning_is_replaced_and_says_why(both, edition, second):
    found = replaced(both)
    for old, new, why in (
        ("S01", ("S01",), "changed"),
        ("S02", ("S02", "S23"), "split"),
        ("S03", ("S03",), "merged"),
        ("S04", ("S03",), "merged"),
    ):
        before = str(edition.identifier(old))
        for code in new:
            one = found.pop((before, str(second.identifier(code))))
            assert one["notes"] == WHY[why]
        item = both["CFItems"][before]
        assert item["fullStatement"] == edition.by_code[old].text
        assert item["statusEndDate"] == queries.published().published_at.date().isoformat()
    (whole,) = found.values()
    assert {
        whole[end]["uri"].split("/")[-2] for end in ("originNodeURI", "destinationNodeURI")
    } == {"CFDocuments"}


def test_a_statement_that_means_the_same_keeps_its_identifier_and_has_no_end(both, edition, second):
    for old, new in (("K01", "K01"), ("K02", "K26"), ("V01", "V01")):
        identifier = str(edition.identifier(old))
        assert identifier == str(second.identifier(new))
        item = both["CFItems"][identifier]
        assert (item["humanCodingScheme"], item["fullStatement"]) == (new, second.by_code[new].text)
        assert "statusEndDate" not in item


def test_a_retired_statement_stays_to_be_read(outsider, both, edition):
    answer = outsider.get(f"{V11}/CFItems/{edition.identifier('V20')}").json()
    assert answer["fullStatement"] == edition.by_code["V20"].text
    assert answer["statusEndDate"]


def test_each_package_keeps_the_words_of_its_own_edition(both, edition, second):
    for package in both["CFPackages"].values():
        own = second if package["CFDocument"]["version"] == SECOND else edition
        said = {item["humanCodingScheme"]: item["fullStatement"] for item in package["CFItems"]}
        assert {code: said[code] for code in own.by_code} == {
            code: one.text for code, one in own.by_code.items()
        }


def test_an_edition_made_from_ours_has_our_licence(both):
    assert all("licenseURI" in one for one in both["CFDocuments"].values())


def test_everything_of_both_editions_has_the_form_we_say_it_has(both):
    for path, name in answering.ANSWERS.items():
        for answer in both[path].values():
            ours(name).validate(answer)


def test_everything_of_both_editions_has_the_published_form(both):
    for path in answering.ANSWERS:
        check = theirs(OPERATIONS[path])
        for answer in both[path].values():
            check.validate(answer)


def test_a_new_edition_is_served_at_once_and_the_old_etag_is_no_longer_good(outsider, edition):
    first = outsider.get(f"{V11}/CFDocuments")
    publish_second()
    again = outsider.get(f"{V11}/CFDocuments", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert len(again.json()["CFDocuments"]) == 2


def test_each_package_is_taken_in_by_our_own_import(both):
    for package in both["CFPackages"].values():
        found = read([json.dumps(package)])
        assert found.notes == {}
        assert found.hung.loose == 0


def test_an_edition_that_is_not_made_from_ours_names_no_licence(edition):
    from dataclasses import replace

    from alongside.framework.actions import publish

    publish(actor=None, edition=replace(edition, slug="somebody-elses", title="Another"))
    found = answering.answers(packages(BASE, tuple(queries.editions())), base=BASE)
    by_version = {one["version"]: one for one in found["CFDocuments"].values()}
    assert "licenseURI" not in by_version["somebody-elses"]
    assert len(found["CFLicenses"]) == 1
