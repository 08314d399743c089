"""The pages of a record: writing in under a minute, safe reflection without scripts, finding again."""

import re
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from alongside.planning import actions as planning
from alongside.portfolio import actions, queries
from alongside.portfolio.queries import words
from tests.core.language.identifier_lines import numbers
from tests.factories.planning import agreed, mark
from tests.factories.portfolio import add

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]
RECORD, ADD = "/my/record/", "/my/record/add/"
QUICK = {"kind": "visit", "title": "The garden group", "on": "2026-09-03"}


def words_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def alice(signed_in):
    return signed_in("alice")


def test_an_empty_record_says_what_will_be_here(alice):
    answer = alice.get(RECORD)
    assert answer.status_code == 200
    assert "A first entry takes less than a minute" in words_of(answer)
    assert 'href="/my/record/add/"' in answer.content.decode()


def test_three_fields_are_enough(alice, people):
    answer = alice.post(ADD, QUICK, follow=True)
    [kept] = queries.entries(people.alice.pk)
    assert (kept.kind, kept.title, kept.on) == ("visit", "The garden group", date(2026, 9, 3))
    assert answer.redirect_chain[-1][0] == f"/my/record/{kept.id}/"
    assert "That is in your record. Only you see it." in words_of(answer)


def test_one_may_go_on_to_write_more(alice, people):
    answer = alice.post(ADD, {**QUICK, "on_to_more": "yes"})
    [kept] = queries.entries(people.alice.pk)
    assert answer["Location"] == f"/my/record/{kept.id}/edit/"


def test_a_double_press_makes_one(alice, people):
    for _press in range(2):
        assert alice.post(ADD, {**QUICK, "key": "k"}).status_code == 302
    assert len(queries.entries(people.alice.pk)) == 1


@pytest.mark.parametrize("kind", words.KINDS)
def test_every_kind_can_be_written_with_what_it_asks_for(alice, people, kind):
    page = alice.get(f"{ADD}?kind={kind}").content.decode()
    names = set(re.findall(r'<(?:input|textarea)[^>]* name="([a-z_]+)"', page))
    texts = {name: f"About {name}." for name in names if name in words.TEXTS}
    about = {name: f"A {name}" for name in names if name in words.ABOUT}
    given = {"title": "It", "on": "2026-09-03", "kind": kind, "shape": kind, "as_it_is": "yes"}
    assert {*texts, *about}
    answer = alice.post(ADD, {**given, **texts, **about})
    assert answer.status_code == 302, words_of(answer)
    [kept] = queries.entries(people.alice.pk)
    assert (kept.kind, dict(kept.texts), dict(kept.about)) == (kind, texts, about)
    shown = words_of(alice.get(f"/my/record/{kept.id}/"))
    for text in (*texts.values(), *about.values()):
        assert text in shown


def test_what_is_wrong_is_said_beside_it_and_the_text_stays(alice, people):
    answer = alice.post(ADD, {
        "shape": "learning", "kind": "learning", "title": "", "on": "soon", "hours": "7.3",
        "learned": "To wait.", "until": "1900-01-01",
    })  # fmt: skip
    assert answer.status_code == 422
    said = words_of(answer)
    assert "Not saved yet. Your text is still here." in said
    assert "Give a day, such as 2027-03-03." in said
    assert "Use quarter hours, such as 7.25 or 7.5." in said
    assert "To wait." in said
    late = {**QUICK, "shape": "learning", "kind": "learning", "until": "1900-01-01"}
    again = alice.post(ADD, late)
    assert "Choose a day between 1950 and a year from now." in words_of(again)
    assert '<details class="po-more" open>' in again.content.decode()
    assert queries.entries(people.alice.pk) == []


@pytest.mark.parametrize("aid", queries.aids().values(), ids=lambda one: one.id)
def test_an_aids_questions_feed_the_texts_that_forms_ask_for(alice, people, aid):
    page = words_of(alice.get(f"{ADD}?kind=reflection&aid={aid.id}"))
    answers = {f"p-{one.id}": f"To {one.id}." for one in aid.prompts}
    for one in aid.prompts:
        assert one.ask.replace("'", "&#x27;") in page
    given = {"title": "It", "on": "2026-09-03", "kind": "reflection", "shape": "reflection"}
    assert alice.post(ADD, {**given, "aid": aid.id, **answers}).status_code == 302
    [kept] = queries.entries(people.alice.pk)
    for one in aid.prompts:
        assert f"To {one.id}." in kept.texts[one.feeds]
    version = queries.entry(people.actor("alice"), kept_id(people))
    assert version.aid == aid.id
    assert version.prompts == {one.id: f"To {one.id}." for one in aid.prompts}
    edit = alice.get(f"/my/record/{kept.id}/edit/").content.decode()
    assert f"To {aid.prompts[0].id}." in edit
    assert aid.prompts[0].ask in words_of(alice.get(f"/my/record/{kept.id}/"))


