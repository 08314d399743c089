"""Tailored frameworks: chosen from the edition, never apart from it, and nothing of it let go."""

from dataclasses import replace
from pathlib import Path

import pytest

from alongside.core.framework.tailored import Pick, Tailored, chosen
from alongside.foundation.reading import Faults
from alongside.framework.loading import load_tailored, packaged_edition, packaged_tailored
from alongside.framework.loading.tailored import FOLDER
from alongside.framework.queries import tailored as reads
from tests.reading import grade
from tests.safe_words import HOUSE, HURTFUL, UNSAFE, found

from .test_content import SHINGLES, shingles

EDITION = packaged_edition()
JSON = {"accept": "application/json"}
each = pytest.mark.parametrize("one", packaged_tailored(), ids=lambda one: one.id)


def main_of(page) -> str:
    return page.content.decode().partition("<main")[2].partition("</main>")[0]


# What is chosen


def test_profiles_choose_with_their_reasons_and_picks_add_their_own() -> None:
    one = Tailored("x", "X", EDITION.slug, "Who", "Lead", ("acute",), ("acute",), (
        Pick("K01", "Because", ("Like this",)), Pick("S02", "", ("Like that",)),
    ))  # fmt: skip
    rows = {row.statement.code: row for row in chosen(one, EDITION)}
    acute = [row.code for row in EDITION.profile_by_id["acute"].emphasis if row.weight]
    assert set(rows) == {"K01", *acute}
    assert (rows["K01"].whys, rows["K01"].examples[0]) == (("Because",), "Like this")
    assert rows["S02"].whys == (
        "Doors, phones, food and leave are where a person feels detention, hour by hour.",
    )
    here = [said.text for said in EDITION.by_code["S02"].looks_like if said.setting == "acute"]
    assert rows["S02"].examples == ("Like that", *here)


def test_a_profile_that_gives_a_statement_no_part_does_not_choose_it() -> None:
    without = replace(EDITION.profile_by_id["acute"], emphasis=(
        replace(EDITION.profile_by_id["acute"].emphasis[0], weight=0),
    ))  # fmt: skip
    edition = replace(EDITION, profiles=(without,))
    assert chosen(Tailored("x", "X", edition.slug, "Who", "Lead", ("acute",)), edition) == ()


def test_a_statement_that_means_something_else_now_is_not_taken_over_and_none_is_lost() -> None:
    one = packaged_tailored()[0]
    codes = [row.statement.code for row in chosen(one, EDITION)]
    kept = {codes[0]: str(EDITION.identifier(codes[0]))}
    taken = reads._taken(one, replace(EDITION, slug="realising-recovery-2027", identifiers=kept))
    assert [row.statement.code for row in taken.chosen] == codes[:1]
    assert list(taken.again) == codes[1:]
    assert len(taken.rest) == len(EDITION.statements) - 1


# What comes with the product


@each
def test_it_chooses_and_does_not_choose_everything(one: Tailored) -> None:
    many = len(chosen(one, EDITION))
    assert 10 <= many <= 30
    assert one.checks, "its choice waits for a reader"
    assert {row.statement.kind for row in chosen(one, EDITION)} == {"knowledge", "skills", "values"}


@each
def test_every_statement_in_it_has_a_reason(one: Tailored) -> None:
    assert all(row.whys for row in chosen(one, EDITION))


@each
def test_its_words_are_its_own_safe_and_plain(one: Tailored) -> None:
    said = [one.lead, one.for_whom]
    for pick in one.picks:
        said += [pick.why, *pick.examples]
    known = set(SHINGLES.read_text("ascii").splitlines())
    assert not [text for text in said if any(hashed in known for hashed in shingles(text))]
    assert [words for text in said for words in found(text, UNSAFE, HURTFUL, HOUSE)] == []
    print(f"{one.id}: {grade(' '.join(said)):.1f}")
    assert grade(" ".join(filter(None, said))) <= 8


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "profiles: [acute]",
            "profiles: [acut]",
            "there is no profile 'acut'; did you mean 'acute'?",
        ),
        ("settings: [acute]", "settings: [wards]", "there is no setting 'wards'"),
        ("code: S02", "code: S99", "there is no statement 'S99'"),
        ("code: S02", "code: S06", "S06 is chosen twice; keep one"),
        ("    why: After a restraint, staff need", "    # ", "V07 is in none of the profiles"),
        ("id: acute-ward", "id: ward", "the file is called 'acute-ward', not 'ward'"),
        ("edition: realising", "edition: realizing", "is for 'realizing-recovery-2007', not"),
        ("code: S02", "code: S02\n    level: 3", "'level' has no meaning here"),
    ],
)
def test_what_does_not_fit_is_said_with_its_line(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    text = (FOLDER / "acute-ward.yaml").read_text("utf-8")
    assert old in text
    path = tmp_path / "acute-ward.yaml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(Faults) as caught:
        load_tailored(path, EDITION)
    assert any(says in fault.message and fault.line > 1 for fault in caught.value.faults)


# Pages


@each
def test_its_page_points_at_the_edition_and_says_that_the_rest_still_holds(client, edition, one):
    page = main_of(client.get(f"/framework/tailored/{one.id}/"))
    assert one.title in page
    for row in EDITION.statements:
        assert f'href="/framework/{row.code}/"' in page
    assert "Everything else, which still holds" in page
    assert "Still to be checked" in page


@each
def test_its_document_gives_each_statement_the_editions_own_identifier(client, edition, one):
    document = client.get(f"/framework/tailored/{one.id}/", headers=JSON).json()
    assert document["taken_from"] == EDITION.slug
    rows = document["statements"]
    assert {row["id"] for row in rows} == {str(EDITION.identifier(row["code"])) for row in rows}
    codes = {row["code"] for row in rows} | set(document["still_hold"])
    assert codes == set(EDITION.by_code)


def test_the_list_leads_to_each_and_an_unknown_one_is_not_found(client, edition):
    page = main_of(client.get("/framework/tailored/"))
    for one in packaged_tailored():
        assert f'href="/framework/tailored/{one.id}/"' in page
    assert client.get("/framework/tailored/night-shift/").status_code == 404
