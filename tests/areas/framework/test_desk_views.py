"""Pages where an edition is made and talked about: who sees what, and that nothing is left behind."""

import re
from html import unescape

import pytest
from django.test import Client

from alongside.core.framework import Became
from alongside.framework import actions, queries
from alongside.framework.models import Comment, Draft
from alongside.framework.policies import Panel
from tests.factories import drafting
from tests.factories.drafting import SLUG, a_comment, in_consultation, show
from tests.factories.framework import WHY as WHY_SECOND
from tests.factories.framework import publish_second

A_COMMENT = {"speaker": "carer", "text": "Fewer words.", "key": "k", "people": ""}
PUBLIC = f"/framework/consultation/{SLUG}/S10/"


@pytest.fixture
def steward(people, edition):
    return drafting.steward()


def as_(actor) -> Client:
    from alongside.accounts.models import Person

    browser = Client()
    browser.force_login(Person.objects.get(pk=actor.person_id))
    return browser


def words(answer) -> str:
    return unescape(re.sub(r"\s+", " ", answer.content.decode()))


# The public pages


def test_a_comment_leaves_no_cookie_names_nobody_and_is_shown_once_it_was_read(people, steward):
    in_consultation(steward)
    browser = Client()
    page = words(browser.get(PUBLIC))
    assert page.index("Need help now?") < page.index("<h1")
    assert "data-leave" in page
    assert 'data-identifiers="id_text"' in page
    answer = browser.post(PUBLIC, A_COMMENT)
    assert "Your comment has reached us" in words(answer)
    assert browser.cookies == {}
    assert "no-store" in answer["Cache-Control"]
    assert "Fewer words." not in words(browser.get(PUBLIC))
    show(drafting.moderator(), Comment.objects.get())
    assert "Fewer words." in words(browser.get(PUBLIC))
    as_(people.actor("alice")).post(PUBLIC, {**A_COMMENT, "text": "By somebody signed in."})
    made = Comment.objects.get(state="waiting")
    assert made.moderator is None
    assert str(people.alice.pk) not in str(vars(made))


def test_a_comment_sent_from_another_site_is_refused(steward):
    in_consultation(steward)
    sent = Client().post(PUBLIC, A_COMMENT, headers={"Sec-Fetch-Site": "cross-site"})
    assert sent.status_code == 403
    assert not Comment.objects.exists()


def test_what_is_wrong_with_a_comment_is_said_and_the_text_is_still_there(steward):
    in_consultation(steward)
    answer = Client().post(PUBLIC, {**A_COMMENT, "speaker": "group"})
    assert answer.status_code == 422
    assert "two or more" in words(answer)
    assert "Fewer words." in words(answer)


def test_a_comment_that_comes_too_late_is_given_back(steward):
    in_consultation(steward)
    actions.close_round(actor=steward, slug=SLUG)
    answer = Client().post(PUBLIC, A_COMMENT)
    assert answer.status_code == 403
    assert "Your text is still here" in words(answer)
    assert "Fewer words." in words(answer)


def test_a_draft_is_public_in_a_round_as_it_was_and_not_before(steward):
    drafting.a_draft(steward)
    assert Client().get(f"/framework/consultation/{SLUG}/").status_code == 404
    assert Client().get(PUBLIC).status_code == 404
    actions.give_up(actor=steward, slug=SLUG)
    in_consultation_again(steward)
    actions.close_round(actor=steward, slug="again")
    drafting.write(steward, text="Not for anybody yet.")
    page = words(Client().get("/framework/consultation/again/S10/"))
    assert "Said again." in page
    assert "Not for anybody yet." not in page
    assert Client().get("/framework/consultation/again/K99/").status_code == 404


def in_consultation_again(steward):
    from django.utils import timezone

    drafting.a_draft(steward, slug="again")
    drafting.write(steward)
    today = timezone.localdate()
    actions.open_round(actor=steward, slug="again", opens_on=today, closes_on=today, about="")