def kept_id(people):
    return UUID(queries.entries(people.alice.pk)[0].id)


def test_another_aid_takes_over_what_was_written(alice, people):
    id_ = add(people.alice, kind="reflection", texts={"happened": "It.", "changed": "That."})
    for aid in queries.aids():
        page = alice.get(f"/my/record/{id_}/edit/?aid={aid}").content.decode()
        assert ">\nIt.</textarea>" in page
        assert ">\nThat.</textarea>" in page


def test_nothing_an_entry_holds_is_lost_by_saving_it_again(alice, people):
    """Even what its kind does not ask for, and choices of a form that is not here any more."""
    facts = {
        "kind": "thank-you",
        "texts": {"happened": "a", "learned": "b", "content": "c"},
        "about": {"organisation": "d", "with_name": "e"},
        "tags": {"nmc.code-theme": ("x", "own words"), "gone.form": ("y",)},
        "codes": ["S10"],
        "hours": 3,
    }
    id_ = add(people.alice, **{**facts, "hours": Decimal(3)})
    page = alice.get(f"/my/record/{id_}/edit/")
    form = page.context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    sent = {name: value for name, value in sent.items() if value not in ("", [])}
    answer = alice.post(f"/my/record/{id_}/edit/", {**sent, "shape": "thank-you", "number": 1})
    assert answer.status_code == 302, words_of(answer)
    [kept] = queries.entries(people.alice.pk)
    assert dict(kept.texts) == facts["texts"]
    assert dict(kept.about) == facts["about"]
    assert {name: set(ids) for name, ids in kept.tags.items()} == {
        "nmc.code-theme": {"x", "own words"}, "gone.form": {"y"},
    }  # fmt: skip
    assert kept.codes == ("S10",)
    assert kept.hours == 3


def test_two_devices_both_texts_are_shown_and_nothing_is_lost(alice, people):
    id_ = add(people.alice, kind="reflection", texts={"learned": "First."})
    actions.change_entry(
        actor=people.actor("alice"), entry_id=id_, number=1, texts={"learned": "On the phone."}
    )
    sent = {"title": "It", "on": "2026-09-03", "kind": "reflection", "shape": "reflection"}
    answer = alice.post(
        f"/my/record/{id_}/edit/", {**sent, "learned": "At the desk.", "number": "1"}
    )
    assert answer.status_code == 409
    assert "On the phone." in words_of(answer)
    assert "At the desk." in words_of(answer)
    assert queries.entry(people.actor("alice"), id_).entry.texts == {"learned": "On the phone."}


def test_earlier_versions_stand_for_their_owner(alice, people):
    id_ = add(people.alice, kind="reflection", texts={"learned": "First words."})
    sent = {"title": "It", "on": "2026-09-03", "kind": "reflection", "shape": "reflection"}
    alice.post(f"/my/record/{id_}/edit/", {**sent, "learned": "Other words.", "number": "1"})
    page = words_of(alice.get(f"/my/record/{id_}/versions/"))
    assert page.index("Other words.") < page.index("First words.")


def test_removing_asks_first(alice, people):
    id_ = add(people.alice)
    assert alice.get(f"/my/record/{id_}/remove/").status_code == 200
    assert len(queries.entries(people.alice.pk)) == 1
    assert alice.post(f"/my/record/{id_}/remove/")["Location"] == RECORD
    assert queries.entries(people.alice.pk) == []
    assert alice.get(f"/my/record/{id_}/").status_code == 404


# Finding again


