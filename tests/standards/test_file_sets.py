"""What people can expect, the word list and all crosswalks as data packages: whole, and public."""

import csv
import io
import json

import frictionless
import pytest

from alongside.cli import main
from alongside.cli.parser_framework import SETS as CHOICES
from alongside.core.credentials import crosswalk_tables, expectation_tables, word_tables
from alongside.core.crosswalks import How
from alongside.crosswalks import actions as crosswalks
from alongside.expectations import actions as expectations
from alongside.expectations import queries as expected
from alongside.expectations.policies import PageDraft, PlaceDraft
from alongside.foundation.actor import Role
from alongside.foundation.context import help_now
from alongside.framework import queries as framework
from alongside.framework.actions import publish
from alongside.framework.queries import crosswalks as told
from alongside.language import actions as language
from alongside.language import queries as words
from alongside.standards.files.sets import SETS
from tests.factories.accounts import actor_for, give
from tests.factories.crosswalks import (
    KSF,
    REST,
    a_reader,
    a_writer,
    about,
    begun,
    key,
    say,
    write,
)
from tests.factories.language import a_draft_with, a_steward, on_the_panel
from tests.factories.packages import own
from tests.factories.publications import one_that_follows
from tests.standards.test_files import same_files, unpacked

SHAPES = {
    "expectations": expectation_tables.SHAPES,
    "words": word_tables.SHAPES,
    "crosswalks": crosswalk_tables.SHAPES,
}
EXPORT = ["framework", "export", "--format"]
LICENCE = "https://www.apache.org/licenses/LICENSE-2.0"


@pytest.fixture
def taken(client, edition, tmp_path):
    """A function: takes a set from the site, and gives its folder."""

    def take(name):
        answer = client.get(f"/framework/files/sets/{name}/")
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/zip")
        assert SETS[name].file_name in answer.headers["Content-Disposition"]
        assert not answer.cookies
        unpacked(answer.content, tmp_path / name)
        return tmp_path / name

    return take


@pytest.fixture
def dana(people, edition):
    return a_writer(people.dana)


@pytest.fixture
def charlie(people, dana):
    return a_reader(people.charlie, dana)


def rows(folder, name):
    text = (folder / "data" / f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def everything(folder):
    return "\n".join(one.read_text("utf-8") for one in folder.rglob("*") if one.is_file())


def is_valid(folder):
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["path", "rowNumber", "fieldName", "message"])
    return len(report.tasks)


@pytest.mark.parametrize("name", SETS)
def test_a_set_is_found_valid_and_csv_on_the_web_says_the_same(taken, name):
    folder = taken(name)
    assert is_valid(folder) == len(SHAPES[name])
    names = [str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()]
    said = json.loads((folder / "csv-metadata.json").read_text("utf-8"))
    same_files(names, said, folder)
    assert said["dc:license"] == {"@id": LICENCE}
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert package["licenses"] == [{"name": "Apache-2.0", "path": LICENCE}]
    assert package["homepage"].startswith("http://testserver/")


@pytest.mark.parametrize("name", SETS)
def test_every_column_says_what_it_means(name):
    for shape in SHAPES[name].values():
        assert [one.name for one in shape.fields if not one.about] == []


@pytest.mark.parametrize("name", SETS)
def test_the_same_again_is_the_same_bytes(client, edition, name):
    from django.core.cache import caches

    address = f"/framework/files/sets/{name}/"
    first = client.get(address)
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    caches["process"].clear()
    assert client.get(address).content == first.content


def test_each_process_notices_what_was_written_in_another(edition, people, dana):
    """A file that is kept is known by the state of what it tells: another state is another file."""
    before = {name: one.state() for name, one in SETS.items()}
    write(dana, key())
    expectations.save_reform(actor=dana, version=0, text="It is as it was.")
    steward = a_steward()
    for person in (people.alice, people.charlie):
        on_the_panel(person, steward)
    a_draft_with(people.alice)
    digest = words.draft().digest
    for person in (people.alice, people.charlie):
        language.decide(actor=actor_for(person), digest=digest, yes=True, note="")
    language.publish(actor=actor_for(steward), digest=digest, note="New words.")
    assert [name for name, one in SETS.items() if one.state() == before[name]] == []


# From the command line


def test_the_command_offers_every_set():
    assert tuple(sorted(SETS)) == CHOICES


