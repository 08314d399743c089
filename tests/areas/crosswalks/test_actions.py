"""Relations are written by stewards, read by somebody else, and never overwritten or lost."""

import pytest

from alongside.accounts.actions import erase_person
from alongside.core.crosswalks import How, State
from alongside.crosswalks import actions, queries
from alongside.crosswalks.models import Facts, OwnCrosswalk, Reading, RelationVersion
from alongside.foundation import history
from alongside.foundation.actor import Forbidden, Role
from alongside.foundation.writing import Conflict
from alongside.framework import queries as framework
from alongside.framework.queries import crosswalks as told
from tests.factories.accounts import actor_for, give
from tests.factories.crosswalks import (
    KSF,
    REST,
    SAID,
    WHY,
    a_reader,
    a_writer,
    about,
    begun,
    key,
    say,
    thread_of,
    write,
)
from tests.factories.packages import own


def relation(code: str = "S04", item: str = "C1"):
    """What everybody is told between one item and one statement."""
    found = told.crosswalk(KSF, framework.published())
    rows = [row for row in found.crosswalk.of_item(item) if row.statement == code]
    return rows[0] if rows else None


def came(item: str = "C1"):
    """The code of a statement of which the product says something, with that."""
    one = next(one for one in told.packaged(framework.published()) if one.crosswalk.id == KSF)
    return next(row for row in one.crosswalk.of_item(item) if row.statement)


def test_a_relation_is_written_told_and_kept_with_every_version(dana):
    first = relation(came().statement)
    at = key(first.statement)
    write(dana, at)
    write(dana, at, how=How.NARROWER, why="Because it is a part.")
    row = relation(first.statement)
    assert (row.how, row.why, row.not_covered) == (How.NARROWER, "Because it is a part.", REST)
    assert row.was == first
    assert [one.why for one in queries.versions_of(KSF, at)] == [WHY, "Because it is a part."]
    verbs = [one.verb for one in history.past(f"crosswalk:{KSF}")]
    assert verbs == ["relation written", "relation written"]


def test_history_holds_no_word_of_what_was_written(dana, charlie):
    write(dana, key())
    say(charlie, key())
    said = str([one.what for one in history.past(f"crosswalk:{KSF}")])
    assert not [word for word in (WHY, REST, "Combe", "I work by both") if word in said]


@pytest.mark.parametrize("name", ["alice", "bob", "charlie"])
def test_only_a_national_steward_writes(people, dana, name):
    give(people.bob, Role.STEWARD, service=people.team.service)
    other = people.actor(name)
    for do in (
        lambda: write(other, key()),
        lambda: actions.take_suggestion(actor=other, slug=KSF, key=key()),
        lambda: actions.withdraw(actor=other, slug=KSF, key=key(), seen=0),
        lambda: actions.begin(actor=other, framework=own("document"), **SAID),
        lambda: actions.describe(actor=other, slug="x", seen=1, public=True, **SAID),
    ):
        with pytest.raises(Forbidden):
            do()
    assert not RelationVersion.objects.exists()
    assert not OwnCrosswalk.objects.exists()


def test_two_who_write_the_same_relation_never_overwrite_each_other(people, dana):
    other = a_writer(people.bob)
    write(dana, key(), why="What Dana wrote.")
    with pytest.raises(Conflict) as clash:
        write(other, key(), why="What Bob wrote.", seen=0)
    assert ("Why", "What Bob wrote.") in clash.value.yours
    assert ("Why", "What Dana wrote.") in clash.value.theirs
    with pytest.raises(Conflict):
        actions.withdraw(actor=other, slug=KSF, key=key(), seen=0)
    assert relation().why == "What Dana wrote."


def test_the_same_sent_twice_is_one_version(dana):
    write(dana, key(), seen=0)
    write(dana, key(), seen=0)
    assert RelationVersion.objects.count() == 1


@pytest.mark.parametrize("how", [how for how in How if how is not How.EXACT])
def test_whatever_leaves_something_over_must_say_what(dana, how):
    with pytest.raises(Forbidden, match="left over"):
        write(dana, key(), how=how, not_covered=" ")
    with pytest.raises(Forbidden, match="left over"):
        write(dana, key(), how=How.EXACT, not_covered="Something")