def test_an_earlier_round_stays_open_to_read(steward):
    in_consultation(steward)
    show(steward, a_comment("In the first round."))
    actions.close_round(actor=steward, slug=SLUG)
    from django.utils import timezone

    today = timezone.localdate()
    actions.open_round(actor=steward, slug=SLUG, opens_on=today, closes_on=today, about="")
    page = words(Client().get(f"/framework/consultation/{SLUG}/"))
    assert "?round=1" in page
    assert "In the first round." not in words(Client().get(PUBLIC))
    assert "In the first round." in words(Client().get(f"{PUBLIC}?round=1"))
    assert Client().get(f"{PUBLIC}?round=7").status_code == 404


def test_a_comment_set_aside_goes_from_the_page_of_its_statement_at_once(people, steward):
    in_consultation(steward)
    made = a_comment("Dr Nan Nevis said so.")
    show(steward, made)
    actions.answer(
        actor=steward,
        slug=SLUG,
        code="S10",
        changed=True,
        said="Too long.",
        did="Shorter.",
        comments=[made.pk],
    )
    actions.close_round(actor=steward, slug=SLUG)
    actions.ask_panels(actor=steward, slug=SLUG)
    for person in (people.alice, people.charlie):
        drafting.say(drafting.seat(person, steward))
    drafting.publish(steward)
    browser = Client()
    assert "Nan Nevis" in words(browser.get("/framework/S10/"))
    actions.set_aside(actor=steward, comment_id=made.pk, seen="shown", reason="It names a doctor.")
    page = words(browser.get("/framework/S10/"))
    assert "Nan Nevis" not in page
    assert "Shorter." in page, "what was done about it stays"


def test_the_page_of_an_edition_not_made_here_costs_no_query_for_where_it_came_from(
    edition, django_assert_num_queries
):
    now = queries.published()
    queries.came_stamp(now.slug, now.digest)
    with django_assert_num_queries(0):
        assert queries.came_stamp(now.slug, now.digest) == ()


# The desk


def test_a_statement_saved_by_another_meanwhile_shows_both_texts(steward):
    drafting.a_draft(steward)
    browser, address = as_(steward), f"/framework/desk/{SLUG}/S10/"
    form = browser.get(address).context["form"]
    drafting.write(drafting.steward("Una"), text="Their words.")
    mine = {name: form[name].value() or "" for name in form.fields}
    answer = browser.post(
        address, {**mine, "text": "My words.", "became": "changed", "why": "Plainer."}
    )
    assert answer.status_code == 409
    assert "My words." in words(answer)
    assert "Their words." in words(answer)


def test_a_statement_that_is_not_whole_is_not_kept_and_says_why(steward):
    drafting.a_draft(steward)
    browser, address = as_(steward), f"/framework/desk/{SLUG}/S10/"
    form = browser.get(address).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    for changes, says in (
        ({"text": "Other."}, "Say whether they mean the same"),
        ({"text": "Other.", "became": "changed"}, "Say why"),
        ({"example_1": ""}, "An example needs a place and words"),
        ({"questions": "a\nb\nc\nd"}, "Up to three lines"),
        ({"became": "changed", "why": "x"}, "it is the same"),
    ):
        answer = browser.post(address, {**sent, **changes})
        assert answer.status_code == 422, changes
        assert says in words(answer)
    assert browser.post(address, sent).status_code == 302, "the same words are no change"


