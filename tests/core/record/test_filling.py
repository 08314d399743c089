from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.core.record import filling
from alongside.core.record.counting import Period, total
from alongside.core.record.filling import Wanted, filled
from alongside.core.record.forms import NEEDS, Field, Gaps, Rule, newest

from .made import END, START, WIDE, entry, form, records, section

PERIOD = Period(START, END)


def fill(of, *entries, **more):
    return filled(of, entries, more.pop("period", PERIOD), **more)


def why(done):
    return {one.entry.id: one.why for one in done.left}


@settings(max_examples=50, deadline=None)
@given(records(), st.randoms(use_true_random=False))
def test_no_entry_is_lost_between_the_form_and_what_is_left_out(record, random):
    chosen = {one.id for one in record if random.random() < 0.8}
    done = filled(WIDE, record, PERIOD, chosen=chosen)
    placed = {row.entry.id for part in done.parts for row in part.rows}
    left = [one.entry.id for one in done.left]
    assert len(left) == len(set(left))
    assert not placed & set(left)
    assert len(placed) + len(left) + done.outside == len(record)
    assert placed <= chosen
    assert {one.id for one in done.entries} == placed


@settings(max_examples=50, deadline=None)
@given(records())
def test_what_is_added_up_is_what_stands_in_the_rows_and_rows_are_in_order(record):
    done = filled(WIDE, record, PERIOD)
    for part in done.parts:
        shown = [row.entry for row in part.rows]
        assert [one.on for one in shown] == sorted(one.on for one in shown)
        for reached in part.amounts:
            if reached.amount.of == "hours":
                assert reached.so_far == total(shown, "hours")
            else:
                assert reached.so_far + reached.begun == len(shown)


@settings(max_examples=50, deadline=None)
@given(records())
def test_whatever_an_entry_holds_is_on_the_form_or_said_to_have_no_place(record):
    done = filled(WIDE, record, PERIOD)
    over = {one.entry.id: set(one.sources) for one in done.unused}
    for one in done.entries:
        used = {
            source
            for part in done.parts
            if any(row.entry.id == one.id for row in part.rows)
            for field in part.section.fields
            for source in field.sources
        }
        tags = {"tags.x.part"} if one.kind == "other" else set()
        assert set(filling.sources_of(one)) - used - tags == over.get(one.id, set())


def test_an_entry_that_fits_nowhere_says_why():
    done = fill(
        WIDE,
        entry("practice", kind="practice"),
        entry("other", kind="other"),
        entry("old", kind="other", on=date(2024, 5, 1), tags={"x.part": ("sum",)}),
        entry("new", kind="other", on=date(2024, 6, 1), tags={"x.part": ("sum",)}),
        entry("early", on=date(2023, 12, 1), until=date(2024, 2, 1)),
        entry("late", on=date(2026, 12, 1), until=date(2027, 2, 1)),
        entry("before", on=date(2023, 12, 1)),
        entry("not mine", on=date(2025, 1, 1)),
        chosen={"practice", "other", "old", "new", "early", "late"},
    )
    assert why(done) == {
        "practice": filling.NO_PLACE,
        "other": filling.NOT_TAGGED,
        "old": filling.NEWER,
        "early": filling.STARTS_BEFORE,
        "late": filling.ENDS_AFTER,
        "not mine": filling.NOT_CHOSEN,
    }
    assert done.outside == 1
    assert [one.id for one in done.entries] == ["new"]


def test_an_entry_that_lacks_a_text_is_told_which():
    of = form(section(rules=(Rule(("learning",), having=("texts.learned", "texts.changed")),)))
    done = fill(of, entry(texts={"changed": "Something"}))
    assert [(one.why, one.lacks) for one in done.left] == [(filling.LACKS, ("texts.learned",))]


def test_one_entry_serves_several_sections_and_the_other_way_round():
    done = fill(WIDE, entry(texts={"learned": "Much"}, hours=Decimal(2)))
    assert [len(part.rows) for part in done.parts] == [1, 1, 0, 0]
    assert len(done.entries) == 1


def test_a_text_that_is_left_out_is_neither_there_nor_counted_and_is_said():
    one = entry(kind="reflection", texts={"learned": "One two three"})
    done = fill(WIDE, one, without={"e"})
    cell = done.parts[1].rows[0].cells[0]
    assert (cell.words, cell.withheld, cell.empty) == (0, True, True)
    assert done.parts[1].rows[0].entry.texts == {}
    assert done.withheld == (one,)
    assert done.left == ()


def test_a_text_with_more_words_than_there_is_room_for_says_so():
    done = fill(WIDE, entry(kind="reflection", texts={"learned": "one two three four five six"}))
    cell = done.parts[1].rows[0].cells[0]
    assert cell.words == 6
    assert cell.too_long


def test_an_entry_lacking_something_counts_for_none_and_is_said_to_be_begun():
    done = fill(WIDE, entry("a", hours=Decimal(3)), entry("b"))
    hours, count = done.parts[0].amounts
    assert hours.so_far == 3
    assert (count.so_far, count.begun) == (1, 1)


def test_a_gap_is_told_by_an_entry_that_lies_in_it():
    of = form(section(kinds=("learning", "other"), gaps=Gaps(3, ("other",))))
    leave = entry("leave", kind="other", on=date(2024, 3, 1), until=date(2024, 9, 1))
    done = fill(
        of,
        entry("a", on=date(2024, 1, 5)),
        leave,
        entry("b", on=date(2024, 12, 1)),
        period=Period(START, date(2025, 12, 31)),
        today=date(2025, 6, 1),
    )
    first, second = done.parts[0].stretches
    assert (first.gap.after, first.gap.before) == (date(2024, 1, 5), date(2024, 12, 1))
    assert first.told_by == (leave,)
    assert (second.gap.before, second.told_by) == (date(2025, 6, 1), ())


def test_a_time_that_has_not_begun_has_no_gaps_yet():
    of = form(section(gaps=Gaps(3)))
    assert fill(of, today=date(2023, 1, 1)).parts[0].stretches == ()


def test_what_somebody_wants_to_learn_goes_where_a_form_asks_for_it():
    of = form(section("needs", rules=(), fields=(), of=NEEDS), section())
    wanted = (Wanted("Hope", ("A course",)),)
    assert fill(of, wanted=wanted).parts[0].wanted == wanted


def test_the_newest_version_in_use_is_offered_and_one_to_come_is_not_yet():
    def version(name, since, until=None):
        from dataclasses import replace

        return replace(form(section()), version=name, valid_from=since, valid_until=until)

    forms = [
        version("1", date(2016, 1, 1), date(2025, 12, 31)),
        version("2", date(2026, 1, 1)),
        version("3", date(2028, 1, 1)),
    ]
    assert [one.version for one in newest(forms, today=date(2027, 1, 1))] == ["2"]
    assert [one.version for one in newest(forms, today=date(2025, 1, 1))] == ["1"]
    assert [one.version for one in newest(forms, today=date(2028, 1, 1))] == ["3"]


def test_two_of_our_fields_can_feed_one_of_theirs():
    both = Field("both", "Both", ("texts.changed", "texts.effect"), required=True)
    of = form(section(fields=(both,)))
    cell = (
        fill(of, entry(texts={"effect": "one two", "changed": "three"})).parts[0].rows[0].cells[0]
    )
    assert (cell.words, cell.lacking) == (3, False)
