"""A draft line by line: what can be done with a statement, and the edition that all lines make."""

import json
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.core.framework import (
    Became,
    Emphasis,
    Profile,
    changing,
    digest,
    drafting,
    from_document,
    parts,
    to_document,
)
from alongside.core.framework.drafting import Line

from .made import first_edition, said

OLD = first_edition(Random(3), "one")
CODES = [one.code for one in OLD.statements]


def compose(lines):
    return drafting.compose(OLD, lines, slug="two", title="Two", year=2027)


def alike():
    """Two codes of one kind."""
    return next(
        (first, second)
        for at, first in enumerate(CODES)
        for second in CODES[at + 1 :]
        if first[0] == second[0]
    )


def put(lines, made):
    assert made
    return {**lines, **{line.code: line for line in made}}


def test_a_draft_begins_as_the_edition_before_and_says_so_soundly():
    lines = drafting.opening(OLD)
    made = compose(lines)
    assert drafting.faults(OLD, made) == ()
    assert {one.kind for one in made.dispositions} == {Became.SAME}
    assert [made.identifier(code) for code in CODES] == [OLD.identifier(code) for code in CODES]


def test_a_line_survives_being_kept_as_json():
    lines = drafting.opening(OLD)
    first, other = alike()
    lines = put(lines, drafting.merged(lines[first], lines[other], "One is enough."))
    assert {code: Line.read(line.plain()) for code, line in lines.items()} == lines


def test_other_words_keep_the_identifier_only_where_the_meaning_stays():
    for became, kept in ((Became.REWORDED, True), (Became.CHANGED, False)):
        lines = drafting.opening(OLD)
        code = CODES[0]
        words = replace(lines[code].statement, text="Other words.")
        lines = put(lines, drafting.written(lines[code], words, became, "Plainer."))
        made = compose(lines)
        assert drafting.faults(OLD, made) == ()
        assert (made.identifier(code) == OLD.identifier(code)) is kept


def test_a_split_that_still_says_the_same_twice_is_a_fault_until_it_is_written_apart():
    lines, code = drafting.opening(OLD), CODES[0]
    other = drafting.next_code(lines, [OLD], lines[code].statement.kind)
    assert other not in CODES
    lines = put(lines, drafting.split(lines[code], other, "Two things."))
    assert any("still say the same" in fault for fault in drafting.faults(OLD, compose(lines)))
    apart = said(other, "the other half")
    words = replace(lines[other].statement, title=apart.title, text=apart.text)
    half = put(lines, drafting.written(lines[other], words, Became.SAME, "Two things."))
    (fault,) = drafting.faults(OLD, compose(half))
    assert fault.startswith(f"{code} and {other}: still say the same (what a worker says, "), fault
    words = replace(words, faces=replace(apart.faces, ask=f"  {words.faces.ask.upper()} "))
    half = put(lines, drafting.written(lines[other], words, Became.SAME, "Two things."))
    (fault,) = drafting.faults(OLD, compose(half))
    assert fault.endswith("still say the same (what people are asked)."), fault
    words = replace(words, faces=apart.faces)
    lines = put(lines, drafting.written(lines[other], words, Became.SAME, "Two things."))
    made = compose(lines)
    assert drafting.faults(OLD, made) == ()
    (one,) = (one for one in made.dispositions if one.kind is Became.SPLIT)
    assert (one.old, set(one.new), one.why) == ((code,), {code, other}, "Two things.")


def test_the_halves_of_one_statement_are_all_held_against_one_another():
    lines, code = drafting.opening(OLD), CODES[0]
    for other in ("K91", "K92"):
        lines = put(lines, drafting.split(lines[code], other, "Three things."))
    words = replace(said(code, "in between"), theme=lines[code].statement.theme)
    lines = put(lines, drafting.written(lines["K91"], words, Became.SAME, "Three things."))
    (fault,) = drafting.faults(OLD, compose(lines))
    assert fault.startswith(f"{code} and K92: still say the same" if code < "K92" else "K92")