def test_a_relation_waits_until_somebody_else_has_read_it(dana, charlie):
    write(dana, key())
    assert relation().review is None
    with pytest.raises(Forbidden, match="Somebody else"):
        say(dana, key())
    assert relation().review is None
    say(charlie, key())
    review = relation().review
    assert (review.by, review.capacity, review.words) == (
        "C. Combe",
        "Practice educator",
        "I work by both.",
    )
    assert thread_of(key()).state is State.READ


def test_whoever_wrote_an_earlier_version_cannot_read_the_later(people, dana):
    other = a_writer(people.bob)
    write(dana, key())
    write(other, key(), why="With a comma.")
    for actor in (dana, other):
        with pytest.raises(Forbidden, match="Somebody else"):
            say(actor, key())


def test_who_reads_first_and_writes_then_no_longer_counts(people, dana):
    """Words can come back to what they were: their reader has a hand in them all the same."""
    other = a_writer(people.bob)
    write(dana, key())
    say(other, key())
    assert relation().review
    write(other, key(), why="Otherwise.")
    write(other, key())
    assert relation().why == WHY
    assert relation().review is None


def test_a_changed_relation_waits_again_and_so_does_one_whose_reader_takes_it_back(dana, charlie):
    write(dana, key())
    say(charlie, key())
    write(dana, key(), why="In other words.")
    assert relation().review is None
    assert thread_of(key()).state is State.WAITS
    say(charlie, key())
    assert relation().review
    held = Reading.objects.get(ended_at__isnull=True)
    with pytest.raises(Forbidden, match="Only whoever said it"):
        actions.take_back(actor=dana, reading_id=held.pk)
    actions.take_back(actor=charlie, reading_id=held.pk)
    assert relation().review is None
    assert Reading.objects.count() == 2, "what was said stays to be seen"


def test_a_not_yet_says_why_and_holds_a_yes_back(people, dana, charlie):
    alice = a_reader(people.alice, dana)
    write(dana, key())
    say(charlie, key())
    with pytest.raises(Forbidden, match="what would have to change"):
        say(alice, key(), yes=False, words=" ")
    say(alice, key(), yes=False, words="It says too much.")
    assert relation().review is None
    assert thread_of(key()).state is State.NOT_YET
    say(alice, key(), yes=True)
    assert relation().review


def test_nobody_says_yes_to_words_they_have_not_seen(dana, charlie):
    write(dana, key())
    with pytest.raises(Conflict) as clash:
        say(charlie, key(), seen="0" * 64)
    assert ("Why", WHY) in clash.value.theirs
    assert ("Your words", "I work by both.") in clash.value.yours


@pytest.mark.parametrize("name", ["alice", "bob"])
def test_who_is_neither_steward_nor_on_a_panel_reads_nothing_for_others(people, dana, name):
    write(dana, key())
    with pytest.raises(Forbidden, match="on a panel"):
        say(people.actor(name), key())


def test_what_came_with_the_product_can_be_read_without_being_written_anew(dana, charlie):
    at = key(came().statement)
    say(charlie, at)
    assert relation(came().statement).review.by == "C. Combe"
    assert not RelationVersion.objects.exists()


def test_withdrawn_is_told_no_longer_and_written_anew_it_waits(dana, charlie):
    code = came().statement
    at = key(code)
    say(charlie, at)
    actions.withdraw(actor=dana, slug=KSF, key=at, seen=0)
    actions.withdraw(actor=dana, slug=KSF, key=at, seen=0)
    assert relation(code) is None
    assert code in told.crosswalk(KSF, framework.published()).withdrawn
    with pytest.raises(Forbidden, match="no words"):
        say(charlie, at)
    write(dana, at)
    assert relation(code).review is None
    assert [one.withdrawn for one in queries.versions_of(KSF, at)] == [True, False]


def test_a_suggestion_taken_up_is_told_to_nobody_and_cannot_be_read(dana, charlie):
    desk = queries.desk(KSF)
    said = {thread.code for (item, _), thread in desk.threads.items() if item == "C1"}
    found = queries.suggestions(desk, desk.crosswalk.items[0])
    code = next(one.code for one in found if one.code not in said)
    for _twice in range(2):
        actions.take_suggestion(actor=dana, slug=KSF, key=key(code))
    assert thread_of(key(code)).state is State.WORDLESS
    assert relation(code) is None
    with pytest.raises(Forbidden, match="no words"):
        say(charlie, key(code))
    write(dana, key(code))
    assert relation(code).review is None
    assert [one.suggested for one in queries.versions_of(KSF, key(code))] == [True, False]


