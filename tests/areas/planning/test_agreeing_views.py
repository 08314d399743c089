"""The pages of agreeing and doing: what stands on them, what each may press, and for whom they are."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.accounts import actions as accounts
from alongside.accounts.models import Supervising
from alongside.planning import actions, queries
from alongside.planning.models import Plan, PlanItem, PlanVersion, PlanWords, SharedNeed
from tests.factories.planning import agreed, shared_to_agree, supervised
from tests.repo.test_translatable import loose_words

OWN = ["/my/plan/", "/my/plan/agreement/", "/my/plan/agreement/with/", "/my/plan/doing/",
       "/my/plan/review/"]  # fmt: skip


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def shared(alice, bob):
    return shared_to_agree(alice, bob)


@pytest.fixture
def settled(alice, bob):
    return agreed(alice, bob)


@pytest.fixture
def full(alice, bob, settled):
    """A plan with something of everything on its pages."""
    actions.say(actor=alice, plan_id=settled.pk, text="Small steps", seen=0)
    actions.say(actor=bob, plan_id=settled.pk, text="Bigger steps", seen=0)
    need = actions.mark_need(actor=bob, plan_id=settled.pk, code="K10", why="For the ward round")
    actions.answer_need(actor=alice, plan_id=settled.pk, need_id=need.pk, yes=True)
    actions.mark_need(actor=bob, plan_id=settled.pk, code="K11", why="For the home visits")
    actions.set_terms(actor=alice, review_on=timezone.localdate(), protected_hours=Decimal("3"))
    actions.begin(actor=alice)
    first, second, third, *_rest = queries.items_of(alice.person_id)
    PlanItem.objects.filter(pk=first.id).update(course=True)
    actions.tick_off(
        actor=alice,
        item_id=first.id,
        done_on=timezone.localdate() - timedelta(days=50),
        real_hours=Decimal("2"),
        protected_hours=Decimal("1"),
    )
    actions.did_not_happen(actor=alice, item_id=second.id, because="The rota")
    actions.replace_item(actor=alice, item_id=third.id, title="Shadow a peer worker")
    actions.propose_version(actor=bob, plan_id=settled.pk)
    actions.change_hours(actor=alice, hours=Decimal("16"))
    actions.review(
        actor=alice, seen=0, on=timezone.localdate(), changed="I ask first", in_the_way="Time",
        following="More", with_other=True,
    )  # fmt: skip
    return Plan.objects.get(pk=settled.pk)


def pages_of_owner(plan):
    item = PlanItem.objects.filter(plan=plan).first()
    return [
        *OWN,
        reverse("planning:version", args=[1]),
        reverse("planning:version_of", args=[plan.pk, 1]),
        reverse("planning:item", args=[item.pk]),
    ]


def pages_of_other(plan):
    return [
        reverse("planning:of", args=[plan.pk]),
        reverse("planning:version_of", args=[plan.pk, 1]),
    ]


def papers(plan):
    return reverse("planning:agreement_paper", args=[plan.pk])


# What stands on them


def test_every_word_of_the_full_pages_can_be_translated(full, signed_in, pseudo):
    alice, bob = signed_in("alice"), signed_in("bob")
    loose = {
        address: loose_words(browser.get(address).content.decode())
        for browser, addresses in ((alice, pages_of_owner(full)), (bob, pages_of_other(full)))
        for address in addresses
    }
    assert {address: words for address, words in loose.items() if words} == {}


def test_no_page_holds_a_score_or_a_percentage(full, signed_in):
    alice, bob = signed_in("alice"), signed_in("bob")
    for browser, addresses in ((alice, pages_of_owner(full)), (bob, pages_of_other(full))):
        for address in addresses:
            response = browser.get(address)
            assert response.status_code == 200, address
            main = re.search("<main.*</main>", response.content.decode(), re.S)[0]
            shown = re.sub(r"<[^>]+>", " ", re.sub(r"<svg.*?</svg>", "", main, flags=re.S))
            assert "%" not in shown, address
            assert not re.search(r"\b(score|rank|gap|weak|overdue|late|failed)\b", shown), address


def test_both_voices_stand_side_by_side_for_both(full, signed_in):
    for browser, address in (
        (signed_in("alice"), "/my/plan/agreement/"),
        (signed_in("bob"), reverse("planning:of", args=[full.pk])),
    ):
        page = browser.get(address).content.decode()
        assert "Small steps" in page
        assert "Bigger steps" in page


@pytest.mark.parametrize("name", ["alice", "bob"])
def test_either_takes_both_voices_away_as_a_document(name, full, signed_in):
    import io

    from docx import Document

    answer = signed_in(name).get(papers(full))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    lines = [one.text for one in Document(io.BytesIO(answer.content)).paragraphs]
    assert lines[lines.index("Alice Aird") + 1] == "Small steps"
    assert lines[lines.index("Bob Baird") + 1] == "Bigger steps"
    assert any("Yes from Bob Baird" in line for line in lines)
    assert "The rota" not in "".join(lines)


def test_both_see_the_same_difference(full, signed_in):
    found = []
    for browser, address in (
        (signed_in("alice"), "/my/plan/agreement/"),
        (signed_in("bob"), reverse("planning:of", args=[full.pk])),
    ):
        page = browser.get(address).content.decode()
        part = page[page.index("What has changed in the plan since") :]
        found.append(re.findall(r"<li>(.*?)</li>", part[: part.index("</dl>")]))
    assert found[0] == found[1]
    assert any("now 16 hours, before 12 hours" in line for line in found[0])


def test_the_other_sees_nothing_of_what_the_worker_does_day_by_day(full, signed_in):
    page = signed_in("bob").get(reverse("planning:of", args=[full.pk])).content.decode()
    assert "The rota" not in page
    assert "Shadow a peer worker" not in page
    assert "Of these" not in page


def test_looking_back_is_shown_to_the_other_only_where_the_worker_lets_them(full, alice, signed_in):
    address = reverse("planning:of", args=[full.pk])
    assert "I ask first" in signed_in("bob").get(address).content.decode()
    actions.review(
        actor=alice, seen=1, on=timezone.localdate(), changed="I ask first", in_the_way="Time",
        following="More", with_other=False,
    )  # fmt: skip
    assert "I ask first" not in signed_in("bob").get(address).content.decode()
    assert "I ask first" in signed_in("alice").get("/my/plan/agreement/").content.decode()


def test_protected_time_is_said_as_two_facts(full, signed_in):
    said = text_of(signed_in("alice").get("/my/plan/doing/"))
    assert "Protected learning time agreed: 3 hours. Used: 1 hour." in said


def test_the_strip_says_where_the_plan_is_and_one_next_step(alice, bob, signed_in):
    browser = signed_in("alice")
    strip = lambda: re.search(  # noqa: E731
        r'<div id="where-it-is".*?</div>\s*(<form.*?</form>|<a.*?</a>)',
        browser.get("/my/plan/").content.decode(), re.S,
    )[0]  # fmt: skip
    assert "A draft of your own" in strip()
    assert "Begin this plan" in strip()
    agreed(alice, bob)
    assert "Begin what is agreed" in strip()
    browser.post("/my/plan/move/", {"move": "begin", "seen": "agreed"})
    assert "Under way" in strip()
    assert "/my/plan/doing/" in strip()


def test_a_plan_that_changed_says_so_at_once_even_in_a_part(settled, signed_in):
    browser = signed_in("alice")
    one = PlanItem.objects.filter(plan=settled).first()
    answer = browser.post(
        "/my/plan/choose/", {"decline": one.activity}, headers={"HX-Request": "true"}
    )
    assert 'hx-swap-oob="true"' in answer.content.decode()
    assert "has changed since this plan was agreed or begun" in text_of(answer)


def test_what_is_to_be_done_carries_no_button_that_would_do_nothing(settled, signed_in):
    page = signed_in("alice").get("/my/plan/").content.decode()
    assert "Stays: it is to be done" in page
    assert 'name="let-go"' not in page


# How often they ask


@pytest.mark.parametrize(
    ("address", "most"),
    [("/my/plan/", 9), ("/my/plan/doing/", 8)],  # one of the nine: which stories are shown now
)
def test_thirty_things_are_shown_with_nine_questions_at_most(address, most, settled, signed_in):
    PlanItem.objects.bulk_create(
        PlanItem(plan=settled, title=f"Thing {n}", order=90 + n)
        for n in range(30 - PlanItem.objects.count())
    )
    browser = signed_in("alice")
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        browser.get(address)
    assert len(asked) <= most, [query["sql"] for query in asked]


# What is pressed


def test_the_two_agree_with_forms_alone(alice, bob, people, signed_in):
    supervised(alice, bob)
    worker, other = signed_in("alice"), signed_in("bob")
    until = (timezone.localdate() + timedelta(days=60)).isoformat()
    sent = {"reader": str(people.bob.pk), "until": until}
    said = text_of(worker.post("/my/plan/agreement/with/", sent, follow=True))
    assert "Bob Baird" in said
    plan = Plan.objects.get()
    home = reverse("planning:of", args=[plan.pk])

    def press(browser, name, sent, *args):
        address = reverse(f"planning:{name}", args=[plan.pk, *args])
        return browser.post(address, sent, follow=True)

    press(other, "say", {"text": "Start with one", "seen": "0"})
    press(other, "mark_need", {"code": "K10", "why": "For the ward round"})
    need = SharedNeed.objects.get()
    press(worker, "need", {"said": "yes"}, need.pk)
    press(other, "discussed", {"seen": "shared"})
    seen = re.search(r'name="seen" value="(\w{64})"', other.get(home).content.decode())[1]
    said = text_of(press(other, "propose", {"seen": seen}))
    assert "Now it waits for the other’s" in said
    said = text_of(press(worker, "yes", {"number": "1"}))
    assert "Both of you have said yes" in said
    worker.post("/my/plan/move/", {"move": "begin", "seen": "agreed"})
    assert Plan.objects.get().state == "under-way"
    assert PlanVersion.objects.get().agreed


def test_an_old_page_gets_both_texts_and_nothing_is_lost(shared, signed_in):
    browser, address = signed_in("alice"), reverse("planning:say", args=[shared.pk])
    browser.post(address, {"text": "From the phone", "seen": "0"})
    clash = browser.post(address, {"text": "From the desk", "seen": "0"})
    assert clash.status_code == 409
    assert "From the desk" in text_of(clash)
    assert "From the phone" in text_of(clash)
    assert PlanWords.objects.get().text == "From the phone"


def test_each_thing_is_ticked_off_moved_replaced_or_not_done_with_forms_alone(settled, signed_in):
    browser = signed_in("alice")
    browser.post("/my/plan/move/", {"move": "begin"})
    ticked, moved, replaced, not_done = PlanItem.objects.order_by("order")[:4]

    def press(item, **sent):
        return browser.post(reverse("planning:act", args=[item.pk]), sent)

    press(ticked, do="quick", version=ticked.version)
    press(moved, do="move", on="2027-03-03")
    press(replaced, do="replace", title="Shadow a peer worker", key="k")
    press(not_done, do="not", because="The rota changed")
    states = dict(PlanItem.objects.values_list("pk", "state"))
    assert [states[one.pk] for one in (ticked, moved, replaced, not_done)] == [
        "done",
        "moved",
        "replaced",
        "did-not-happen",
    ]
    said = text_of(browser.get("/my/plan/doing/"))
    assert "because: The rota changed" in said
    assert "Shadow a peer worker" in said
    press(ticked, do="back")
    assert PlanItem.objects.get(pk=ticked.pk).state == "to-do"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"do": "done", "done_on": "2999-01-01"}, "still to come"),
        ({"do": "done", "real_hours": "1", "protected_hours": "2"}, "more than it took"),
        ({"do": "done", "real_hours": "much"}, "from 0 to 100"),
        ({"do": "move"}, "Choose a day"),
        ({"do": "not"}, "Write something here first"),
        ({"do": "replace"}, "Choose one thing"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_the_box_and_changes_nothing(
    settled, signed_in, sent, said
):
    item = PlanItem.objects.first()
    answer = signed_in("alice").post(reverse("planning:act", args=[item.pk]), sent)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert PlanItem.objects.get(pk=item.pk).state == "to-do"


def test_what_changed_since_a_course_is_written_or_put_away_in_one_press(full, signed_in):
    browser = signed_in("alice")
    for address in ("/my/plan/", "/my/plan/doing/"):
        assert "What changed since?" in text_of(browser.get(address))
    course = PlanItem.objects.get(course=True)
    browser.post(reverse("planning:act", args=[course.pk]), {"do": "put-away"})
    assert "What changed since?" not in text_of(browser.get("/my/plan/doing/"))


def test_an_earlier_plan_is_listed_and_can_be_read_by_its_owner_alone(full, signed_in):
    browser = signed_in("alice")
    answer = browser.post("/my/plan/move/", {"move": "close"}, follow=True)
    assert "Closed on" in text_of(answer)
    assert "Bigger steps" in text_of(answer)
    address = reverse("planning:earlier", args=[full.pk])
    assert address in browser.get("/my/plan/agreement/").content.decode()
    assert browser.get(reverse("planning:version_of", args=[full.pk, 1])).status_code == 200
    for name in ("bob", "charlie", "dana"):
        assert signed_in(name).get(address).status_code == 404
        for page in pages_of_other(full):
            assert signed_in(name).get(page).status_code == 404


# For whom they are


def writes(plan):
    need = SharedNeed.objects.filter(plan=plan).first()
    item = PlanItem.objects.filter(plan=plan).first()
    return {
        reverse("planning:say", args=[plan.pk]): {"text": "x", "seen": "0"},
        reverse("planning:discussed", args=[plan.pk]): {},
        reverse("planning:propose", args=[plan.pk]): {},
        reverse("planning:yes", args=[plan.pk]): {"number": "1"},
        reverse("planning:mark_need", args=[plan.pk]): {"code": "K12", "why": "x"},
        reverse("planning:need", args=[plan.pk, need.pk]): {"said": "yes"},
        reverse("planning:act", args=[item.pk]): {"do": "quick"},
    }


@pytest.mark.parametrize("name", ["charlie", "dana"])
def test_to_anybody_else_none_of_it_is_there(full, signed_in, name):
    browser = signed_in(name)
    item = PlanItem.objects.filter(plan=full).first()
    asked = (*pages_of_other(full), papers(full), reverse("planning:item", args=[item.pk]))
    for address in asked:
        assert browser.get(address).status_code == 404, address
    for address, sent in writes(full).items():
        assert browser.post(address, sent).status_code == 404, address


def test_the_other_has_no_way_to_the_workers_own_pages(full, signed_in):
    browser = signed_in("bob")
    item = PlanItem.objects.filter(plan=full).first()
    for address in (
        reverse("planning:item", args=[item.pk]),
        reverse("planning:earlier", args=[full.pk]),
        reverse("planning:version", args=[1]),
    ):
        assert browser.get(address).status_code == 404
    assert browser.post(reverse("planning:act", args=[item.pk]), {"do": "quick"}).status_code == 404


@pytest.mark.parametrize("how", ["supervision", "share", "day"])
def test_the_moment_it_ends_every_address_says_it_is_not_there(how, full, alice, signed_in):
    browser = signed_in("bob")
    assert browser.get(pages_of_other(full)[0]).status_code == 200
    ahead = timedelta(0)
    if how == "supervision":
        accounts.end_supervising(actor=alice, supervising_id=Supervising.objects.get().pk)
    elif how == "share":
        actions.take_back(actor=alice)
    else:
        ahead = timedelta(days=200)
    with time_machine.travel(timezone.now() + ahead, tick=False):
        browser = signed_in("bob")
        for address in (*pages_of_other(full), papers(full)):
            assert browser.get(address).status_code == 404, address
        for address, sent in writes(full).items():
            assert browser.post(address, sent).status_code == 404, address


def test_a_plain_reader_reads_and_presses_nothing(full, alice, signed_in, people):
    until = timezone.localdate() + timedelta(days=9)
    actions.share(actor=alice, until=until, reader_id=people.charlie.pk)
    browser = signed_in("charlie")
    page = browser.get(reverse("planning:of", args=[full.pk])).content.decode()
    main = re.search("<main.*</main>", page, re.S)[0]
    assert "<button" not in main
    assert "Bigger steps" not in main
    assert browser.get(reverse("planning:version_of", args=[full.pk, 1])).status_code == 404


def test_a_value_cannot_be_chosen_for_somebody_else(shared, signed_in):
    browser = signed_in("bob")
    page = browser.get(reverse("planning:of", args=[shared.pk])).content.decode()
    assert '<option value="K10"' in page
    assert '<option value="V' not in page
    sent = {"code": "V03", "why": "x"}
    answer = browser.post(reverse("planning:mark_need", args=[shared.pk]), sent)
    assert answer.status_code == 422
    assert not SharedNeed.objects.exists()


@pytest.mark.parametrize("address", OWN)
def test_every_page_can_be_opened_with_nothing_there_yet(signed_in, edition, address):
    assert signed_in("alice").get(address).status_code == 200
    assert not Plan.objects.exists()