def test_what_feedback_asks_with_is_a_question_and_nothing_is_left_empty():
    lines, code = drafting.opening(OLD), CODES[0]
    for ask, expect, found in (
        ("An advance statement is a paper.", "You can.", ["what people are asked is not written"]),
        ("", "You can.", ["what people are asked is not written"]),
        ("Did it happen?", " ", ["what people can expect is not written"]),
        ("Did it happen?", "You can.", []),
    ):
        now = lines[code].statement
        words = replace(now, faces=replace(now.faces, ask=ask, expect=expect))
        made = put(lines, drafting.written(lines[code], words, Became.CHANGED, "Plainer."))
        faults = drafting.faults(OLD, compose(made))
        assert [fault.split(" yet")[0] for fault in faults] == [
            f"{code}: {one}{' as a question' if 'asked' in one else ''}" for one in found
        ]


ASKS = tuple(Emphasis(code, 2, "Why.", "practising") for code in CODES if code[0] != "V")
TYPICAL = replace(OLD, profiles=(Profile("nurse", "Nurse", "Nurses", ASKS),))


def typical(lines, rows=None):
    made = parts.read(json.loads(json.dumps(rows or {})))
    whole = drafting.compose(TYPICAL, lines, made, slug="two", title="Two", year=2027)
    return {one.code: one.typical for one in whole.profiles[0].emphasis}


def fated():
    """Lines with one statement of every fate, and the codes: same, reworded, changed, halves, one."""
    first, *rest = [code for code in CODES if code[0] != "V"]
    second, third, fourth = rest[:3]
    lines = drafting.opening(TYPICAL)
    for code, became in ((second, Became.REWORDED), (third, Became.CHANGED)):
        words = replace(lines[code].statement, text="Other words.")
        lines = put(lines, drafting.written(lines[code], words, became, "Why."))
    half = f"{fourth[0]}91"
    return put(lines, drafting.split(lines[fourth], half, "Two.")), (
        first, second, third, fourth, half,
    )  # fmt: skip


def test_a_typical_point_stays_with_words_that_mean_the_same_and_with_no_others():
    lines, (same, reworded, changed, one, half) = fated()
    assert {code: typical(lines)[code] for code in (same, reworded, changed, one, half)} == {
        same: "practising", reworded: "practising", changed: None, one: None, half: None,
    }  # fmt: skip


def test_a_typical_point_that_was_written_of_the_new_words_stands_and_one_of_the_old_does_not():
    lines, (same, _reworded, changed, one, _half) = fated()
    asks = tuple(Emphasis(code, 2, "Why.", "leading") for code in (same, changed, one))
    written = replace(TYPICAL.profiles[0], emphasis=asks)
    name = parts.profile_name(written.id)
    before = {name: parts.plain_profile(written, dict.fromkeys(CODES, Became.SAME))}
    after = {name: parts.plain_profile(written, {c: line.became for c, line in lines.items()})}
    assert typical(lines, before) == {same: "leading", changed: None, one: None}
    assert typical(lines, after) == {same: "leading", changed: "leading", one: "leading"}
    gone = drafting.split(lines[changed], f"{changed[0]}92", "Two.")
    assert typical(put(lines, gone), after)[changed] is None, "it was said of the whole"


def test_two_of_one_kind_are_merged_and_two_of_different_kinds_are_not():
    lines = drafting.opening(OLD)
    first, other = alike()
    lines = put(lines, drafting.merged(lines[first], lines[other], "They overlapped."))
    made = compose(lines)
    assert drafting.faults(OLD, made) == ()
    assert other not in made.by_code
    assert changing.meaning(OLD, made)[other].to == (first,)
    fresh = drafting.opening(OLD)
    stranger = next(code for code in CODES if code[0] != first[0])
    assert drafting.merged(fresh[first], fresh[stranger], "x") == []
    assert drafting.merged(fresh[first], fresh[first], "x") == []


