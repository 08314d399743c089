"""Pages beside other frameworks: what bears on what, what is left over, and never "met"."""

import csv
import io
from dataclasses import replace

import pytest

from alongside.core.crosswalks import How, Item, Relation, Review, carried
from alongside.foundation.actor import Role
from alongside.framework import queries
from alongside.framework.actions import publish
from alongside.framework.loading import packaged_crosswalks, packaged_edition
from alongside.framework.queries import crosswalks as reads
from tests.factories.accounts import give, with_second_factor

JSON = {"accept": "application/json"}
ALL = [one.id for one in packaged_crosswalks()]


@pytest.fixture
def with_crosswalk(monkeypatch):
    """Pages as they would be with this crosswalk alone."""

    def using(one):
        reads._standing.cache_clear()
        monkeypatch.setattr(reads, "packaged_crosswalks", lambda: (one,))
        return one

    yield using
    reads._standing.cache_clear()


def main_of(page) -> str:
    return page.content.decode().partition("<main")[2].partition("</main>")[0]


def test_the_list_names_every_crosswalk_and_leads_to_it(client, edition):
    page = main_of(client.get("/framework/crosswalks/"))
    for one in packaged_crosswalks():
        assert f'href="/framework/crosswalks/{one.id}/"' in page
    assert page.count("Waiting for a named reader") == len(ALL)
    assert 'href="/framework/crosswalks/"' in client.get("/framework/").content.decode()


@pytest.mark.parametrize("name", ALL)
def test_a_page_says_of_each_relation_what_it_does_not_cover_and_that_nothing_is_met(
    client, edition, name
):
    page = main_of(client.get(f"/framework/crosswalks/{name}/"))
    one = next(one for one in packaged_crosswalks() if one.id == name)
    statements = [row for row in one.relations if row.statement]
    assert page.count("Not covered:") >= len(statements)
    assert "Nothing here shows that what the other framework asks is met." in page
    assert "waits for a named reader" in page
    assert "Still to be checked" in page
    for item in one.items:
        assert f'id="item-{item.code}"' in page


def test_an_item_on_which_nothing_bears_says_so(client, edition, with_crosswalk):
    one = packaged_crosswalks()[3]
    with_crosswalk(
        replace(one, items=(*one.items, Item("C7", "Lifts", nothing="It is about lifts.")))
    )
    page = main_of(client.get("/framework/crosswalks/ksf-core/"))
    assert "Nothing in this framework bears on it." in page
    assert "It is about lifts." in page


def test_a_relation_somebody_read_names_them_and_an_exact_one_leaves_nothing(
    client, edition, with_crosswalk
):
    one = packaged_crosswalks()[3]
    read = Relation(
        "C1", How.EXACT, "Why so", statement="S06", review=Review("A. Reader", "2027-03-03")
    )
    with_crosswalk(replace(one, relations=(read,)))
    page = main_of(client.get("/framework/crosswalks/ksf-core/"))
    assert "A. Reader</span>, 3 March 2027." in page
    assert "Not covered:" not in page
    assert "waits for a named reader" not in page
    assert ">This is the same</span>" in page


def test_only_codes_of_their_own_are_shown(client, edition):
    nmc = main_of(client.get("/framework/crosswalks/nmc-code/"))
    assert 'class="fw-code">people<' not in nmc
    assert 'id="item-people"' in nmc
    assert '<span class="fw-code">C1</span>' in main_of(
        client.get("/framework/crosswalks/ksf-core/")
    )


def test_a_statement_says_where_else_it_is_asked_for_folded_and_what_is_left_over(client, edition):
    page = main_of(client.get("/framework/S04/"))
    folded = page.partition('<details class="al-details" id="elsewhere">')[2].partition(
        "</details>"
    )[0]
    assert "Where else this is asked for" in folded
    assert 'href="/framework/crosswalks/nmc-code/#item-trust"' in folded
    assert folded.count("Not covered:") == folded.count("al-tag") == 5
    assert "does not show that any of them is met" in folded


def test_a_statement_no_crosswalk_speaks_of_has_no_such_part(client, edition, with_crosswalk):
    with_crosswalk(replace(packaged_crosswalks()[0], relations=()))
    assert 'id="elsewhere"' not in client.get("/framework/S04/").content.decode()


