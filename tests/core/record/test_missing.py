from datetime import date
from decimal import Decimal

from hypothesis import given, settings

from alongside.core.record import missing as core
from alongside.core.record.counting import Period
from alongside.core.record.filling import filled
from alongside.core.record.forms import NEEDS, Gaps

from .made import END, START, WIDE, entry, form, records, section

PERIOD = Period(START, END)


def missing(of, *entries):
    return core.missing(filled(of, entries, PERIOD))


def test_an_empty_record_lacks_every_amount_and_every_section():
    found = [(one.what, one.section.id) for one in missing(WIDE)]
    assert found == [
        (core.TOO_LITTLE, "log"),
        (core.TOO_LITTLE, "log"),
        (core.NOTHING, "accounts"),
        (core.NOTHING, "only"),
        (core.NOTHING, "all"),
        (core.SILENT, "all"),
    ]


def test_a_part_of_an_amount_says_what_there_is_in_its_own_units():
    found = missing(WIDE, entry(hours=Decimal("12.25")))
    short = [one for one in found if one.what == core.TOO_LITTLE]
    assert [(one.so_far, one.amount.at_least) for one in short] == [
        (Decimal("12.25"), Decimal(35)),
        (Decimal(1), Decimal(2)),
    ]


@settings(max_examples=50, deadline=None)
@given(records())
def test_an_amount_is_missing_exactly_where_the_sum_is_below_what_is_asked(record):
    done = filled(WIDE, record, PERIOD)
    said = {
        (one.section.id, one.amount.of) for one in core.missing(done) if one.what == core.TOO_LITTLE
    }
    short = {
        (part.section.id, reached.amount.of)
        for part in done.parts
        for reached in part.amounts
        if reached.so_far < reached.amount.at_least
    }
    assert said == short


@settings(max_examples=50, deadline=None)
@given(records())
def test_nothing_that_lacks_something_is_ever_passed_over(record):
    done = filled(WIDE, record, PERIOD)
    said = {(one.section.id, one.entry.id) for one in core.missing(done) if one.entry}
    lacking = {
        (part.section.id, row.entry.id)
        for part in done.parts
        for row in part.rows
        if not row.complete or any(cell.too_long for cell in row.cells)
    }
    assert said == lacking


def test_an_empty_field_is_named_with_its_entry():
    found = [one for one in missing(WIDE, entry()) if one.what == core.EMPTY_FIELD]
    assert [(one.entry.id, [field.label for field in one.fields]) for one in found] == [
        ("e", ["Hours"])
    ]


def test_too_many_words_are_said_with_how_many():
    long = entry(kind="reflection", texts={"learned": "a b c d e f g"})
    found = [one for one in missing(WIDE, long) if one.what == core.TOO_LONG]
    assert [(one.words, one.fields[0].words_at_most) for one in found] == [(7, 5)]


def test_a_silent_stretch_is_missing_until_an_entry_says_what_it_was():
    of = form(section(kinds=("learning", "other"), gaps=Gaps(3, ("other",))))
    first = entry("a", on=START, until=date(2026, 6, 30))
    assert [one.what for one in missing(of, first)] == [core.SILENT]
    leave = entry("b", kind="other", on=date(2026, 8, 1), until=date(2026, 9, 1))
    assert missing(of, first, leave) == []


def test_an_optional_section_and_one_of_needs():
    of = form(
        section("extra", ("visit",), optional=True), section("needs", rules=(), fields=(), of=NEEDS)
    )
    assert [(one.what, one.section.id) for one in missing(of)] == [(core.NOTHING, "needs")]
