"""What a package says of other frameworks: what somebody read, no part as the whole, nothing else."""

import json
from email.utils import parsedate_to_datetime
from uuid import uuid5

import pytest

from alongside.core.credentials.case import answering
from alongside.core.credentials.case.reading import read
from alongside.core.crosswalks import How
from alongside.core.framework import NAMESPACE
from alongside.crosswalks import actions, queries
from alongside.framework import queries as framework
from alongside.others import actions as others
from alongside.others import queries as taken
from alongside.standards.case.shelf import packages
from tests.factories.case import OPERATIONS, ours, theirs
from tests.factories.crosswalks import (
    KSF,
    REST,
    a_reader,
    a_writer,
    about,
    begun,
    key,
    say,
    thread_of,
    write,
)
from tests.factories.packages import HOST, own

from .conftest import BASE

CODES = ("S04", "S05", "S06", "S07", "S08")
KINDS = {
    How.EXACT: "exactMatchOf",
    How.CLOSE: "ext:closeMatchOf",
    How.NARROWER: "ext:narrowerThan",
    How.BROADER: "ext:broaderThan",
    How.RELATED: "isRelatedTo",
}
FOREIGN = f"{BASE.partition('/ims/')[0]}/framework/crosswalks/"


@pytest.fixture
def dana(people, edition):
    return a_writer(people.dana)


@pytest.fixture
def charlie(people, dana):
    return a_reader(people.charlie, dana)


def made():
    queries.forget()
    (package,) = packages(BASE, tuple(framework.editions()))
    return package


def mappings(package):
    """The associations that lead out of the package."""
    inside = {one["identifier"] for one in package["CFItems"]}
    inside.add(package["CFDocument"]["identifier"])
    return [
        one
        for one in package["CFAssociations"]
        if one["destinationNodeURI"]["identifier"] not in inside
    ]


def test_what_waits_for_a_reader_is_told_to_no_other_system(dana, charlie):
    before = made()
    write(dana, key())
    assert mappings(before) == mappings(made()) == []
    assert made() == before, "nor is anything else of the package another"
    assert "Beside other frameworks" not in json.dumps(before)


def test_each_kind_is_said_as_it_is_and_no_part_as_the_same(dana, charlie):
    for code, how in zip(CODES, How, strict=True):
        write(dana, key(code), how=how, not_covered="" if how is How.EXACT else REST)
        say(charlie, key(code))
    package = made()
    titles = {item["identifier"]: item.get("humanCodingScheme") for item in package["CFItems"]}
    found = {titles[one["originNodeURI"]["identifier"]]: one for one in mappings(package)}
    assert {code: one["associationType"] for code, one in found.items()} == {
        code: KINDS[how] for code, how in zip(CODES, How, strict=True)
    }
    for code, how in zip(CODES, How, strict=True):
        assert (f"Not covered: {REST}" in found[code]["notes"]) is (how is not How.EXACT)
        assert "Read by C. Combe" in found[code]["notes"]
        there = found[code]["destinationNodeURI"]
        assert there == {
            "title": "Communication",
            "identifier": str(uuid5(NAMESPACE, "crosswalks/ksf-core/C1")),
            "uri": f"{FOREIGN}ksf-core/#item-C1",
            "targetType": "ext:page",
        }


def test_an_item_that_was_taken_in_is_named_by_its_own_identifier_and_address(dana, charlie):
    slug = begun(dana, public=True)
    at = (own("I2"), about("S04"))
    write(dana, at, slug=slug)
    say(charlie, at, slug=slug)
    (one,) = mappings(made())
    assert one["destinationNodeURI"] == {
        "title": "I2 Knows I2",
        "identifier": own("I2"),
        "uri": f"{HOST}/CFItems/{own('I2')}",
        "targetType": "CASE",
    }
    actions.describe(
        actor=dana, slug=slug, seen=2, title="T", lead="L", terms="None any more", public=False
    )
    assert mappings(made()) == [], "what may not be shown is told to nobody"


