"""My plan: what the page shows, what is pressed on it, and who may see it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.accounts import actions as accounts
from alongside.assessment.models import Answer
from alongside.foundation.models import HistoryEvent
from alongside.planning import actions
from alongside.planning.models import Plan
from tests.factories.planning import mark
from tests.repo.test_translatable import loose_words

PAGE = "/my/plan/"
READS = [
    PAGE,
    "/my/plan/what-if/",
    "/my/plan/first-line/",
    "/my/plan/share/",
    "/my/plan/print/",
    "/my/plan.pdf",
    "/my/plan.docx",
    "/my/plan.json",
    "/my/plan.ics",
]
WRITES = ["/my/plan/hours/", "/my/plan/dates/", "/my/plan/choose/", "/my/plan/options/"]

pytestmark = pytest.mark.usefixtures("edition")


@pytest.fixture
def browser(alice, signed_in):
    return signed_in("alice")


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def first_activity(browser) -> str:
    return re.search(r'name="keep" value="([^"]+)"', browser.get(PAGE).content.decode())[1]


@pytest.mark.parametrize("address", [*READS, *WRITES])
def test_a_visitor_is_asked_to_sign_in(client, address):
    answer = client.post(address) if address in WRITES else client.get(address)
    assert answer.status_code in (302, 401)
    assert "plan" not in answer.content.decode().lower()


@pytest.mark.parametrize("address", READS)
def test_reading_writes_nothing(browser, address):
    before = HistoryEvent.objects.count()
    assert browser.get(address).status_code == 200
    assert Plan.objects.count() == 0
    assert HistoryEvent.objects.count() == before


@pytest.mark.parametrize("address", READS)
def test_nothing_of_a_plan_is_kept_by_a_cache(browser, address):
    assert browser.get(address).headers["Cache-Control"] == "private, no-store"


def test_nothing_marked_leads_kindly_to_a_theme(signed_in):
    page = signed_in("alice").get(PAGE)
    assert page.status_code == 200
    assert reverse("assessment:start") in page.content.decode()
    assert "Work out my plan" not in text_of(page)


@pytest.mark.parametrize("address", READS)
def test_every_page_and_file_can_be_opened_with_nothing_marked(signed_in, address):
    assert signed_in("alice").get(address).status_code == 200


def test_marks_become_a_plan_with_its_reasons_and_its_proof(browser):
    said = text_of(browser.get(PAGE))
    assert "This is the best plan there is for 12 hours" in said
    assert "Why it is here" in said
    assert "Without it," in said
    assert "with no course:" in said


def test_the_page_holds_no_score_and_no_percentage(browser):
    main = re.search("<main.*</main>", browser.get(PAGE).content.decode(), re.S)[0]
    words = re.sub(r"<svg.*?</svg>", "", main, flags=re.S)
    shown = re.sub(r"<[^>]+>", " ", words)
    assert "%" not in shown
    assert not re.search(r"\b(score|rank|gap|weak)\b", shown)


def test_a_plan_that_could_not_be_proved_says_so(browser, alice, monkeypatch):
    plan = actions.opt_in_offers(actor=alice, wanted=False)
    plan.result["certificate"] |= {"proved": False, "gap": 0.0123}
    Plan.objects.filter(pk=plan.pk).update(result=plan.result)
    said = text_of(browser.get(PAGE))
    assert "within 2 % of the best possible" in said
    assert "This is the best plan" not in said


def test_no_point_of_a_value_changes_anything_on_the_page(browser, people):
    mark(people.alice, "V14", point="not-met-yet")
    low = re.sub(
        r'name="csrfmiddlewaretoken" value="[^"]+"', "", browser.get(PAGE).content.decode()
    )
    mark(people.alice, "V14", point="helping-others")
    high = re.sub(
        r'name="csrfmiddlewaretoken" value="[^"]+"', "", browser.get(PAGE).content.decode()
    )
    assert low == high


def test_offers_come_from_knowledge_and_skills_and_never_from_a_value(browser, people, alice):
    for code in ("S01", "V02"):
        mark(people.alice, code, point="helping-others")
    Answer.objects.filter(code__in=["S01", "V02"]).update(want=False)
    assert "You could help others with" not in text_of(browser.get(PAGE))
    browser.post("/my/plan/options/", {"offers": "yes"})
    page = browser.get(PAGE).content.decode()
    offered = page[page.index("You could help others with") :]
    offered = offered[: offered.index("</section>")]
    assert reverse("framework:statement", args=["S01"]) in offered
    assert reverse("framework:statement", args=["V02"]) not in offered


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ("-1", "from 0 to 400"),
        ("NaN", "from 0 to 400"),
        ("Infinity", "from 0 to 400"),
        ("1000000000", "from 0 to 400"),
        ("1e400000", "from 0 to 400"),
        ("twelve", "from 0 to 400"),
        ("", "from 0 to 400"),
        ("7.1", "quarter hours"),
    ],
)
def test_hours_that_are_none_are_refused_beside_the_field(browser, hours, said):
    answer = browser.post("/my/plan/hours/", {"hours": hours})
    assert answer.status_code == 422
    wrong = re.search(r'id="hours-wrong"[^>]*>(.*?)</div>', answer.content.decode(), re.S)[1]
    assert said in wrong
    assert Plan.objects.count() == 0


def test_dates_the_wrong_way_round_are_refused_beside_the_field(browser):
    answer = browser.post("/my/plan/dates/", {"start": "2027-05-01", "end": "2027-04-01"})
    assert answer.status_code == 422
    assert "The end is before the start" in text_of(answer)
    assert Plan.objects.count() == 0


def test_new_hours_lead_back_to_the_page_with_their_plan(browser):
    answer = browser.post("/my/plan/hours/", {"hours": "7.5", "version": "1"}, follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert "for 7 hours 30 minutes" in text_of(answer)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"was": "12", "hours": "12", "slider": "20"}, 20),
        ({"was": "12", "hours": "9", "slider": "20"}, 9),
        ({"was": "80", "hours": "80", "slider": "60"}, 80),
        ({"was": "7.5", "hours": "7.5", "slider": "8"}, 7.5),
        ({"was": "12", "hours": "12", "slider": "much"}, 12),
    ],
)
def test_without_scripts_whichever_of_number_and_slider_moved_counts(browser, sent, kept):
    browser.post("/my/plan/hours/", sent)
    assert Plan.objects.get().hours == kept


def test_for_htmx_only_the_plan_comes_back_with_its_new_version(browser):
    one = first_activity(browser)
    answer = browser.post("/my/plan/choose/", {"keep": one}, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in page
    assert "stays in your plan" in page
    assert f'class="pl-version" value="{Plan.objects.get().version}"' in page


@pytest.mark.parametrize(
    ("press", "field", "choice"),
    [("keep", "choices", "keep"), ("decline", "choices", "declined"), ("done", "choices", "done")],
)
def test_each_press_is_kept_once_however_often_it_is_sent(browser, press, field, choice):
    one = first_activity(browser)
    for _ in range(3):
        browser.post("/my/plan/choose/", {press: one, "version": "1"})
    plan = Plan.objects.get()
    assert plan.choices[one][0] == choice
    assert HistoryEvent.objects.filter(chain=f"plan:{plan.person_id}").count() == 1


def test_what_was_left_out_can_be_taken_back_from_the_page(browser):
    one = first_activity(browser)
    page = browser.post("/my/plan/choose/", {"decline": one}, follow=True).content.decode()
    assert f'name="restore" value="{one}"' in page
    page = browser.post("/my/plan/choose/", {"restore": one}, follow=True).content.decode()
    assert 'name="restore"' not in page


def test_two_open_pages_get_both_texts(browser):
    browser.post("/my/plan/hours/", {"hours": "9", "version": "1"})
    clash = browser.post("/my/plan/hours/", {"hours": "5", "version": "1"})
    assert clash.status_code == 409
    assert re.search(r"Hours\s+5 .*Hours\s+9 ", text_of(clash))
    quiet = browser.post(
        "/my/plan/hours/", {"hours": "5", "version": "1"}, headers={"HX-Request": "true"}
    )
    assert "Nothing was overwritten" in text_of(quiet)
    assert Plan.objects.get().hours == 9


def test_a_kept_activity_that_stopped_fitting_is_named_and_the_page_still_answers(browser, alice):
    longest = max(
        actions.opt_in_offers(actor=alice, wanted=True).result["activities"],
        key=lambda one: one["hours"],
    )["id"]
    plan = actions.pin(actor=alice, activity_id=longest)
    Plan.objects.filter(pk=plan.pk).update(hours="0.25")
    answer = browser.get(PAGE)
    assert answer.status_code == 200
    assert "need more hours than there are" in text_of(answer)


def test_a_new_mark_shows_at_once_and_is_saved_with_the_next_press(browser, alice, people):
    before = actions.opt_in_offers(actor=alice, wanted=False).input_digest
    mark(people.alice, "S13")
    assert reverse("framework:statement", args=["S13"]) in browser.get(PAGE).content.decode()
    assert Plan.objects.get().input_digest == before
    browser.post("/my/plan/hours/", {"hours": "11"})
    assert "S13" in [need["code"] for need in Plan.objects.get().result["needs"]]


def test_what_ifs_are_answered_in_words(browser):
    said = text_of(browser.get("/my/plan/what-if/"))
    assert "With five more hours" in said
    assert "It would add" in said
    part = browser.get("/my/plan/what-if/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part


def test_starting_from_the_role_profile_makes_a_plan_without_marks(signed_in, people):
    from alongside.assessment import actions as assessment

    assessment.choose_start(actor=people.actor("bob"), profile="mental-health-nurse")
    browser = signed_in("bob")
    assert "Start from my role profile" in text_of(browser.get(PAGE))
    said = text_of(browser.post("/my/plan/options/", {"with_profile": "yes"}, follow=True))
    assert "serves your role profile better" in said
    assert "From your role profile" in said


def test_the_first_line_is_one_line(browser):
    assert "First in your plan:" in text_of(browser.get("/my/plan/first-line/"))


def test_the_page_asks_the_database_eight_times_at_most(browser, alice):
    actions.opt_in_offers(actor=alice, wanted=True)
    browser.get(PAGE)
    with CaptureQueriesContext(connection) as queries:
        browser.get(PAGE)
    assert len(queries) <= 8, [query["sql"] for query in queries]


def test_every_word_of_a_full_plan_can_be_translated(alice, signed_in, pseudo):
    browser = signed_in("alice")
    for address in (PAGE, "/my/plan/what-if/", "/my/plan/print/", "/my/plan/first-line/"):
        assert loose_words(browser.get(address).content.decode()) == []


# Who may see it


@pytest.fixture
def shared(alice, people):
    until = timezone.localdate() + timedelta(days=3)
    return actions.share(actor=alice, until=until, reader_id=people.bob.pk)


def of(plan) -> str:
    return reverse("planning:of", args=[plan.pk])


def test_bob_reads_the_plan_shared_with_him_and_presses_nothing(shared, signed_in):
    answer = signed_in("bob").get(of(shared))
    assert answer.status_code == 200
    assert "Alice Aird" in text_of(answer)
    assert "What to do" in text_of(answer)
    main = re.search("<main.*</main>", answer.content.decode(), re.S)[0]
    assert "<button" not in main
    assert "What I could offer" not in text_of(answer)


@pytest.mark.parametrize("name", ["charlie", "dana"])
def test_to_anybody_else_the_plan_is_not_there(shared, signed_in, name):
    assert signed_in(name).get(of(shared)).status_code == 404


def test_before_it_is_shared_a_colleague_sees_nothing_of_it(alice, signed_in):
    plan = actions.opt_in_offers(actor=alice, wanted=True)
    assert signed_in("bob").get(of(plan)).status_code == 404


def test_a_share_that_is_stopped_is_gone_at_once(shared, signed_in, alice, people):
    from alongside.accounts.queries import shares_given

    (share,) = shares_given(alice, kind="plan", today=timezone.localdate())
    accounts.end_share(actor=alice, share_id=share.pk)
    assert signed_in("bob").get(of(shared)).status_code == 404


def test_a_share_past_its_day_is_gone(shared, signed_in, people):
    import time_machine

    browser = signed_in("bob")
    with time_machine.travel(timezone.now() + timedelta(days=4), tick=False):
        browser.force_login(people.bob)
        assert browser.get(of(shared)).status_code == 404


def test_a_share_of_one_plan_opens_no_other(shared, signed_in, people, edition):
    mark(people.charlie, "K04")
    other = actions.opt_in_offers(actor=people.actor("charlie"), wanted=True)
    assert signed_in("bob").get(of(other)).status_code == 404


def test_what_bob_presses_changes_his_own_plan_and_never_alices(shared, signed_in):
    before = Plan.objects.get(pk=shared.pk)
    one = before.result["activities"][0]["id"]
    signed_in("bob").post("/my/plan/choose/", {"decline": one})
    after = Plan.objects.get(pk=shared.pk)
    assert (after.choices, after.version) == (before.choices, before.version)


def test_one_shares_from_the_page_with_a_colleague_by_name(browser, people):
    until = (timezone.localdate() + timedelta(days=9)).isoformat()
    sent = {"reader": str(people.bob.pk), "until": until}
    said = text_of(browser.post("/my/plan/share/", sent, follow=True))
    assert "Bob Baird" in said
    assert "Stop sharing" in said


def test_two_people_on_one_server_never_get_each_others_page(browser, signed_in, people):
    mark(people.bob, "S20")
    first = browser.get(PAGE).content.decode()
    second = signed_in("bob").get(PAGE).content.decode()
    assert reverse("framework:statement", args=["S20"]) in second
    assert reverse("framework:statement", args=["S20"]) not in first
    assert first.count("csrfmiddlewaretoken") == second.count("csrfmiddlewaretoken") > 0


def test_whoever_reads_a_plan_is_not_spoken_to_as_its_owner(browser, alice, people, signed_in):
    plan = actions.share(
        actor=alice, reader_id=people.bob.pk, until=timezone.localdate() + timedelta(days=9)
    )
    own = text_of(browser.get(PAGE))
    assert "You marked it" in own
    page = signed_in("bob").get(f"/my/plan/of/{plan.pk}/").content.decode()
    main = re.search("<main.*</main>", page, re.S)[0]
    read = re.sub(r"<[^>]+>", " ", main)
    assert "Marked to work on" in read
    to_the_owner = ("You marked", "your marks", "You keep", "You said", "your role", "your hours")
    assert "your marks" in own
    assert [words for words in to_the_owner if words in read] == []