def test_one_press_splits_merges_retires_and_puts_back(steward):
    row = drafting.a_draft(steward)
    browser = as_(steward)

    def press(code, verb, **more):
        seen = queries.work(row).numbers[code]
        address = f"/framework/desk/{SLUG}/{code}/{verb}/"
        page = browser.get(f"/framework/desk/{SLUG}/{code}/").context["page"]
        more["others_seen"] = page.others_seen
        return browser.post(address, {"seen": seen, "why": "Because.", **more})

    press("S10", "split")
    press("K01", "merge", other="K02")
    press("V20", "retire")
    made = queries.work(row).edition
    assert "S23" in made.by_code
    assert {"K02", "V20"}.isdisjoint(made.by_code)
    press("V20", "back", why="")
    assert "V20" in queries.work(row).edition.by_code
    assert press("K01", "merge", other="S10").status_code == 422
    assert "S10" in queries.work(row).edition.by_code, "knowing and doing stay apart"
    assert press("K01", "vanish").status_code == 404


def test_what_was_written_on_the_desk_is_given_back_where_it_cannot_be_kept(steward):
    drafting.a_draft(steward)
    browser = as_(steward)
    address = f"/framework/desk/{SLUG}/K01"
    page = browser.get(f"{address}/").context
    long = "Because of this. " * 80
    sent = {"seen": "1", "others_seen": page["page"].others_seen, "why": long}
    for verb in ("split", "merge", "retire"):
        answer = browser.post(f"{address}/{verb}/", {**sent, "other": "K02"})
        assert answer.status_code == 422, verb
        assert long.strip() in words(answer), verb
        assert "at most 1000" in words(answer)
    drafting.write(steward, "K02", text="Written by another meanwhile.")
    answer = browser.post(f"{address}/merge/", {**sent, "other": "K02", "why": "Alike."})
    assert answer.status_code == 409
    assert "Alike." in words(answer)
    assert "Written by another meanwhile." in words(answer)
    actions.ask_panels(actor=steward, slug=SLUG)
    for verb in ("split", "merge", "retire"):
        answer = browser.post(f"{address}/{verb}/", {**sent, "other": "K02", "why": "Too late."})
        assert answer.status_code == 403, verb
        assert "Too late." in words(answer), verb


def test_a_reason_that_is_too_long_to_set_a_comment_aside_is_given_back(steward):
    in_consultation(steward)
    made, long = a_comment(), "It names somebody. " * 60
    sent = {"seen": "waiting", "do": "aside", "reason": long}
    answer = as_(drafting.moderator()).post(f"/framework/desk/comments/{made.pk}/", sent)
    assert answer.status_code == 403
    assert long.strip() in words(answer)


def test_the_log_of_an_earlier_round_is_opened_and_added_to(steward):
    from django.utils import timezone

    in_consultation(steward)
    made, today = a_comment(), timezone.localdate()
    show(steward, made)
    actions.close_round(actor=steward, slug=SLUG)
    actions.open_round(actor=steward, slug=SLUG, opens_on=today, closes_on=today, about="")
    browser, address = as_(steward), f"/framework/desk/{SLUG}/log/"
    assert made.text not in words(browser.get(f"{address}?code=S10"))
    page = browser.get(f"{address}?round=1&code=S10")
    assert made.text in words(page)
    sent = {
        "round": "1", "code": "S10", "version": "0", "key": "k", "changed": "yes",
        "said": "Too long.", "did": "Shorter.", "comments": [str(made.pk)],
    }  # fmt: skip
    answer = browser.post(address, sent)
    assert answer["Location"] == f"{address}?round=1"
    assert [one.said for one in queries.log(queries.round_of(SLUG, 1).pk)] == ["Too long."]
    assert queries.log(queries.round_of(SLUG, 2).pk) == []


def test_a_moderator_reads_comments_and_writes_nothing(steward):
    in_consultation(steward)
    made, browser = a_comment(), as_(drafting.moderator())
    assert made.text in words(browser.get(f"/framework/desk/{SLUG}/comments/"))
    answer = browser.post(
        f"/framework/desk/comments/{made.pk}/", {"seen": "waiting", "do": "show"}, follow=True
    )
    assert "It is shown" in words(answer)
    for address in ("S10/", "add/", "round/", "log/"):
        assert browser.get(f"/framework/desk/{SLUG}/{address}").status_code == 403
    assert browser.post(f"/framework/desk/{SLUG}/move/close/").status_code == 403