def test_the_record_is_narrowed_by_kind_and_year(alice, people):
    add(people.alice, "Old", on=date(2024, 5, 1), kind="visit")
    add(people.alice, "New", on=date(2026, 5, 1), kind="reading")
    for asked, seen in (
        ("?kind=visit", ["Old"]),
        ("?year=2026", ["New"]),
        ("?kind=x&year=zz", ["New", "Old"]),
    ):
        page = alice.get(RECORD + asked).context["page"]
        assert [row.title for year in page.years for row in year.rows] == seen


def test_words_are_looked_for_in_everything_and_never_stand_in_an_address(alice, people):
    add(people.alice, "A", texts={"learned": "The Wildebeest waits."})
    add(people.alice, "B", about={"method": "A zebra crossing"})
    add(people.bob, "C", texts={"learned": "Another wildebeest."})
    answer = alice.post(RECORD, {"q": "wildebeest WAITS"})
    page = answer.context["page"]
    assert [row.title for year in page.years for row in year.rows] == ["A"]
    assert "1 entry" in words_of(answer)
    assert 'role="search"' in answer.content.decode()
    assert 'method="post" role="search"' in answer.content.decode()
    assert "B" in words_of(alice.post(RECORD, {"q": "zebra"}))


# Safe reflection without scripts


def held(**facts):
    return {"kind": "reflection", "shape": "reflection", "title": "It", "on": "2026-09-03", **facts}


def test_a_planted_number_and_a_colleagues_name_are_caught_before_anything_is_saved(alice, people):
    chi = numbers()["{chi}"]
    text = f"Kirsty Galbraith read {chi} out in the corridor."
    answer = alice.post(ADD, held(happened=text))
    said = words_of(answer)
    assert answer.status_code == 422
    assert "Look at this first. You decide." in said
    assert "CHI number" in said
    assert text in said
    assert "a colleague" in said
    assert queries.entries(people.alice.pk) == []
    again = alice.post(ADD, held(happened=text, as_it_is="yes"))
    assert again.status_code == 302
    assert queries.entries(people.alice.pk)[0].texts["happened"] == text


def test_a_title_is_looked_at_and_so_is_an_aids_answer(alice, people):
    assert alice.post(ADD, held(title="A walk with Fiona")).status_code == 422
    assert alice.post(ADD, held(aid="recovery", **{"p-say": "Ask Fiona."})).status_code == 422
    assert queries.entries(people.alice.pk) == []


def test_where_the_device_has_looked_the_server_does_not_ask_again(alice, people):
    assert alice.post(ADD, held(happened="I sat with Fiona.", looked="yes")).status_code == 302


def test_what_was_decided_before_is_not_asked_again_and_what_is_new_is(alice, people):
    id_ = add(people.alice, kind="reflection", texts={"happened": "I sat with Fiona."})
    where = f"/my/record/{id_}/edit/"
    kept = held(happened="I sat with Fiona, and we waited.", number="1")
    assert alice.post(where, kept).status_code == 302
    new = held(happened="I sat with Fiona and Morag.", number="2")
    answer = alice.post(where, new)
    assert answer.status_code == 422
    assert "Morag" in words_of(answer)
    assert len(answer.context["found"]) == 1


def test_small_details_hold_nothing_back(alice, people):
    assert alice.post(ADD, held(happened="She is 93 and from Brora.")).status_code == 302


# Linking


def test_a_new_entry_can_begin_from_a_statement(alice, people):
    page = alice.get(f"{ADD}?kind=reflection&for=answer:S10")
    assert "It will be linked to" in words_of(page)
    alice.post(ADD, held(happened="It.", **{"for": "answer:S10"}))
    [kept] = queries.entries(people.alice.pk)
    assert kept.codes == ("S10",)
    assert alice.get(f"{ADD}?for=answer:Z99").status_code == 200
    assert alice.get(f"{ADD}?for=plan-item:{uuid4()}").context["target"] is None


def test_entries_are_linked_from_a_statement_and_shown_beside_the_answer(alice, people):
    one, other = add(people.alice, "Wildebeest"), add(people.alice, "Zebra", codes=["S10"])
    where = "/my/record/link/answer/S10/"
    assert "Zebra" in words_of(alice.get(where))
    answer = alice.post(where, {"entry": [str(one)]})
    assert answer.status_code == 302
    found = {entry.title: entry.codes for entry in queries.entries(people.alice.pk)}
    assert found == {"Wildebeest": ("S10",), "Zebra": ()}
    theme = alice.get(answer["Location"].partition("#")[0])
    assert f"/my/record/{one}/" in theme.content.decode()
    assert "Wildebeest" in words_of(theme)
    assert "Zebra" not in words_of(theme)
    assert alice.get("/my/record/link/answer/Z99/").status_code == 404
    assert alice.post(where, {"entry": ["not-an-id"]}).status_code == 404
    assert other