@pytest.mark.parametrize("name", SETS)
def test_a_set_can_be_written_from_the_command_line(taken, name, tmp_path, capsys):
    path = tmp_path / "made.zip"
    words = [*EXPORT, "datapackage", "--set", name, "--output", str(path)]
    assert main([*words, "--site", "http://testserver"]) == 0
    unpacked(path.read_bytes(), tmp_path / "made")
    assert everything(tmp_path / "made") == everything(taken(name))
    assert "made.zip" in capsys.readouterr().out


def test_a_set_in_another_form_or_of_no_edition_is_refused(db, capsys):
    assert main([*EXPORT, "csv", "--set", "words", "--output", "-"]) == 2
    assert "--format datapackage" in capsys.readouterr().err
    assert main([*EXPORT, "datapackage", "--set", "words", "--output", "-"]) == 2
    assert "Nothing is published here yet" in capsys.readouterr().err


# What people can expect


def test_everything_that_people_can_expect_is_there(taken):
    folder, texts = taken("expectations"), expected.texts()
    statements = framework.published().edition.statements
    assert {row["code"] for row in rows(folder, "expectations")} == {s.code for s in statements}
    assert len(rows(folder, "expectations")) == len(statements)
    assert len(rows(folder, "asking")) == sum(len(one.questions) for one in statements)
    assert [row["id"] for row in rows(folder, "questions")] == [one.id for one in texts.themes]
    assert [row["id"] for row in rows(folder, "rights")] == [one.id for one in texts.rights]
    for table, name in (
        ("right_paragraphs", "what_it_is"),
        ("right_questions", "questions"),
        ("right_contacts", "who_to_ask"),
        ("right_sources", "sources"),
    ):
        assert len(rows(folder, table)) == sum(len(getattr(r, name)) for r in texts.rights), table
    assert [row["number"] for row in rows(folder, "help_now")] == [
        one["number"] for one in help_now()
    ]
    assert "\n\n".join(row["text"] for row in rows(folder, "law")) == texts.reform.text


def test_what_a_service_says_of_itself_is_its_own(taken, people):
    give(people.alice, Role.SERVICE_LEAD, service=people.team.service)
    alice, service = people.actor("alice"), people.team.service.pk
    page = PageDraft("We are a small team of gardeners.", "Call us on 01632 960 000.")
    expectations.save_page(actor=alice, service_id=service, version=0, draft=page)
    place = PlaceDraft(kind="place", name="Warm room", what="Sofas.", address="12 High Street.")
    expectations.add_place(actor=alice, service_id=service, draft=place)
    expectations.show_page(actor=alice, service_id=service, shown=True)
    found = everything(taken("expectations"))
    for word in ("gardeners", "01632 960 000", "Warm room", people.team.service.name):
        assert word not in found


def test_a_steward_s_words_on_plans_to_change_the_law_stand_in_place_of_ours(taken, dana):
    expectations.save_reform(actor=dana, version=0, text="It is as it was.\n\nAsk us.")
    assert [row["text"] for row in rows(taken("expectations"), "law")] == [
        "It is as it was.",
        "Ask us.",
    ]


def test_the_statements_are_the_newest_edition_s(client, taken):
    publish(actor=None, edition=one_that_follows())
    folder = taken("expectations")
    assert is_valid(folder) == len(SHAPES["expectations"])
    assert "realising-recovery-2027" in (folder / "README.txt").read_text("utf-8")


# The word list


def test_the_word_list_that_came_is_whole_and_holds_only_what_the_page_shows(taken):
    folder, written = taken("words"), words.current().written
    assert {row["id"] for row in rows(folder, "words")} == set(written)
    assert len(rows(folder, "words")) == len(written)
    assert len(rows(folder, "instead")) == sum(len(one["instead"]) for one in written.values())
    assert {row["kind"] for row in rows(folder, "words")} == {
        row["id"] for row in rows(folder, "kinds")
    }
    assert "of-person:" not in everything(folder)


def test_a_draft_and_a_service_s_own_words_stay_out_until_a_list_is_published(taken, people):
    steward = a_steward()
    for person in (people.alice, people.charlie):
        on_the_panel(person, steward)
    a_draft_with(people.alice, why="=Somebody lives there.")
    give(people.alice, Role.SERVICE_LEAD, service=people.team.service)
    language.add_service_word(
        actor=people.actor("alice"),
        service_id=people.team.service.pk,
        pattern="wandering off",
        instead="going out",
        why="It is a walk.",
    )
    found = everything(taken("words"))
    assert "bed space" not in found
    assert "wandering off" not in found
    digest = words.draft().digest
    for person in (people.alice, people.charlie):
        language.decide(actor=actor_for(person), digest=digest, yes=True, note="")
    language.publish(actor=actor_for(steward), digest=digest, note="New words.")
    folder = taken("words")
    row = next(one for one in rows(folder, "words") if one["id"] == "bed-space")
    assert (row["title"], row["depends"], row["why"]) == (
        "bed space",
        "yes",
        "'=Somebody lives there.",
    )
    assert is_valid(folder) == len(SHAPES["words"])
    assert "wandering off" not in everything(folder)
    assert "This is edition 1" in (folder / "README.txt").read_text("utf-8")


