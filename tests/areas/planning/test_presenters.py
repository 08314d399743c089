"""The plan in words: every reason has a sentence, and every sentence is about the plan."""

from dataclasses import replace
from datetime import date

import pytest

from alongside.core.planning.model import Bounds, Need, PinsDoNotFit
from alongside.framework.loading import packaged_edition
from alongside.library.loading import packaged_library
from alongside.planning import solving
from alongside.planning.presenters import as_document, wording
from alongside.planning.presenters.page import Shelf, months_after, plan_page
from alongside.planning.presenters.picture import Step, timeline

TODAY = date(2027, 3, 3)
LIBRARY = packaged_library()
SHELF = Shelf(packaged_edition(), LIBRARY)
NEEDS = tuple(Need(code, 16.0, ("marked",)) for code in ("K04", "S06", "V14"))
ASKED = solving.Asked(NEEDS, Bounds(hours=6))
REASONS = [
    "nothing-develops-this",
    "declined",
    "done-already",
    "not-in-the-hours",
    "not-in-the-cost",
    "not-in-the-dates",
    "not-at-this-pace",
    "needs-something-first",
    "not-worth-its-place",
]


def shown(asked=ASKED, **more):
    return plan_page(as_document(solving.solve(asked, LIBRARY, today=TODAY)), SHELF, **more)


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_a_need_is_not_served_has_words(reason):
    need = {"why_not": reason, "more_hours": 4.0}
    assert wording.why_not(need, "", courses_only=False)


def test_what_would_let_something_in_is_named_with_its_hours():
    need = {"why_not": "not-in-the-hours", "more_hours": 4.0}
    said = wording.why_not(need, "Swap an afternoon", courses_only=False)
    assert said == "Not in these hours. 4 hours more would let you add “Swap an afternoon”."


@pytest.mark.parametrize(
    "reason", ["hours", "cost", "dates", "pace", "one-offering", "prerequisite"]
)
def test_every_way_that_kept_things_clash_is_named_with_what_to_do(reason):
    error = PinsDoNotFit(("a", "b"), reason, "", "")
    said = wording.trouble(error, {"a": "One", "b": "Two"}.__getitem__)
    assert said.startswith("“One” and “Two”, kept in the plan,")
    assert said.count(".") == 2


def test_every_need_has_a_way_that_is_no_course_and_leads_somewhere():
    everything = tuple(Need(code, 1.0, ("profile",)) for code in SHELF.edition.by_code)
    page = shown(solving.Asked(everything, Bounds(hours=1)))
    assert len(page.needs) == 67
    for need in page.needs:
        assert need.ways, need.code
        for way in need.ways:
            assert way.url
            assert not LIBRARY.is_course(LIBRARY.by_id[way.id])


def test_a_card_says_what_only_it_serves():
    page = shown(solving.Asked(NEEDS[:1], Bounds(hours=0.75)))
    assert len(page.cards) == 1
    label = SHELF.label("K04")
    assert page.cards[0].lost == f"Without it, nothing in this plan would serve “{label}”."


def test_an_activity_that_has_left_the_library_does_not_break_the_page():
    document = as_document(solving.solve(ASKED, LIBRARY, today=TODAY))
    gone = document["activities"][0]
    gone["id"] = "gone"
    page = plan_page(document, SHELF, declined=["long-gone"])
    assert len(page.cards) == len(document["activities"]) - 1
    assert [link.label for link in page.declined] == ["long-gone"]


def test_no_hours_leave_an_empty_plan_that_still_says_how_each_need_could_be_served():
    page = shown(solving.Asked(NEEDS, Bounds(hours=0)))
    assert page.cards == ()
    assert page.picture is None
    assert all(need.why_not and need.ways for need in page.needs)


def test_nothing_of_a_plan_in_words_is_a_percentage_unless_it_was_cut_short():
    page = shown()
    words = [page.summary, page.proof, page.left_over, *(card.lost for card in page.cards)]
    assert "%" not in "".join(words)


def test_the_digest_changes_with_everything_that_could_change_the_plan():
    bounds = ASKED.bounds
    others = [
        replace(ASKED, needs=NEEDS[:2]),
        replace(ASKED, no_courses=True),
        *(
            replace(ASKED, bounds=replace(bounds, **change))
            for change in (
                {"hours": 7},
                {"cost": 5.0},
                {"start": TODAY},
                {"end": TODAY},
                {"hours_per_month": 2.0},
                {"pinned": frozenset({"a"})},
                {"declined": frozenset({"a"})},
                {"done": frozenset({"a"})},
            )
        ),
    ]
    digests = {solving.asked_digest(asked, LIBRARY) for asked in [ASKED, *others]}
    fewer = replace(LIBRARY, activities=LIBRARY.activities[:-1])
    assert len(digests) == len(others) + 1
    assert solving.asked_digest(ASKED, fewer) not in digests
    assert solving.asked_digest(ASKED, LIBRARY) == solving.asked_digest(ASKED, LIBRARY)


def test_a_kept_course_stays_when_courses_are_left_out():
    course = next(one for one in LIBRARY.activities if LIBRARY.is_course(one))
    bounds = Bounds(hours=40, pinned=frozenset({course.id}))
    needs = tuple(Need(code, 16.0, ("marked",)) for code in course.develops)
    solved = solving.solve(solving.Asked(needs, bounds, no_courses=True), LIBRARY, today=TODAY)
    courses = [one for one in solved.plan.ids if LIBRARY.is_course(LIBRARY.by_id[one])]
    assert courses == [course.id]


def test_recent_keeps_the_last_few_and_makes_each_once():
    made = []
    recent = solving.Recent(2)
    for key in ("a", "a", "b", "a", "c", "b"):
        recent.once(key, lambda key=key: made.append(key))
    assert made == ["a", "b", "c", "b"]


def test_months_are_counted_to_the_same_day_or_the_months_last():
    assert months_after(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert months_after(date(2027, 11, 30), 3) == date(2028, 2, 29)
    assert months_after(date(2027, 3, 3), 10) == date(2028, 1, 3)


def test_in_the_picture_a_longer_bar_takes_longer_and_steps_stand_in_order():
    steps = [Step(1, "Short", 0.5, ""), Step(2, "Long", 4.0, "", when="Month 2")]
    picture = timeline(steps)
    short, long = picture.steps
    assert float(short.bar_width[:-1]) * 8 == pytest.approx(float(long.bar_width[:-1]), abs=0.5)
    assert short.dot_y < short.bar_y < long.dot_y
    assert (short.heading, long.heading) == ("", "Month 2")
    assert picture.height >= long.hours_y
