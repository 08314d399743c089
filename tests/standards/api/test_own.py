"""One's own things, with one's own token: read, and written by the rules the pages have."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.accounts import actions as accounts
from alongside.accounts.models import Token
from alongside.assessment import actions as assessment
from alongside.assessment.queries import answer_of, saves_of
from alongside.foundation import history
from alongside.foundation.actor import Role
from alongside.library import actions as shelves
from alongside.planning import actions as planning
from alongside.planning import queries as plans
from alongside.portfolio import queries as record
from tests.factories import library
from tests.factories.accounts import actor_for, give, with_second_factor
from tests.factories.everything import HIS, WORD, everything
from tests.factories.framework import SECOND, publish_second

pytestmark = pytest.mark.usefixtures("edition")
SLUG = "realising-recovery-2007"
SAID = {
    "version": 0,
    "point": "exploring",
    "want": True,
    "note": "Mine",
    "evidence": "",
    "evidence_kind": "",
}
ENTRY = {
    "kind": "reflection",
    "title": "A morning",
    "on": "2026-01-05",
    "hours": 1.25,
    "codes": ["K01"],
    "texts": {"happened": "It rained, and we talked"},
}


def put(program, code="K01", **changes):
    return program.ask("put", f"/my/answers/{code}", {**SAID, **changes})


# What a token is


def test_a_token_says_what_it_may_do(program):
    told = program("alice", "record:write", days=30).get("/my/token").json()
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    assert told == {"scopes": ["record:read", "record:write"], "until": until}


def test_using_it_keeps_the_day_once_and_nothing_else(program, django_assert_num_queries):
    alice = program("alice")
    before = vars(Token.objects.get())
    alice.get("/my/token")
    after = vars(Token.objects.get())
    changed = {name for name in after if name != "_state" and after[name] != before[name]}
    assert changed == {"used_on"}
    assert after["used_on"] == timezone.localdate()
    with django_assert_num_queries(1):
        alice.get("/my/token")


def test_ended_it_opens_nothing_at_once(people, program):
    alice = program("alice")
    assert alice.get("/my/plan").status_code == 200
    accounts.end_token(actor=people.actor("alice"), token_id=Token.objects.get().pk)
    assert alice.get("/my/plan").status_code == 401


def test_once_she_is_erased_it_opens_nothing(people, program):
    alice = program("alice")
    accounts.erase_person(actor=people.actor("alice"))
    assert alice.get("/my/token").status_code == 401


# Her own view


def test_an_answer_saved_by_a_program_is_her_answer(people, program):
    answer = put(program("alice"))
    assert answer.status_code == 200
    kept = answer_of(people.alice.pk, SLUG, "K01")
    assert kept.content == ("exploring", True, "Mine", "", "")
    assert answer.json()["version"] == kept.seq == 1
    [past] = history.past(f"answers:{people.alice.pk}")
    assert past.actor == people.alice.pk


def test_a_program_saves_over_the_version_it_saw(people, program):
    alice = program("alice")
    first = put(alice).json()
    second = put(alice, version=first["version"], note="Mine, again")
    assert second.json()["version"] == 2
    assert alice.get("/my/answers/K01").json() == second.json()
    assert [save.note for save in saves_of(people.alice.pk, SLUG)] == ["Mine, again", "Mine"]


@pytest.mark.parametrize("seen", [0, 1, 3, 99])
def test_what_it_had_not_seen_stays_and_both_texts_come_back(people, program, seen):
    alice = program("alice")
    put(alice)
    put(alice, version=1, note="Written on a page meanwhile")
    answer = put(alice, version=seen, note="From the program")
    assert answer.status_code == 409
    assert answer["Content-Type"] == "application/problem+json"
    said = answer.json()
    assert said["yours"]["note"] == "From the program"
    assert said["kept"]["note"] == "Written on a page meanwhile"
    assert said["kept"]["version"] == 2
    assert answer_of(people.alice.pk, SLUG, "K01").note == "Written on a page meanwhile"


def test_what_a_page_saves_between_looking_and_saving_stays(people, program, monkeypatch):
    """Another save comes in after the version was compared: the row itself refuses the older one."""
    from alongside.assessment import queries

    alice, before = program("alice"), queries.answer_of

    def meanwhile(person, edition, code):
        seen = before(person, edition, code)
        actor = people.actor("alice")
        assessment.save_answer(
            actor=actor, edition=SLUG, code=code, seq=1, note="Quicker", page="p"
        )
        return seen

    monkeypatch.setattr(queries, "answer_of", meanwhile)
    answer = put(alice, note="Slower")
    monkeypatch.undo()
    assert answer.status_code == 409
    assert answer.json()["kept"]["note"] == "Quicker"
    assert answer_of(people.alice.pk, SLUG, "K01").note == "Quicker"


def test_the_same_answer_sent_twice_is_saved_once(people, program):
    alice = program("alice")
    first = put(alice)
    again = put(alice)
    assert again.status_code == 200
    assert again.json() == first.json()
    assert len(saves_of(people.alice.pk, SLUG)) == 1


@pytest.mark.parametrize(
    ("code", "changes", "where"),
    [
        ("K01", {"point": "expert"}, "body/point"),
        ("K01", {"note": "x" * 4001}, "body/note"),
        ("K01", {"version": -1}, "body/version"),
        ("K01", {"score": 3}, "body/score"),
        ("V01", {"point": "not-my-role"}, "body/point"),
        ("K01", {"evidence_kind": "opinion"}, "body/evidence_kind"),
    ],
)
def test_what_cannot_be_kept_says_where_and_what(people, program, code, changes, where):
    answer = put(program("alice"), code, **changes)
    assert answer.status_code == 422
    [fault] = answer.json()["errors"]
    assert fault["where"] == where
    assert fault["what"]
    assert answer_of(people.alice.pk, SLUG, code) is None


def test_leaving_a_part_out_erases_nothing(program):
    alice = program("alice")
    put(alice)
    short = {name: value for name, value in SAID.items() if name != "note"} | {"version": 1}
    answer = alice.ask("put", "/my/answers/K01", short)
    assert answer.json()["errors"] == [{"where": "body/note", "what": "Field required"}]
    assert alice.get("/my/answers/K01").json()["note"] == "Mine"


def test_her_answers_come_in_the_frameworks_order_by_parts(program):
    alice = program("alice")
    for code in ("V01", "K02", "K01"):
        put(alice, code)
    first = alice.get("/my/answers?limit=2").json()
    assert [one["code"] for one in first["items"]] == ["K01", "K02"]
    assert first["total"] == 3
    rest = alice.get(first["next"].removeprefix("/api/v1")).json()
    assert [one["code"] for one in rest["items"]] == ["V01"]
    assert rest["next"] is None


def test_an_answer_to_earlier_words_that_mean_the_same_says_so_and_a_new_one_stands_by_itself(
    people, program
):
    alice = program("alice")
    put(alice)
    publish_second()
    told = alice.get("/my/answers/K01").json()
    assert (told["edition"], told["said_of"], told["version"]) == (SECOND, SLUG, 0)
    saved = put(alice, note="Of the new words").json()
    assert (saved["edition"], saved["said_of"], saved["version"]) == (SECOND, "", 1)
    assert alice.get(f"/my/answers/K01?edition={SLUG}").json()["note"] == "Mine"


# Her plan


def test_her_plan_is_what_its_page_works_out(people, program):
    """With what her service added, which is there for whoever works in it."""
    give(people.dana, Role.STEWARD, service=people.team.service)
    with_second_factor(people.dana)
    own = library.an_activity()
    shelves.add_activity(actor=actor_for(people.dana), service_id=people.team.service_id, draft=own)
    for seq, code in enumerate(own.develops, 1):
        assessment.save_answer(
            actor=people.actor("alice"), edition=SLUG, code=code, seq=seq, want=True
        )
    titles = plans.activity_titles(people.actor("alice"))
    theirs = next(id_ for id_, title in titles.items() if title == own.title)
    planning.change_hours(actor=people.actor("alice"), hours=30)
    planning.pin(actor=people.actor("alice"), activity_id=theirs)
    today = timezone.localdate()
    shown = plans.answer(plans.question(people.actor("alice"), today=today)).document
    told = program("alice", "plan:read").get("/my/plan").json()
    assert [one["id"] for one in told["activities"]] == [one["id"] for one in shown["activities"]]
    assert own.title in {one["title"] for one in told["activities"]}
    assert told["hours"] == 30
    assert told["agreed"] is None


def test_somebody_who_never_planned_has_a_plan_too(program):
    told = program("charlie").get("/my/plan").json()
    assert told["activities"] == []
    assert told["things_to_do"] == []


def test_what_others_wrote_is_in_none_of_it(people, program):
    filled = everything(people)
    alice = program("alice")
    addresses = ("answers", "plan", "record/entries", f"record/entries/{filled.things['entry']}")
    told = "".join(alice.get(f"/my/{address}").content.decode() for address in addresses)
    assert told.count(WORD) > 8, "what she wrote, sealed or not, goes to her"
    assert HIS not in told
    assert "Bob" not in told
    assert str(people.bob.pk) not in told


# Her record


def test_an_entry_added_by_a_program_is_in_her_record(people, program):
    answer = program("alice", "record:write").ask("post", "/my/record/entries", ENTRY)
    assert answer.status_code == 201
    [entry] = record.entries(people.alice.pk)
    assert entry.texts == ENTRY["texts"]
    assert str(entry.hours) == "1.25"
    assert entry.codes == ("K01",)
    assert answer["Location"] == f"/api/v1/my/record/entries/{entry.id}"
    assert answer.json()["number"] == 1
    assert program("alice").get(f"/my/record/entries/{entry.id}").json() == answer.json()


def test_with_one_key_it_is_added_once_and_other_words_are_another_entry(people, program):
    alice = program("alice")
    ask = lambda **said: alice.ask(  # noqa: E731
        "post", "/my/record/entries", {**ENTRY, **said}, **{"Idempotency-Key": "one"}
    )
    assert ask().json()["id"] == ask().json()["id"]
    assert len(record.entries(people.alice.pk)) == 1
    assert ask(title="Another").status_code == 201
    assert len(record.entries(people.alice.pk)) == 2


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"kind": "score"}, "body/kind"),
        ({"title": "   "}, "body/title"),
        ({"on": "yesterday"}, "body/on"),
        ({"on": "1900-01-01"}, "body/on"),
        ({"until": "2025-01-01"}, "body/until"),
        ({"hours": 1.1}, "body/hours"),
        ({"protected_hours": 9}, "body/protected_hours"),
        ({"codes": ["K99"]}, "body/codes"),
        ({"texts": {"secret": "x"}}, "body"),
        ({"texts": {"happened": 3}}, "body/texts/happened"),
        ({"tags": {"secret": ["x"]}}, "body/tags/secret"),
        ({"tags": {"nmc.code-theme": ["my own"]}}, "body/tags/nmc.code-theme"),
    ],
)
def test_an_entry_that_cannot_be_kept_says_where_and_what(people, program, changes, where):
    answer = program("alice").ask("post", "/my/record/entries", {**ENTRY, **changes})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["where"] == where
    assert record.entries(people.alice.pk) == []


def test_what_a_form_offers_to_choose_is_kept_and_own_words_are_looked_at(people, program):
    alice = program("alice")
    chosen = {"nmc.code-theme": ["people"], "sssc.core-element": ["trauma", "Of my own"]}
    told = alice.ask("post", "/my/record/entries", {**ENTRY, "tags": chosen})
    assert told.json()["tags"] == chosen
    named = {"sssc.core-element": ["CHI 0101701234"]}
    answer = alice.ask("post", "/my/record/entries", {**ENTRY, "tags": named})
    assert answer.json()["type"] == "urn:alongside:problem:look-first"
    assert answer.json()["errors"][0]["where"] == "body/tags/sssc.core-element"
    assert len(record.entries(people.alice.pk)) == 1


def test_what_could_tell_who_somebody_is_is_looked_at_before_it_is_saved(people, program):
    alice = program("alice")
    told = {**ENTRY, "texts": {"happened": "I met CHI 0101701234 at two."}}
    answer = alice.ask("post", "/my/record/entries", told)
    assert answer.status_code == 422
    assert answer.json()["type"] == "urn:alongside:problem:look-first"
    assert answer.json()["errors"][0]["where"] == "body/texts/happened"
    assert record.entries(people.alice.pk) == []
    assert alice.ask("post", "/my/record/entries", {**told, "as_it_is": True}).status_code == 201
