"""A withdrawn story is nowhere: whatever was done with it before, no read of any kind finds it."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.assessment import actions as assessment
from alongside.cli.erasures import apply_file
from alongside.foundation.actor import Forbidden
from alongside.foundation.erasure_list import STORY, Erased, read
from alongside.foundation.writing import Conflict
from alongside.framework.presenters import beside
from alongside.library import queries as library
from alongside.planning import actions as planning
from alongside.planning import queries as plans
from alongside.stories import actions, queries
from alongside.stories.models import Published, Revision, Story, Tombstone
from alongside.stories.policies import CHECKS
from alongside.stories.presenters import learning
from tests.areas.accounts.test_erased_everywhere import everywhere
from tests.factories.stories import (
    ANYBODY,
    MARK,
    PUBLIC_ONLY,
    STAFF,
    WORDS,
    Told,
    moderator,
    show,
    tell,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]
STEPS = ("yes", "yes too", "propose", "agree", "refuse", "change", "decline", "narrow", "widen",
         "pause", "resume")  # fmt: skip


def found(told_id, people) -> set[str]:
    """Every read through which a story could be met, by name, where it is."""
    today = timezone.localdate()
    alice = people.actor("alice")
    by_code = {code: beside.stories_of(code) for code in WORDS.statements}
    reads = {
        "headings": [one.id for one in queries.headings(alice, today=today)],
        "shown": [row.pk for row in [queries.shown(told_id, alice, today=today)] if row],
        "beside": [told_id for told in by_code.values() if any(str(told_id) in t.url for t in told)],
        "library": [one.link for one in library.library_for(alice, today=today).activities],
        "visitor": [one.link for one in library.library_for(None, today=today).activities],
        "plan": list(plans.question(alice, today=today).library.by_id),
        "search": [one.id for one in library.find(
            library.catalogue_for(alice, today=today), library.Wanted(text=MARK))],
    }  # fmt: skip
    ids = (str(told_id), told_id.hex)
    return {name for name, values in reads.items() if any(i in str(v) for v in values for i in ids)}


def do(step: str, told: Told, two) -> None:
    """One thing that may happen to a story; what the rules refuse does not happen."""
    first, second = two
    steps = {
        "yes": lambda: told.yes(first),
        "yes too": lambda: told.yes(second),
        "propose": lambda: told.propose(first, text=f"{MARK} softly"),
        "agree": lambda: told.answer(True),
        "refuse": lambda: told.answer(False),
        "change": lambda: told.change(text=f"{MARK} again"),
        "decline": lambda: told.decline(second),
        "narrow": lambda: told.agree(PUBLIC_ONLY),
        "widen": lambda: told.agree(ANYBODY),
        "pause": lambda: actions.pause(actor=None, code=told.code),
        "resume": lambda: actions.resume(actor=None, code=told.code),
    }
    with suppress(Forbidden, Conflict):
        steps[step]()


@given(st.lists(st.sampled_from(STEPS), max_size=9))
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_happened_before_a_withdrawn_story_is_nowhere(people, steps):
    two = (moderator("Mhairi"), moderator("Niall"))
    told = tell().agree()
    for step in steps:
        do(step, told, two)
        told_id = told.id
        # What is shown is shown everywhere it was agreed to, and nothing else is anywhere.
        where = found(told_id, people)
        if told.state == "shown":
            assert {"headings", "shown", "beside"} <= where
            row = Published.objects.get(pk=told_id)
            assert row.words == queries.agreed_wording(told_id).words
        else:
            assert where == set(), told.state
    told_id = told.id
    told.withdraw()
    assert found(told_id, people) == set()
    assert queries.is_gone(told_id, today=timezone.localdate())
    assert queries.with_code(told.code, today=timezone.localdate()) is None


def test_it_is_met_everywhere_while_it_is_shown(people):
    told = show()
    assert found(told.id, people) == {
        "headings", "shown", "beside", "library", "visitor", "plan", "search",
    }  # fmt: skip


def test_no_table_holds_a_word_of_it_once_a_plan_that_held_it_was_begun(people):
    alice = people.actor("alice")
    for code in ("K02", "S10", "K08"):
        assessment.save_answer(
            actor=alice, edition="realising-recovery-2007", code=code, seq=1, point="", want=True
        )
    told = show()
    story = learning.activity_id(told.id)
    planning.change_hours(actor=alice, hours=6)
    planning.pin(actor=alice, activity_id=story)
    planning.begin(actor=alice)
    kept = [one for one in plans.items_of(people.alice.pk) if "A story, told by" in one.title]
    assert len(kept) == 1
    assert any(MARK.lower() in text for _table, _column, text in everywhere())
    told.withdraw()
    assert {(t, c) for t, c, text in everywhere() if MARK.lower() in text} == set()


# Restoring a backup


def test_a_backup_that_brings_a_story_back_is_put_right(tmp_path, settings):
    settings.ERASURES_FILE = str(tmp_path / "erased.jsonl")
    told = show()
    kept = told.row
    published = Published.objects.get()
    told.withdraw()
    lines, faults = read(tmp_path / "erased.jsonl")
    assert (lines, faults) == ([Erased(timezone.localdate(), kept.pk, STORY)], [])
    Tombstone.objects.all().delete()
    kept.save(force_insert=True)
    published.save(force_insert=True)
    assert apply_file() == (1, 1)
    assert not Story.objects.exists()
    assert not Published.objects.exists()
    assert Tombstone.objects.get().pk == kept.pk
    assert apply_file() == (1, 0)


def test_a_full_disk_does_not_keep_a_teller_waiting(tmp_path, settings, caplog):
    settings.ERASURES_FILE = str(tmp_path / "no such folder" / "erased.jsonl")
    show().withdraw()
    assert not Story.objects.exists()
    assert "not on the list of erasures" in caplog.text


# The stamp


def test_the_stamp_is_another_after_each_change_of_what_is_shown_and_only_then():
    stamps = [queries.revision()]

    def turned() -> bool:
        stamps.append(queries.revision())
        return stamps[-1] not in stamps[:-1]

    told = tell().agree()
    assert not turned()
    told.yes(moderator("Mhairi"))
    assert not turned()
    told.yes(moderator("Niall"))
    assert turned()
    told.agree(replace(ANYBODY, quote=False))
    assert turned()
    actions.pause(actor=None, code=told.code)
    assert turned()
    actions.resume(actor=None, code=told.code)
    assert turned()
    told.withdraw()
    assert turned()
    assert Revision.objects.count() == 1


# What readers first see


def test_the_queue_has_the_longest_waiting_first_and_leaves_out_what_is_not_theirs(people):
    service, team = people.team.service_id, people.team.pk
    tell()
    older, newer = tell().agree(STAFF), tell().agree(STAFF)
    ours = tell().agree(replace(STAFF, service=service, team=team))
    Story.objects.filter(pk=older.id).update(changed_on=timezone.localdate() - timedelta(days=3))
    one = moderator()
    assert [w.story.pk for w in queries.queue(one, today=timezone.localdate())] == [
        older.id, newer.id, ours.id,
    ]  # fmt: skip
    elsewhere = moderator("Elsewhere", service=people.elsewhere.service)
    assert ours.id not in [w.story.pk for w in queries.queue(elsewhere, today=timezone.localdate())]
    assert queries.to_read(elsewhere, ours.id, today=timezone.localdate()) is None


def test_what_somebody_decided_leaves_with_them_without_a_word_of_the_story():
    told = tell().agree()
    one = moderator()
    number = queries.agreed_wording(told.id).number
    actions.say_yes(actor=one, story_id=told.id, number=number, checks=list(CHECKS))
    (kept,) = queries.kept_about(one.person_id)
    assert kept["checks"] == sorted(CHECKS)
    assert MARK not in str(kept)
    assert date.fromisoformat(kept["on"][:10])
