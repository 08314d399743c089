"""Every operation, asked over the wire for everything there is."""

import gzip
import json
import re
from pathlib import Path

import pytest

from alongside.core.credentials.case import telling
from alongside.core.credentials.case.answering import ANSWERS
from alongside.framework import queries
from tests.factories.case import OPERATIONS, ours, theirs

V11, V10 = "/ims/case/v1p1", "/ims/case/v1p0"
EVERY = pytest.mark.parametrize("path", sorted(ANSWERS))


def answers(outsider, served, path, version=V11):
    found = {}
    for identifier in served[path]:
        answer = outsider.get(f"{version}/{path}/{identifier}")
        assert answer.status_code == 200
        assert answer["Content-Type"] == "application/json"
        found[identifier] = answer.json()
    assert found
    return found


@EVERY
def test_everything_there_is_has_the_form_we_say_it_has(outsider, served, path):
    check = ours(ANSWERS[path])
    for answer in answers(outsider, served, path).values():
        check.validate(answer)


@EVERY
def test_everything_there_is_has_the_published_form(outsider, served, path):
    check = theirs(OPERATIONS[path])
    for answer in answers(outsider, served, path).values():
        check.validate(answer)


def test_the_list_of_editions_has_the_published_form(outsider, served):
    answer = outsider.get(f"{V11}/CFDocuments")
    assert answer.status_code == 200
    theirs("getAllCFDocuments").validate(answer.json())


def test_the_list_of_editions_has_the_form_we_say_it_has(outsider, served):
    ours("CFDocumentSet").validate(outsider.get(f"{V11}/CFDocuments").json())


def test_the_check_would_notice_a_null_an_extra_name_and_a_time_without_a_zone(outsider, served):
    item = next(iter(served["CFItems"].values()))
    for wrong in ({"notes": None}, {"score": 4}, {"lastChangeDateTime": "2026-11-01T00:00:00"}):
        assert list(ours("CFItem").iter_errors({**item, **wrong})), wrong


def test_a_package_holds_every_statement_in_the_words_of_the_edition(outsider, served, edition):
    (package,) = answers(outsider, served, "CFPackages").values()
    said = {item.get("humanCodingScheme"): item for item in package["CFItems"]}
    for statement in edition.statements:
        item = said[statement.code]
        assert item["fullStatement"] == statement.text
        assert item["identifier"] == str(edition.identifier(statement.code))
        assert item["abbreviatedStatement"] == statement.title
    heads = len(edition.strands) + len(edition.themes)
    assert len(package["CFItems"]) == len(edition.statements) + heads


def test_every_item_hangs_under_one_parent_up_to_the_document(served):
    (package,) = served["CFPackages"].values()
    up = {}
    for one in package["CFAssociations"]:
        if one["associationType"] == "isChildOf":
            child = one["originNodeURI"]["identifier"]
            assert child not in up
            up[child] = one["destinationNodeURI"]["identifier"]
    document = package["CFDocument"]["identifier"]
    for item in package["CFItems"]:
        steps, at = 0, item["identifier"]
        while at != document:
            at, steps = up[at], steps + 1
        assert steps <= 3


def test_every_address_in_an_answer_leads_to_what_it_says(outsider, served):
    (package,) = served["CFPackages"].values()
    found = set(_addresses(package))
    assert len(found) > 200
    for address in found:
        answer = outsider.get(address.removeprefix("http://testserver").partition("#")[0])
        assert answer.status_code == 200, address


