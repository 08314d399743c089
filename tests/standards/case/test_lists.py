"""The list of editions: pages, order, filter and fields."""

import pytest

from tests.factories.case import ours

LIST = "/ims/case/v1p1/CFDocuments"


@pytest.mark.parametrize(
    ("query", "minor"),
    [
        ({"limit": "0"}, "invalid_selection_field"),
        ({"limit": "-1"}, "invalid_selection_field"),
        ({"limit": "many"}, "invalid_selection_field"),
        ({"limit": "9" * 5000}, "invalid_selection_field"),
        ({"limit": "٣"}, "invalid_selection_field"),
        ({"offset": "-1"}, "invalid_selection_field"),
        ({"orderBy": "up"}, "invalid_sort_field"),
        ({"fields": ""}, "invalid_selection_field"),
        ({"fields": "title,,uri"}, "invalid_selection_field"),
        ({"filter": "title"}, "invalid_selection_field"),
        ({"filter": "title=Recovery"}, "invalid_selection_field"),
        ({"filter": "colour='red'"}, "invalid_selection_field"),
        ({"filter": "licenseURI.colour='red'"}, "invalid_selection_field"),
        ({"filter": "title='a' AND title='b' AND title='c'"}, "invalid_selection_field"),
        ({"filter": "title='a' AND"}, "invalid_selection_field"),
    ],
)
def test_a_question_that_cannot_be_answered_says_which_part(outsider, edition, query, minor):
    answer = outsider.get(LIST, query)
    assert answer.status_code == 400
    ours("StatusInfo").validate(answer.json())
    (field,) = answer.json()["imsx_codeMinor"]["imsx_codeMinorField"]
    assert field["imsx_codeMinorFieldName"] in query
    assert field["imsx_codeMinorFieldValue"] == minor


def test_a_page_says_how_many_there_are_and_where_the_others_are(outsider, edition):
    answer = outsider.get(LIST, {"limit": "1"})
    assert answer["X-Total-Count"] == "1"
    first = '<http://testserver/ims/case/v1p1/CFDocuments?limit=1&offset=0>; rel="first"'
    assert first in answer["Link"]
    assert 'rel="next"' not in answer["Link"]


def test_past_the_end_nothing_is_found_and_the_way_back_is_told(outsider, edition):
    answer = outsider.get(LIST, {"limit": "1", "offset": "7"})
    assert answer.status_code == 404
    assert answer["X-Total-Count"] == "1"
    assert 'offset=0>; rel="prev"' in answer["Link"]


def test_only_the_fields_asked_for_are_given(outsider, edition):
    (document,) = outsider.get(LIST, {"fields": "title,uri"}).json()["CFDocuments"]
    assert set(document) == {"title", "uri"}
    (document,) = outsider.get(LIST, {"fields": ["title", "uri"]}).json()["CFDocuments"]
    assert set(document) == {"title", "uri"}


def test_a_field_nobody_knows_gives_the_whole_record(outsider, edition):
    (document,) = outsider.get(LIST, {"fields": "title,colour"}).json()["CFDocuments"]
    assert "uri" in document


def test_a_sort_nobody_knows_gives_the_order_of_the_house(outsider, edition):
    assert outsider.get(LIST, {"sort": "colour"}).status_code == 200


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("title~'recovery'", True),
        ("title='REALISING RECOVERY, 2007'", True),
        ("licenseURI.title~'apache'", True),
        ("subject~'recovery,something else'", True),
        ("subject='recovery'", False),
        ("title='x' OR language='en-GB'", True),
        ("title='x' AND language='en-GB'", False),
        ("lastChangeDateTime>'2020-01-01'", True),
    ],
)
def test_a_filter_finds_what_it_says(outsider, edition, wanted, found):
    assert outsider.get(LIST, {"filter": wanted}).status_code == (200 if found else 404)