def test_a_retired_statement_asks_for_a_reason():
    lines, code = drafting.opening(OLD), CODES[0]
    lines = put(lines, drafting.retired(lines, code, ""))
    assert any("says nothing of why" in fault for fault in drafting.faults(OLD, compose(lines)))
    lines = put(
        drafting.opening(OLD), drafting.retired(drafting.opening(OLD), code, "Law changed.")
    )
    assert drafting.faults(OLD, compose(lines)) == ()


def test_one_half_retired_leaves_the_other_with_a_changed_meaning():
    lines, code = drafting.opening(OLD), CODES[0]
    lines = put(lines, drafting.split(lines[code], "K90", "Two things."))
    words = replace(lines[code].statement, text="What is left.")
    lines = put(lines, drafting.written(lines[code], words, Became.SAME, "Two things."))
    lines = put(lines, drafting.retired(lines, "K90", "Not this half."))
    assert lines[code].became is Became.CHANGED
    assert drafting.faults(OLD, compose(lines)) == ()


def test_what_profiles_pairs_and_outside_things_said_goes_with_what_came_of_it():
    first, other = alike()
    lines = drafting.opening(OLD)
    lines = put(lines, drafting.merged(lines[first], lines[other], "x"))
    made = compose(lines)
    named = {code for profile in made.profiles for code in (one.code for one in profile.emphasis)}
    named |= {code for thing in made.outside_things for code in thing.statements}
    named |= {end for pair in made.pairs for end in (pair.first, pair.second)}
    named |= {code for theme in made.themes for code in theme.statements} | set(made.no_evidence)
    assert named <= set(made.by_code)


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["write", "change", "split", "merge", "retire", "back", "add"]),
        st.integers(0, 40),
        st.integers(0, 40),
    ),
    max_size=14,
)


@given(DEEDS)
@settings(max_examples=50, deadline=None)
def test_whatever_is_done_in_whatever_order_nothing_is_lost_and_all_can_be_put_back(deeds):
    lines = drafting.opening(OLD)
    for verb, one, two in deeds:
        codes = sorted(lines)
        code, other = codes[one % len(codes)], codes[two % len(codes)]
        lines |= {line.code: line for line in done(lines, verb, code, other)}
        named = [old for each in drafting.dispositions(lines.values()) for old in each.old]
        assert sorted(named) == sorted(OLD.by_code), "each of the old stands in exactly one"
        made = compose(lines)
        wrong = [fault for fault in changing.check(OLD, made) if "why" not in fault]
        # Words that are the same, or not yet written apart, are the writer's to mend.
        assert [fault for fault in wrong if "the words are" not in fault] == []
        assert digest(from_document(to_document(made))) == digest(made)
    for code in sorted(lines):
        lines |= {line.code: line for line in drafting.as_before(lines, code, OLD)}
    assert {c: line for c, line in lines.items() if line.statement} == drafting.opening(OLD)


def done(lines, verb, code, other):
    line = lines[code]
    if verb in ("write", "change"):
        became = Became.REWORDED if verb == "write" else Became.CHANGED
        words = replace(said(code, "x"), text=f"{other} {verb}")
        return drafting.written(line, words, became, "Because.")
    if verb == "split" and line.statement:
        free = drafting.next_code(lines, [OLD], line.statement.kind)
        return drafting.split(line, free, "Because.")
    if verb == "merge":
        return drafting.merged(line, lines[other], "Because.")
    if verb == "retire":
        return drafting.retired(lines, code, "Because.")
    if verb == "back":
        return drafting.as_before(lines, code, OLD)
    if verb == "add":
        free = drafting.next_code(lines, [OLD], OLD.by_code[CODES[0]].kind)
        return drafting.added(free, said(free, "new"), "Because.")
    return []