def _addresses(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from [inner] if key == "uri" else _addresses(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _addresses(inner)


def test_no_number_is_put_on_anybody_and_no_value_has_a_rubric(served, edition):
    text = json.dumps(served["CFRubrics"])
    assert not any(f'"{word}"' in text for word in ("score", "weight", "position", "feedback"))
    asked = {
        criterion["CFItemURI"]["identifier"]
        for rubric in served["CFRubrics"].values()
        for criterion in rubric["CFRubricCriteria"]
    }
    codes = {one.code for one in edition.statements if str(edition.identifier(one.code)) in asked}
    assert codes == {one.code for one in edition.statements if one.code[0] in "KS"}


def test_a_concept_comes_with_the_concepts_under_it(outsider, served, edition):
    strand = edition.strands[0]
    own = next(
        identifier
        for identifier, answer in served["CFConcepts"].items()
        if answer["CFConcepts"][0]["hierarchyCode"] == strand.id
    )
    listed = outsider.get(f"{V11}/CFConcepts/{own}").json()["CFConcepts"]
    themes = [theme.name for theme in edition.themes if theme.strand == strand.id]
    assert [one["title"] for one in listed] == [strand.name, *themes]


# Version 1.0


def test_version_1_0_leaves_out_what_came_later_and_points_at_itself(outsider, served):
    for path in ANSWERS:
        for answer in answers(outsider, served, path, V10).values():
            text = json.dumps(answer)
            for later in ("caseVersion", "frameworkType", "targetType", "extensions", "v1p1"):
                assert later not in text
    found = answers(outsider, served, "CFItems", V10).values()
    assert not any("subject" in item or "subjectURI" in item for item in found)


def test_version_1_0_keeps_notes_of_items_and_says_its_own_word_for_in_force(outsider, served):
    (package,) = answers(outsider, served, "CFPackages", V10).values()
    assert package["CFDocument"]["adoptionStatus"] == "Adopted"
    assert all("notes" not in one for one in package["CFAssociations"])
    assert any("notes" in one for one in package["CFItems"])


# What is kept, and how it is sent


def test_an_answer_that_is_there_already_is_not_sent_again(outsider, served):
    for path in ANSWERS:
        address = f"{V11}/{path}/{next(iter(served[path]))}"
        first = outsider.get(address)
        for name, value in (
            ("If-None-Match", first["ETag"]),
            ("If-Modified-Since", first["Last-Modified"]),
        ):
            again = outsider.get(address, headers={name: value})
            assert (again.status_code, again.content) == (304, b"")
            assert again["ETag"] == first["ETag"]
            assert again["Access-Control-Allow-Origin"] == "*"
        assert outsider.get(address, headers={"If-None-Match": '"another"'}).status_code == 200


def test_an_answer_says_when_the_edition_came_out(outsider, served):
    own = next(iter(served["CFPackages"]))
    changed = outsider.get(f"{V11}/CFPackages/{own}")["Last-Modified"]
    published = queries.published().published_at
    assert changed == published.strftime("%a, %d %b %Y %H:%M:%S GMT")


def test_a_large_answer_is_packed_for_those_who_can_unpack_it(outsider, served):
    address = f"{V11}/CFPackages/{next(iter(served['CFPackages']))}"
    plain = outsider.get(address)
    packed = outsider.get(address, headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) * 5 < len(plain.content)
    for_others = outsider.get(address, headers={"Accept-Encoding": "gzip;q=0"})
    assert for_others.content == plain.content
    assert "Accept-Encoding" in packed["Vary"]


def test_nobody_gets_a_cookie_and_any_site_may_read_the_answer(outsider, served):
    answer = outsider.get(f"{V11}/CFDocuments")
    assert not answer.cookies
    assert answer["Access-Control-Allow-Origin"] == "*"
    asked = outsider.options(f"{V11}/CFDocuments")
    assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")


def test_an_answer_asks_the_database_nothing_once_it_was_made(
    outsider, served, django_assert_num_queries
):
    address = f"{V11}/CFPackages/{next(iter(served['CFPackages']))}"
    outsider.get(address)
    with django_assert_num_queries(0):
        outsider.get(address)


# What is not there


def test_where_nothing_is_published_nothing_is_found(outsider, db):
    answer = outsider.get(f"{V11}/CFDocuments")
    assert answer.status_code == 404
    ours("StatusInfo").validate(answer.json())


NOT_THERE = (
    ("00000000-0000-4000-8000-000000000000", "unknownobject"),
    ("01890a5d-ac96-774b-bcce-b302099a8057", "invalid_uuid"),  # version 7
    ("K01", "invalid_uuid"),
    ("K01/and/more", "invalid_uuid"),
    ("%2e%2e%2f", "invalid_uuid"),
    ("日本", "invalid_uuid"),
)


@pytest.mark.parametrize(("identifier", "minor"), NOT_THERE)
def test_an_unknown_and_a_malformed_identifier_are_both_not_found(
    outsider, edition, identifier, minor
):
    for path in ANSWERS:
        answer = outsider.get(f"{V11}/{path}/{identifier}")
        assert answer.status_code == 404
        ours("StatusInfo").validate(answer.json())
        (field,) = answer.json()["imsx_codeMinor"]["imsx_codeMinorField"]
        assert field["imsx_codeMinorFieldValue"] == minor


@pytest.mark.parametrize(
    ("method", "address", "code"),
    [
        ("get", f"{V11}/CFItems/", 404),
        ("get", f"{V11}/CFDocuments/", 404),
        ("get", f"{V11}/Nothing", 404),
        ("get", "/ims/case/v1p2/CFDocuments", 404),
        ("get", "/ims/case/", 404),
        ("get", f"{V11}/CFItems/%00", 404),
        ("get", f"{V11}/CFSubjects/d%11%C3%92", 404),
        ("get", f"{V11}/CFDocuments?filter=%01", 400),
        ("post", f"{V11}/CFDocuments", 405),
        ("put", f"{V11}/CFItems/K01", 405),
        ("delete", f"{V11}/CFItems/K01", 405),
        ("get", f"{V10}/discovery/imscasev1p1_openapi3_v1p0.json", 404),
    ],
)
def test_whatever_goes_wrong_is_said_in_the_published_form(outsider, served, method, address, code):
    answer = getattr(outsider, method)(address)
    assert answer.status_code == code
    assert answer["Content-Type"] == "application/json"
    ours("StatusInfo").validate(answer.json())
    theirs_if_at_hand = theirs_of_errors()
    if theirs_if_at_hand:
        theirs_if_at_hand.validate(answer.json())


def theirs_of_errors():
    try:
        return theirs("error")
    except pytest.skip.Exception:
        return None


def test_a_fault_of_ours_is_said_in_the_published_form_too(outsider, served, monkeypatch):
    monkeypatch.setattr("alongside.standards.case.views.understand", lambda asked: 1 / 0)
    answer = outsider.get(f"{V11}/CFDocuments")
    assert answer.status_code == 500
    ours("StatusInfo").validate(answer.json())


def test_a_host_that_is_not_ours_is_refused_and_not_kept(outsider, served):
    answer = outsider.get(f"{V11}/CFDocuments", headers={"Host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "elsewhere" not in answer.content.decode()


# What describes it


def test_our_description_names_this_address_and_every_operation(outsider, served):
    told = outsider.get(f"{V11}/discovery/imscasev1p1_openapi3_v1p0.json").json()
    assert told["servers"] == [{"url": "http://testserver/ims/case/v1p1"}]
    named = {operation["get"]["operationId"] for operation in told["paths"].values()}
    assert named == set(OPERATIONS.values())
    for words in ("compliant", "certified", "validated"):
        assert words not in json.dumps(told).lower()


def test_the_manual_names_every_address_and_every_error_that_is_sent():
    root = Path(__file__).resolve().parents[3]
    manual = (root / "docs/reference/case.md").read_text("utf-8")
    views = (root / "src/alongside/standards/case/views.py").read_text("utf-8")
    assert [path for path in ANSWERS if f"`/{path}/<id>`" not in manual] == []
    assert telling.FILE in manual
    for minor in re.findall(r'minor="(\w+)"', views):
        assert minor in manual


def test_our_description_is_a_sound_openapi_document():
    import schemathesis

    told = telling.openapi("https://example.org/ims/case/v1p1")
    schema = schemathesis.openapi.from_dict(told)
    schema.validate()
    assert len(list(schema.get_all_operations())) == 12


def test_every_answer_says_its_head_alone_when_asked_for_it(outsider, served):
    address = f"{V11}/CFPackages/{next(iter(served['CFPackages']))}"
    whole, head = outsider.get(address), outsider.head(address)
    assert head.status_code == 200
    assert head.content == b""
    assert head["ETag"] == whole["ETag"]
