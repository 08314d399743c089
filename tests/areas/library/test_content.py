"""What the packaged library promises: enough for every statement, and words we stand behind."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations

import pytest

from alongside.core.library import Activity, Strength
from alongside.framework.loading import packaged_edition
from alongside.library.loading import PACKAGED, load_library, packaged_library
from tests.safe_words import HOUSE, HURTFUL, UNSAFE, found

EDITION = packaged_edition()
CODES = tuple(EDITION.by_code)
LIBRARY = packaged_library()
ACTIVITIES = {activity.id: activity for activity in LIBRARY.activities}

PEOPLE_CAUTIONS = ("paid-guest", "peer-colleague", "short-ask", "own-care", "guest-visit")
PAID_OR_GUEST = ("paid-guest", "peer-colleague", "guest-visit")

# How a step may not begin: it says what to do, so it does not start with who or what is there.
NOT_A_STEP = frozenset({"The", "They", "It", "There", "You", "Your", "We", "Those", "Nobody"})


def texts(activity: Activity) -> Iterator[str]:
    yield from (activity.title, activity.notice, activity.evidence)
    yield from activity.steps
    yield from activity.cautions


def whole(activity: Activity) -> str:
    return "\n".join(texts(activity))


def serving(code: str) -> list[Activity]:
    """What develops a statement properly without being a course."""
    return [
        activity
        for activity in LIBRARY.by_code.get(code, ())
        if activity.develops[code] >= Strength.DEVELOPS and not LIBRARY.is_course(activity)
    ]


def names(activity: Activity, *cautions: str) -> bool:
    return any(LIBRARY.shared_cautions[name] in activity.cautions for name in cautions)


def each_activity() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("activity", LIBRARY.activities, ids=list(ACTIVITIES))


def test_it_is_written_for_the_packaged_edition() -> None:
    known = load_library(PACKAGED, codes=CODES, themes=tuple(EDITION.theme_by_id))
    assert known.digest == LIBRARY.digest


@pytest.mark.parametrize("code", CODES)
def test_every_statement_has_ways_to_develop_it_that_are_no_course(code: str) -> None:
    found = serving(code)
    assert len(found) >= 3, [activity.id for activity in found]
    assert min(activity.hours for activity in found) <= 1, "nothing fits in an hour"


@pytest.mark.parametrize("code", CODES)
def test_every_statement_can_be_learned_from_people_with_lived_experience(code: str) -> None:
    assert any(activity.lived_experience_led for activity in serving(code))


@pytest.mark.parametrize("theme", list(EDITION.theme_by_id))
def test_every_theme_has_two_activities_led_by_lived_experience(theme: str) -> None:
    led = [one for one in LIBRARY.activities if one.theme == theme and one.lived_experience_led]
    assert len(led) >= 2


def test_there_are_enough_and_few_of_them_are_courses() -> None:
    courses = [activity.id for activity in LIBRARY.activities if LIBRARY.is_course(activity)]
    led = [activity for activity in LIBRARY.activities if activity.lived_experience_led]
    print(f"\n{len(ACTIVITIES)} activities, {len(courses)} courses, {len(led)} led by peers")
    assert len(ACTIVITIES) >= 200
    assert 2 <= len(courses) <= len(ACTIVITIES) / 20
    assert len(led) >= len(ACTIVITIES) / 5


def test_the_frameworks_twelve_activities_and_eleven_resources_are_all_here() -> None:
    found = Counter(one.from_framework for one in LIBRARY.activities if one.from_framework)
    individual = [f"A{number:02}" for number in range(1, 10)]
    assert found == Counter([*individual, "F01", "F02", "F03"])
    listed = [f"R{number:02}" for number in range(1, 5)] + [f"W{n:02}" for n in range(1, 8)]
    assert [resource.id for resource in LIBRARY.resources] == listed
    for resource in LIBRARY.resources:
        assert set(resource.framework_activities) <= set(found)
        assert resource.serves
        assert resource.last_checked


def test_what_a_service_can_set_up_is_here() -> None:
    """A forum, information exchange, secondment, supervision, reflection, peer-led, co-produced."""
    by_framework = {one.from_framework: one.kind for one in LIBRARY.activities}
    assert (by_framework["F01"], by_framework["F02"], by_framework["F03"]) == (
        "host",
        "exchange",
        "exchange",
    )
    service = {
        "three-months-of-supervision-with-one-question": "supervision",
        "monthly-hour-of-team-reflection": "reflect",
        "set-up-sessions-that-peers-plan-and-lead": "host",
        "plan-and-teach-a-short-course-together": "course",
        "work-a-day-on-secondment": "exchange",
        "swap-one-true-page-with-five-neighbours": "exchange",
    }
    assert {id_: ACTIVITIES[id_].kind for id_ in service} == service
    assert ACTIVITIES["plan-and-teach-a-short-course-together"].lived_experience_led


def test_every_kind_label_and_shared_caution_is_used() -> None:
    assert {one.kind for one in LIBRARY.activities} == set(LIBRARY.kinds)
    assert {one.with_whom for one in LIBRARY.activities} == set(LIBRARY.with_whom)
    assert {place for one in LIBRARY.activities for place in one.settings} == set(LIBRARY.settings)
    used = {name for name in LIBRARY.shared_cautions for one in ACTIVITIES.values()
            if names(one, name)}  # fmt: skip
    assert used == set(LIBRARY.shared_cautions)


def test_what_goes_deep_takes_at_least_three_quarters_of_an_hour() -> None:
    quick = [
        one.id for one in LIBRARY.activities if one.hours < 0.75 and 3 in one.develops.values()
    ]
    assert quick == []


@each_activity()
def test_an_activity_is_short_enough_to_take_in(activity: Activity) -> None:
    assert 15 <= len(activity.title) <= 70
    assert len(activity.develops) <= 8
    assert len(whole(activity).split()) <= 500
    assert max(len(step.split()) for step in activity.steps) <= 75


@each_activity()
def test_titles_and_steps_say_what_to_do(activity: Activity) -> None:
    assert not activity.title.endswith(".")
    assert activity.title[:1].isupper()
    for step in activity.steps:
        first = re.split(r"[\s,:.]", step.lstrip("'"), maxsplit=1)[0]
        assert first not in NOT_A_STEP, step
        assert step[:1].isupper() or step[:1] == "'"
        assert step.rstrip("'")[-1] in ".?", step


@each_activity()
def test_nothing_is_said_that_hurts_or_misleads(activity: Activity) -> None:
    text = whole(activity)
    assert found(text, UNSAFE, HURTFUL, HOUSE) == []
    assert "!" not in text
    assert "—" not in text


@each_activity()
def test_people_are_looked_after_wherever_they_are_asked(activity: Activity) -> None:
    involved = activity.lived_experience_led or activity.with_whom == "people-with-lived-experience"
    assert activity.cautions
    if involved and not LIBRARY.is_course(activity):
        assert names(activity, *PEOPLE_CAUTIONS)
    if activity.lived_experience_led:
        assert names(activity, *PAID_OR_GUEST), "who leads is paid, or has invited you"


@each_activity()
def test_hard_subjects_carry_a_content_note(activity: Activity) -> None:
    doing = " ".join((activity.title, *activity.steps, activity.notice))
    if re.search(r"suicid|self-harm|\babuse|\brape", doing, re.IGNORECASE):
        assert any(caution.startswith("Content note: ") for caution in activity.cautions)


def test_no_two_titles_are_nearly_the_same() -> None:
    def plain(title: str) -> str:
        return " ".join(re.findall(r"[a-z0-9]+", title.lower()))

    titles = [plain(activity.title) for activity in LIBRARY.activities]
    near = [
        pair
        for pair in combinations(titles, 2)
        if SequenceMatcher(None, *pair).quick_ratio() > 0.8
        and SequenceMatcher(None, *pair).ratio() > 0.8
    ]
    assert near == []


def test_no_step_stands_in_two_activities() -> None:
    counted = Counter(step for activity in LIBRARY.activities for step in set(activity.steps))
    assert [step for step, count in counted.items() if count > 1 and len(step.split()) > 5] == []


def test_what_builds_on_something_says_so_and_stays_within_reach() -> None:
    """A chain of more than a dozen hours would never fit a plan."""

    def total(activity: Activity) -> float:
        return activity.hours + sum(total(ACTIVITIES[id_]) for id_ in activity.prerequisites)

    building = [activity for activity in LIBRARY.activities if activity.prerequisites]
    assert 5 <= len(building) <= 20
    assert [activity.id for activity in building if total(activity) > 12] == []


def test_everything_that_rests_on_law_or_memory_is_marked_for_a_reader() -> None:
    law = r"2003 Act|advance statement|named person|Equality Act|self-directed support|Tribunal"
    marked = {check.id for check in LIBRARY.checks}
    unmarked = [
        activity.id
        for activity in LIBRARY.activities
        if re.search(law, " ".join(activity.steps)) and activity.id not in marked
    ]
    assert unmarked == []
    unsure = {one.id for one in LIBRARY.resources if one.confidence != "high"}
    assert unsure <= marked
    assert all(check.note.endswith(".") for check in LIBRARY.checks)


def test_money_is_named_only_where_it_is_known() -> None:
    assert [one.id for one in LIBRARY.activities if one.cost] == []


def test_reading_ease_is_printed_and_stays_plain() -> None:
    """Flesch reading ease: about 60 to 80 is plain English."""
    eases = {id_: _ease(" ".join(texts(activity))) for id_, activity in ACTIVITIES.items()}
    ordered = sorted(eases, key=lambda id_: eases[id_])
    middle = eases[ordered[len(ordered) // 2]]
    print(f"\nreading ease: middle {middle:.0f}; hardest:")
    for id_ in ordered[:8]:
        print(f"  {eases[id_]:.0f}  {id_}")
    assert middle >= 65
    assert eases[ordered[0]] >= 45


def _ease(text: str) -> float:
    words = re.findall(r"[a-z']+", text.lower())
    sentences = max(1, len(re.findall(r"[.?]", text)))
    return (
        206.835 - 1.015 * len(words) / sentences - 84.6 * sum(map(_syllables, words)) / len(words)
    )


def _syllables(word: str) -> int:
    """Groups of vowels, but for a silent e or es or ed at the end."""
    sounded = re.sub(r"(?<=[^aeiouylt])(e|es|ed)$", "", word.removesuffix("'s"))
    return max(1, len(re.findall(r"[aeiouy]+", sounded)))