def test_a_suggestion_changes_nothing_that_somebody_wrote(dana):
    write(dana, key())
    actions.take_suggestion(actor=dana, slug=KSF, key=key())
    actions.take_suggestion(actor=dana, slug=KSF, key=key(came().statement))
    assert RelationVersion.objects.count() == 1


def test_nothing_is_written_of_what_is_not_there(dana):
    for at in (("C99", about("S04")), ("C1", "no-such-theme")):
        with pytest.raises(Forbidden, match="not in the crosswalk"):
            actions.write(
                actor=dana, slug=KSF, key=at, seen=0, how=How.RELATED, why="W", not_covered="N"
            )
    with pytest.raises(Forbidden, match="not in the crosswalk"):
        write_to = key()
        actions.take_suggestion(actor=dana, slug="nothing", key=write_to)


def test_once_a_reader_is_erased_no_name_stands_and_the_relation_waits(people, dana, charlie):
    write(dana, key())
    say(charlie, key())
    erase_person(actor=people.actor("charlie"))
    assert relation().review is None
    assert not Reading.objects.exists()


def test_once_a_writer_is_erased_the_words_stay_without_them(people, dana, charlie):
    give(people.bob, Role.STEWARD)
    write(dana, key())
    say(charlie, key())
    erase_person(actor=people.actor("dana"))
    assert RelationVersion.objects.get().author_id is None
    assert relation().review


def test_what_one_wrote_and_read_can_be_taken_along(people, dana, charlie):
    write(dana, key())
    say(charlie, key())
    assert queries.export(people.dana.pk)["relations_written"][0]["why"] == WHY
    assert queries.export(people.charlie.pk)["relations_read"][0]["words"] == "I work by both."
    assert queries.export(people.alice.pk) == {}


# With a framework that was taken in


def test_a_crosswalk_is_begun_once_for_a_framework_and_told_to_nobody_yet(people, dana):
    slug = begun(dana)
    again = actions.begin(actor=dana, framework=own("document"), **{**SAID, "title": "Another"})
    assert (again, OwnCrosswalk.objects.count(), Facts.objects.count()) == (slug, 1, 1)
    assert told.crosswalk(slug, framework.published()) is None
    with pytest.raises(Forbidden, match="not taken in"):
        actions.begin(actor=dana, framework="nothing", **SAID)


def test_shown_to_all_it_holds_what_was_said_with_codes_and_titles(dana, charlie):
    slug = begun(dana, public=True)
    at = (own("I2"), about("S04"))
    write(dana, at, slug=slug)
    found = told.crosswalk(slug, framework.published())
    assert [(one.label, one.title) for one in found.crosswalk.items] == [("I2", "Knows I2")]
    assert found.crosswalk.relations[0].statement == "S04"
    assert not found.whole
    say(charlie, at, slug=slug)
    found = told.crosswalk(slug, framework.published())
    assert found.crosswalk.relations[0].review


def test_a_reader_on_a_panel_reads_nothing_of_what_may_not_be_shown(dana, charlie):
    slug = begun(dana)
    at = (own("I2"), about("S04"))
    write(dana, at, slug=slug)
    with pytest.raises(Forbidden):
        say(charlie, at, slug=slug)


def test_what_a_crosswalk_says_of_itself_is_never_overwritten(people, dana):
    other = a_writer(people.bob)
    slug = begun(dana)
    actions.describe(actor=dana, slug=slug, seen=1, public=False, **{**SAID, "title": "Dana's"})
    with pytest.raises(Conflict) as clash:
        actions.describe(actor=other, slug=slug, seen=1, public=True, **{**SAID, "title": "Bob's"})
    assert ("Title", "Bob's") in clash.value.yours
    assert ("Title", "Dana's") in clash.value.theirs
    assert Facts.objects.count() == 2


def test_a_name_that_is_taken_is_not_given_twice(dana):
    slug = begun(dana)
    assert slug not in {one.crosswalk.id for one in told.packaged(framework.published())}
    assert slug == "another-framework-by-its-titles"


def test_a_board_steward_reads_and_does_not_write(people, dana):
    give(people.bob, Role.STEWARD, board=people.team.service.board)
    from tests.factories.accounts import with_second_factor

    with_second_factor(people.bob)
    write(dana, key())
    say(actor_for(people.bob), key())
    assert relation().review