def test_what_one_person_linked_is_beside_nobody_elses_answer(alice, people, signed_in):
    add(people.alice, "Wildebeest", codes=["S10"])
    theme = alice.get("/my/themes/rights/")
    assert "Wildebeest" in words_of(theme)
    assert "Wildebeest" not in words_of(signed_in("bob").get("/my/themes/rights/"))
    assert "Wildebeest" in words_of(alice.get("/my/themes/rights/"))


def test_beside_an_answer_stand_a_few_and_the_way_to_the_others(alice, people):
    for n in range(5):
        add(people.alice, f"Entry {n}", codes=["S10"])
    theme = alice.get("/my/themes/rights/").content.decode()
    assert sum(f"Entry {n}" in theme for n in range(5)) == 3
    assert '<a href="/my/record/link/answer/S10/" data-content>and 2 more</a>' in theme


def test_an_entrys_links_are_ticked_on_its_own_page(alice, people):
    id_ = add(people.alice, codes=["S10"])
    where = f"/my/record/{id_}/links/"
    page = alice.get(where).content.decode()
    assert 'id="code-S10" name="code" value="S10" checked' in page
    assert alice.post(where, {"code": ["K04", "V01"], "number": "1"}).status_code == 302
    assert queries.entries(people.alice.pk)[0].codes == ("K04", "V01")
    assert alice.post(where, {"code": ["K05"], "number": "1"}).status_code == 409
    assert queries.linked_to_answers(people.alice.pk, ["S10", "K04"]).keys() == {"K04"}


@pytest.fixture
def item(people):
    """Something of Alice's own to do, in a plan that is agreed and under way."""
    mark(people.alice, "S10")
    agreed(people.actor("alice"), people.actor("bob"))
    return planning.add_own_item(
        actor=people.actor("alice"), title="Read with the team", hours=Decimal("2.5")
    )


def test_a_new_entry_can_begin_from_a_thing_to_do(alice, people, item):
    form = alice.get(f"{ADD}?kind=reading&for=plan-item:{item}").context["form"]
    assert form["title"].value() == "Read with the team"
    assert form["hours"].value() == Decimal("2.5")
    sent = {"title": "Read it", "on": "2026-09-03", "kind": "reading", "shape": "reading"}
    assert alice.post(ADD, {**sent, "for": f"plan-item:{item}"}).status_code == 302
    [kept] = queries.entries(people.alice.pk)
    assert queries.linked_to_items(people.alice.pk, [item]) == {item: [(UUID(kept.id), "Read it")]}
    assert "Read it" in words_of(alice.get(f"/my/plan/doing/{item}/"))
    assert "Read with the team" in words_of(alice.get(f"/my/record/{kept.id}/"))


def test_entries_are_linked_from_a_thing_to_do_and_let_go_again(alice, people, item):
    one, other = add(people.alice, "One"), add(people.alice, "Other")
    where = f"/my/record/link/plan-item/{item}/"
    assert alice.post(where, {"entry": [str(one), str(other)]})["Location"].endswith(f"{item}/")
    assert len(queries.linked_to_items(people.alice.pk, [item])[item]) == 2
    alice.post(where, {"entry": [str(other)]})
    assert queries.linked_to_items(people.alice.pk, [item]) == {item: [(other, "Other")]}
    alice.post(f"/my/record/{other}/links/", {"number": "1"})
    assert queries.linked_to_items(people.alice.pk, [item]) == {}


def test_somebody_elses_thing_to_do_is_not_there(people, signed_in, item):
    charlie = signed_in("charlie")
    mine = add(people.charlie, "Mine")
    assert charlie.get(f"/my/record/link/plan-item/{item}/").status_code == 404
    answer = charlie.post(f"/my/record/{mine}/links/", {"number": "1", "item": [str(item)]})
    assert answer.status_code == 403
    charlie.post(ADD, {**QUICK, "for": f"plan-item:{item}"})
    assert queries.linked_to_items(people.charlie.pk, [item]) == {}