def test_links_of_a_lasting_page_stay_in_its_edition(client, edition):
    page = main_of(client.get("/framework/realising-recovery-2007/crosswalks/nmc-code/"))
    assert 'href="/framework/realising-recovery-2007/S04/"' in page
    assert 'href="/framework/S04/"' not in page


def test_the_whole_on_one_page_does_not_repeat_it(client, edition):
    assert b'id="elsewhere"' not in client.get("/framework/print/").content


@pytest.mark.parametrize("name", ALL)
def test_the_document_holds_what_the_page_holds(client, edition, name):
    document = client.get(f"/framework/crosswalks/{name}/", headers=JSON).json()
    one = next(one for one in packaged_crosswalks() if one.id == name)
    rows = [row for item in document["items"] for row in item["relations"]]
    assert len(rows) == len(one.relations) == document["waiting_for_a_reader"]
    assert all(row["not_covered"] for row in rows if row["relation"] != "exact")
    assert all(row["read"] is None for row in rows)
    some = next(row for row in rows if "statement" in row)
    assert client.get(some["url"], headers=JSON).json()["id"] == some["id"]


def test_a_statements_document_names_what_it_bears_on(client, edition):
    rows = client.get("/framework/S04/", headers=JSON).json()["elsewhere"]
    assert {row["crosswalk"] for row in rows} == set(ALL)
    assert all(row["not_covered"] for row in rows)


@pytest.mark.parametrize("name", ALL)
def test_the_table_has_a_line_for_every_relation_and_for_what_was_left_out(client, edition, name):
    answer = client.get(f"/framework/crosswalks/{name}.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert f'filename="{name}.csv"' in answer.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    one = next(one for one in packaged_crosswalks() if one.id == name)
    aside = [code for row in one.asides for code in row.statements]
    assert len(rows) == len(one.relations) + len(aside)
    assert [row["statement"] for row in rows if row["relation"] == "set aside"] == aside


def test_no_cell_of_a_table_is_taken_for_a_formula(client, edition, with_crosswalk):
    one = packaged_crosswalks()[3]
    row = Relation("C1", How.RELATED, "=1+1", "@SUM(A1)", statement="S06")
    with_crosswalk(replace(one, relations=(row,), asides=()))
    text = client.get("/framework/crosswalks/ksf-core.csv").content.decode("utf-8-sig")
    cells = [cell for line in csv.reader(io.StringIO(text, newline="")) for cell in line]
    assert "'=1+1" in cells
    assert "'@SUM(A1)" in cells


@pytest.mark.parametrize("address", ["other/", "other.csv", "../crosswalks/other/"])
def test_a_framework_nobody_has_looked_at_is_not_found(client, edition, address):
    assert client.get(f"/framework/crosswalks/{address}").status_code == 404


def test_nothing_is_said_of_a_statement_that_means_something_else_in_a_newer_edition(
    client, edition
):
    newer = replace(packaged_edition(), slug="realising-recovery-2027", title="A newer one")
    publish(actor=None, edition=newer)
    page = main_of(client.get("/framework/crosswalks/nmc-code/"))
    assert "mean something else in this edition, or are in it no longer" in page
    assert "Not covered:" not in page
    older = main_of(client.get("/framework/realising-recovery-2007/crosswalks/nmc-code/"))
    assert "Not covered:" in older
    again = reads.crosswalk("nmc-code", queries.published("realising-recovery-2027"))
    assert set(again.again) == set(newer.by_code)


def test_stewards_see_what_waits_for_a_reader_among_what_is_to_be_checked(
    people, edition, signed_in
):
    give(people.dana, Role.STEWARD)
    with_second_factor(people.dana)
    page = main_of(signed_in("dana").get("/framework/checks/"))
    for one in packaged_crosswalks():
        assert f'href="/framework/crosswalks/{one.id}/"' in page
    assert page.count("Relations that nobody outside has read yet.") == len(ALL)


def test_what_is_said_of_a_statement_goes_with_its_identifier_whatever_becomes_of_its_code():
    own = packaged_edition()
    kept = {"S04": str(own.identifier("S05")), "S05": str(own.identifier("S04"))}
    newer = replace(own, slug="realising-recovery-2027", identifiers=kept)
    nmc = next(one for one in packaged_crosswalks() if one.id == "nmc-code")
    here, again = carried(nmc, reads._codes(newer))
    assert [(row.item, row.statement) for row in here.relations] == [
        ("effectively", "S04"),
        ("trust", "S05"),
    ]
    assert set(again) == set(own.by_code) - {"S04", "S05"}