def test_a_whole_theme_can_be_said_too(dana, charlie):
    say(charlie, ("H", "hope"), slug="chime")
    package = made()
    (one,) = mappings(package)
    items = {item["identifier"]: item for item in package["CFItems"]}
    assert items[one["originNodeURI"]["identifier"]]["humanCodingScheme"] == "hope"


@pytest.fixture
def with_all(dana, charlie):
    """Each kind, with the product's and with a framework that was taken in, and a whole theme."""
    slug = begun(dana, public=True)
    for code, how in zip(CODES, How, strict=True):
        for where, at in ((KSF, key(code)), (slug, (own("I1"), about(code)))):
            write(dana, at, slug=where, how=how, not_covered="" if how is How.EXACT else REST)
            say(charlie, at, slug=where)
    say(charlie, ("H", "hope"), slug="chime")
    return made()


def test_it_keeps_the_form_we_say_and_the_published_one(with_all):
    found = answering.answers([with_all], base=BASE)
    for path in ("CFPackages", "CFAssociations", "CFItemAssociations", "CFAssociationGroupings"):
        for answer in list(found[path].values())[-20:]:
            ours(answering.ANSWERS[path]).validate(answer)
            theirs(OPERATIONS[path]).validate(answer)


def test_version_1_0_gets_only_words_that_it_knows(with_all):
    found = answering.answers([with_all], base=BASE, older=True)
    kinds = {one["associationType"] for one in found["CFAssociations"].values()}
    assert kinds == {"isChildOf", "isRelatedTo", "exactMatchOf"}


def test_taken_in_elsewhere_and_given_again_it_is_the_same_to_the_byte(with_all):
    text = json.dumps(with_all, ensure_ascii=False, separators=(",", ":"))
    package = read([text])
    assert package.notes == {}
    row = others.take_in(actor=None, package=package)
    once = "".join(taken.package_text(row))
    assert others.take_in(actor=None, package=read([once])) == row
    assert "".join(taken.package_text(taken.newest(row.identifier))) == once
    assert json.loads(once)["CFAssociations"] == with_all["CFAssociations"]


def test_etag_and_last_modified_go_on_with_it_and_never_back(outsider, dana, charlie):
    address = f"/ims/case/v1p1/CFPackages/{made()['CFDocument']['identifier']}"

    def asked(**headers):
        queries.forget()
        return outsider.get(address, headers=headers)

    def day(answer):
        return parsedate_to_datetime(answer["Last-Modified"])

    first = asked()
    write(dana, key())
    assert asked(**{"If-None-Match": first["ETag"]}).status_code == 304
    say(charlie, key())
    second = asked(**{"If-None-Match": first["ETag"]})
    assert second.status_code == 200
    assert day(second) >= day(first)
    assert len(mappings(second.json())) == 1
    actions.withdraw(actor=dana, slug=KSF, key=key(), seen=thread_of(key()).number)
    third = asked(**{"If-None-Match": second["ETag"]})
    assert third.status_code == 200
    assert mappings(third.json()) == []
    assert day(third) >= day(second)
    assert (
        third.json()["CFDocument"]["lastChangeDateTime"]
        >= (second.json()["CFDocument"]["lastChangeDateTime"])
    )


def test_each_can_be_asked_for_by_itself_and_with_its_statement(outsider, with_all, edition):
    for one in mappings(with_all):
        answer = outsider.get(f"/ims/case/v1p1/CFAssociations/{one['identifier']}")
        assert answer.json()["destinationNodeURI"] == one["destinationNodeURI"]
    item = edition.identifier("S04")
    answer = outsider.get(f"/ims/case/v1p1/CFItemAssociations/{item}").json()
    assert {KINDS[How.EXACT]} <= {one["associationType"] for one in answer["CFAssociations"]}