def test_nobody_else_is_told_that_fees_and_needs_are_there(people, steward):
    place = drafting.seat(people.alice, steward)
    drafting.seat(people.bob, steward)
    actions.arrange(actor=people.actor("alice"), reviewer_id=place.pk, seen=0, text="A ramp.")
    address = f"/framework/panels/{place.pk}/"
    for actor in (people.actor("alice"), steward):
        assert "A ramp." in words(as_(actor).get(address))
    for actor in (people.actor("bob"), drafting.steward("Una"), drafting.moderator()):
        assert as_(actor).get(address).status_code == 404
        assert f'{address}"' not in words(as_(actor).get("/framework/panels/"))
    actions.end_place(actor=steward, reviewer_id=place.pk)
    for actor in (people.actor("alice"), steward):
        assert as_(actor).get(address).status_code == 404


def test_a_decision_is_about_the_words_that_were_on_the_page(people, steward):
    row = drafting.in_review(steward)
    place = drafting.seat(people.alice, steward)
    browser, address = as_(people.actor("alice")), f"/framework/desk/{SLUG}/read/"
    digest = browser.get(address).context["form"]["digest"].value()
    assert digest == row.digest
    sent = {"digest": digest, "yes": "no", "reason": ""}
    answer = browser.post(f"{address}{place.pk}/", sent)
    assert answer.status_code == 422, "a not yet says what would have to be different"
    actions.take_back(actor=steward, slug=SLUG)
    drafting.write(steward, "K01")
    actions.ask_panels(actor=steward, slug=SLUG)
    answer = browser.post(f"{address}{place.pk}/", {**sent, "yes": "yes", "reason": "My reason."})
    assert answer.status_code == 403
    assert "My reason." in words(answer)
    assert queries.verdicts(Draft.objects.get()) == []


def test_what_other_panels_say_stands_beside_it(people, steward):
    drafting.in_review(steward)
    place = drafting.seat(people.bob, steward, Panel.CARERS)
    drafting.say(place, yes=False, reason="Ask carers of young people.")
    page = words(as_(steward).get(f"/framework/desk/{SLUG}/"))
    assert "Ask carers of young people." in page
    assert "Publish this edition" not in page


def test_a_statement_says_what_it_was_in_the_edition_before_and_why(edition):
    made = publish_second()
    browser = Client()
    page = words(browser.get("/framework/S03/"))
    assert "Merged" in page
    assert f'href="/framework/{edition.slug}/S04/"' in page
    assert WHY_SECOND[Became.MERGED] in page
    assert f"/framework/editions/{edition.slug}/{made.slug}/" in page
    for same in ("/framework/K05/", f"/framework/{edition.slug}/S03/"):
        assert "In the edition before:" not in words(browser.get(same))


def test_days_that_cannot_be_are_said_beside_the_form_and_its_words_are_still_there(steward):
    from datetime import timedelta

    from django.utils import timezone

    drafting.a_draft(steward)
    today = timezone.localdate()
    days = {"opens_on": today, "closes_on": today - timedelta(days=1)}
    sent = {**days, "about": "Is this plain?"}
    answer = as_(steward).post(f"/framework/desk/{SLUG}/round/", sent)
    assert answer.status_code == 422
    assert "not in the past" in words(answer)
    assert "Is this plain?" in words(answer)
    assert Draft.objects.get().state == "draft"


def test_each_place_that_was_offered_can_be_told_from_the_next(steward, people):
    for person in (people.alice, people.bob):
        actions.ask_to_panel(actor=steward, panel=Panel.LIVED_EXPERIENCE, email=person.email)
    page = words(as_(steward).get("/framework/panels/"))
    assert "Lived experience, not answered yet, 1" in page
    assert "Lived experience, not answered yet, 2" in page