# Crosswalks


def test_every_crosswalk_item_and_relation_of_the_pages_is_there(taken):
    folder = taken("crosswalks")
    found = [one.crosswalk for one in told.crosswalks(framework.published())]
    assert [row["id"] for row in rows(folder, "frameworks")] == [one.id for one in found]
    assert len(rows(folder, "items")) == sum(len(one.items) for one in found)
    relations = rows(folder, "relations")
    assert len(relations) == sum(len(one.relations) for one in found)
    waiting = [row for row in relations if row["waits"] == "yes"]
    assert len(waiting) == sum(len(one.waiting) for one in found)
    assert [row for row in relations if not row["not_covered"] and row["relation"] != "exact"] == []
    asides = sum(len(aside.statements) for one in found for aside in one.asides)
    assert len(rows(folder, "left_out")) == asides
    assert len(rows(folder, "checks")) == sum(len(one.checks) for one in found)


def said_of(folder, code, item="C1", slug=KSF):
    at = (f"{slug}/{item}", code)
    return [row for row in rows(folder, "relations") if (row["item"], row["about"]) == at]


def test_who_read_a_relation_and_when_is_told_once_they_have(taken, dana, charlie):
    write(dana, key(), why="=1+1")
    assert said_of(taken("crosswalks"), "S04")[0]["waits"] == "yes"
    say(charlie, key())
    folder = taken("crosswalks")
    (row,) = said_of(folder, "S04")
    assert (row["waits"], row["read_by"], row["read_as"]) == ("no", "C. Combe", "Practice educator")
    assert (row["read_on"], row["not_covered"]) != ("", "")
    assert row["not_covered"] == REST
    assert row["why"] == "'=1+1"
    assert is_valid(folder) == len(SHAPES["crosswalks"])


def test_that_two_are_the_same_is_told_nobody_before_it_is_read(taken, dana, charlie):
    why = "Both ask for the very same thing."
    write(dana, key(), how=How.EXACT, not_covered="", why=why)
    assert why not in everything(taken("crosswalks"))
    say(charlie, key())
    (row,) = said_of(taken("crosswalks"), "S04")
    assert (row["relation"], row["why"], row["not_covered"]) == ("exact", why, "")


def test_a_crosswalk_that_is_not_shown_is_not_in_it(taken, dana):
    slug = begun(dana)
    at = (own("I2"), about("S04"))
    write(dana, at, slug=slug)
    found = everything(taken("crosswalks"))
    assert slug not in found
    assert "Knows I2" not in found


def test_one_that_is_shown_is_in_it_with_what_is_said_and_what_was_withdrawn_is_not(taken, dana):
    slug = begun(dana, public=True)
    at = (own("I2"), about("S04"))
    write(dana, at, slug=slug, why="They go together well.")
    folder = taken("crosswalks")
    (row,) = said_of(folder, "S04", own("I2"), slug)
    assert row["identifier"] == about("S04")
    (item,) = [one for one in rows(folder, "items") if one["framework"] == slug]
    assert (item["code"], item["title"]) == ("I2", "Knows I2")
    (head,) = [one for one in rows(folder, "frameworks") if one["id"] == slug]
    assert head["whole"] == "no"
    assert head["address"] == f"http://testserver/framework/crosswalks/{slug}/"
    assert is_valid(folder) == len(SHAPES["crosswalks"])
    crosswalks.withdraw(actor=dana, slug=slug, key=at, seen=1)
    assert "They go together well." not in everything(taken("crosswalks"))


def test_with_another_edition_what_must_be_looked_at_again_is_named(taken):
    publish(actor=None, edition=one_that_follows())
    folder = taken("crosswalks")
    again = {row["code"] for row in rows(folder, "left_out") if row["because"] == "look again"}
    standing = told.crosswalks(framework.published())
    assert again == {code for one in standing for code in one.again} != set()
    assert is_valid(folder) == len(SHAPES["crosswalks"])
