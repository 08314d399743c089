"""One edition after another: nothing lost, nothing invented, and every fault found and said."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.core.framework import (
    KEEPS,
    LOOK_AGAIN,
    Became,
    Disposition,
    Edition,
    digest,
    drafting,
    from_document,
    to_document,
)
from alongside.core.framework.changing import check, compare, kept_identifiers, meaning
from alongside.core.framework.wording import by_words, differing, differing_around, wording

from .made import first_edition, lines, pairs, reworded, said
from .test_edition import an_edition

few = settings(max_examples=40)


@few
@given(pairs)
def test_an_edition_that_follows_in_order_has_no_fault(two):
    assert check(*two) == ()


@few
@given(pairs)
def test_every_statement_before_and_now_stands_in_exactly_one_change(two):
    old, new = two
    changes = compare(old, new)
    assert Counter(one.code for c in changes for one in c.old) == Counter(list(old.by_code))
    assert Counter(one.code for c in changes for one in c.new) == Counter(list(new.by_code))
    assert {change.kind for change in changes} == set(Became)


@few
@given(lines)
def test_over_three_editions_nothing_is_lost_and_nothing_invented(three):
    first, second, third = three
    changes = compare(first, third, between=[second])
    assert Counter(one.code for c in changes for one in c.old) == Counter(list(first.by_code))
    assert Counter(one.code for c in changes for one in c.new) == Counter(list(third.by_code))
    for code, carried in meaning(first, third, between=[second]).items():
        if carried.counts:
            assert third.identifier(carried.counts) == first.identifier(code)
            assert carried.counts[0] == code[0]


@few
@given(lines)
def test_what_counts_over_two_steps_is_what_counts_over_each(three):
    first, second, third = three
    early, late = meaning(first, second), meaning(second, third)
    for code, carried in meaning(first, third, between=[second]).items():
        half_way = early[code].counts
        assert carried.counts == (late[half_way].counts if half_way else "")
        reached = {made for middle in early[code].to for made in late[middle].to}
        assert reached <= set(carried.to)


@few
@given(pairs)
def test_what_an_answer_means_now_follows_from_what_became_of_its_statement(two):
    old, new = two
    means = meaning(old, new)
    assert set(means) == set(old.by_code)
    for code, carried in means.items():
        assert carried.again == (carried.kind in LOOK_AGAIN)
        assert bool(carried.counts) == (carried.kind in KEEPS)
        assert not (carried.again and carried.counts)
        if carried.kind is Became.SAME:
            assert wording(old.by_code[code]) == wording(new.by_code[carried.counts])
    counted = [carried.counts for carried in means.values() if carried.counts]
    assert len(counted) == len(set(counted))
    made = {code for one in new.dispositions if one.kind is Became.NEW for code in one.new}
    assert not made & {code for carried in means.values() for code in carried.to}


def follow(before, slug, *deeds):
    """The edition after another, made by what is done with its lines in turn."""
    made = drafting.opening(before)
    for deed in deeds:
        made |= {line.code: line for line in deed(made)}
    return drafting.compose(before, made, slug=slug, title=slug, year=2030)


def test_what_met_another_on_the_way_is_not_asked_about_where_only_the_other_went():
    """One is split, and half of it is merged with a second: the second never became the first."""
    first = first_edition(Random(3), "one")
    one, two = [code for code in first.by_code if code[0] == "K"][:2]
    second = follow(first, "two", lambda made: drafting.split(made[one], "K90", "Two things."))
    third = follow(
        second, "three", lambda made: drafting.merged(made[two], made["K90"], "Much alike.")
    )
    found = meaning(first, third, between=[second])
    assert (found[one].to, found[one].again) == ((one, two), True)
    assert (found[two].to, found[two].again) == ((two,), True)
    fourth = follow(third, "four", lambda made: drafting.retired(made, one, "By law now."))
    found = meaning(first, fourth, between=[second, third])
    assert (found[one].to, found[two].to) == ((two,), (two,))


def test_the_parts_of_a_split_keep_their_order_over_the_next_edition():
    first = first_edition(Random(3), "one")
    code = next(code for code in first.by_code if code[0] == "K")
    second = follow(first, "two", lambda made: drafting.split(made[code], "K90", "Two things."))
    third = follow(second, "three")
    assert meaning(first, third, between=[second])[code].to == (code, "K90")


@few
@given(pairs)
def test_a_difference_reads_the_same_from_either_side(two):
    old, new = two
    there, back = compare(old, new), compare(new, old)
    assert {(c.old, c.new) for c in there} == {(c.new, c.old) for c in back}
    turned = {Became.RETIRED: Became.NEW, Became.SPLIT: Became.MERGED}
    kinds = {(c.old, c.new): c.kind for c in back}
    for change in there:
        if change.kind in turned:
            assert kinds[(change.new, change.old)] is turned[change.kind]


@few
@given(pairs)
def test_nothing_is_carried_backwards(two):
    old, new = two
    assert meaning(new, old) == {}


@few
@given(pairs, st.data())
def test_leaving_out_any_disposition_is_found(two, data):
    old, new = two
    out = data.draw(st.sampled_from(new.dispositions))
    kept = tuple(one for one in new.dispositions if one is not out)
    faults = check(old, replace(new, dispositions=kept))
    for code in (*out.old, *out.new):
        assert any(fault.startswith(f"{code} of") for fault in faults)


@few
@given(pairs)
def test_an_edition_that_follows_another_reads_back_from_its_document(two):
    _old, new = two
    assert from_document(to_document(new)) == new


def test_what_an_edition_says_of_the_one_before_counts_in_its_digest_and_its_absence_does_not():
    plain = an_edition()
    document = to_document(plain)
    for later in ("previous", "dispositions", "identifiers"):
        del document[later]
    assert digest(from_document(document)) == digest(plain)
    told = replace(plain, dispositions=(Disposition(Became.NEW, (), ("K01",)),))
    assert digest(told) != digest(plain)


# Faults, one by one

OLD = an_edition(slug="one", statements=(said("K01", "a"), said("K02", "b")))


def follows(*dispositions: Disposition, **changes) -> Edition:
    """An edition after OLD in which K01 is reworded and K02 the same, said as given."""
    statements = (reworded(OLD.by_code["K01"], "K01", "again"), OLD.by_code["K02"])
    made = an_edition(
        slug="two", previous="one", statements=statements, dispositions=tuple(dispositions)
    )
    return replace(made, **{"identifiers": kept_identifiers(OLD, dispositions), **changes})


REWORDED = Disposition(Became.REWORDED, ("K01",), ("K01",), "Plainer.")
SAME = Disposition(Became.SAME, ("K02",), ("K02",))


def test_the_pair_that_the_faults_are_planted_in_has_none():
    assert check(OLD, follows(REWORDED, SAME)) == ()


@pytest.mark.parametrize(
    ("dispositions", "says"),
    [
        ((REWORDED,), "K02 of before: nothing says what became of it."),
        ((REWORDED, SAME, SAME), "K02 of now: is named 2 times; once is right."),
        ((replace(REWORDED, kind=Became.SAME), SAME), "the words are not the same (statement)"),
        ((REWORDED, replace(SAME, kind=Became.REWORDED)), "the words are the same; say “same”"),
        ((REWORDED, replace(SAME, kind=Became.CHANGED, why="So.")), "the words are the same"),
        ((replace(REWORDED, kind=Became.CHANGED, why=" "), SAME), "says nothing of why"),
        ((REWORDED, replace(SAME, kind=Became.SPLIT, why="So.")), "needs 2 or more from now"),
        ((REWORDED, replace(SAME, kind=Became.MERGED, why="So.")), "needs 2 or more from before"),
        ((REWORDED, replace(SAME, kind=Became.RETIRED, why="So.")), "needs 0 from now"),
        ((REWORDED, replace(SAME, kind=Became.NEW)), "needs 0 from before"),
        ((REWORDED, replace(SAME, old=("K77",))), "K77 is not in one"),
        ((REWORDED, replace(SAME, new=("K77",))), "K77 is not in two"),
    ],
)
def test_a_disposition_that_cannot_be_is_said_in_words(dispositions, says):
    assert any(says in fault for fault in check(OLD, follows(*dispositions)))


def test_what_keeps_its_meaning_keeps_its_kind():
    value = replace(OLD.by_code["K01"], code="V01", text="Other")
    new = follows(replace(REWORDED, new=("V01",)), SAME, statements=(value, OLD.by_code["K02"]))
    assert any("knowledge cannot become values" in fault for fault in check(OLD, new))


def test_what_keeps_its_meaning_keeps_its_identifier_and_nothing_else_does():
    bare = follows(REWORDED, SAME, identifiers={})
    assert any("K01 keeps its meaning" in fault for fault in check(OLD, bare))
    changed = follows(
        replace(REWORDED, kind=Became.CHANGED),
        SAME,
        identifiers={code: str(OLD.identifier(code)) for code in ("K01", "K02")},
    )
    assert check(OLD, changed) == ("K01 is not kept from before, so it cannot keep an identifier.",)


def test_an_edition_is_held_against_the_one_it_says_it_follows():
    assert "follows “other”" in check(OLD, follows(REWORDED, SAME, previous="other"))[0]


def test_a_statement_s_place_and_examples_may_change_while_it_stays_the_same():
    moved = replace(OLD.by_code["K02"], code="K03", theme="rights", reflect="Otherwise?")
    new = follows(
        REWORDED, replace(SAME, new=("K03",)), statements=(follows().by_code["K01"], moved)
    )
    assert check(OLD, new) == ()
    assert meaning(OLD, new)["K02"].counts == "K03"


def test_what_differs_is_named_with_both_wordings():
    before = OLD.by_code["K01"]
    after = replace(before, text="Other", questions=(*before.questions, "And then?"))
    assert list(differing(before, after)) == [
        ("statement", "Text a", "Other"),
        ("question 2", "", "And then?"),
    ]


def test_editions_that_say_nothing_of_each_other_are_laid_side_by_side_and_carry_nothing():
    other = an_edition(
        slug="x", statements=(OLD.by_code["K01"], said("K02", "z"), said("S01", "c"))
    )
    kinds = [(one.kind, [s.code for s in one.new]) for one in compare(OLD, other)]
    assert kinds == [(Became.SAME, ["K01"]), (Became.CHANGED, ["K02"]), (Became.NEW, ["S01"])]
    assert [one.kind for one in compare(other, OLD)][-1] is Became.RETIRED
    assert meaning(OLD, other) == {}


# Words


@settings(max_examples=50)
@given(st.text(max_size=40), st.text(max_size=40))
def test_marking_up_what_differs_leaves_both_wordings_as_they_are(before, after):
    left, right = by_words(before, after)
    assert ("".join(text for text, _ in left), "".join(text for text, _ in right)) == (
        before,
        after,
    )
    shared = ["".join(text for text, mine in runs if not mine) for runs in (left, right)]
    assert shared[0] == shared[1]


def test_only_the_words_that_differ_are_marked():
    left, right = by_words("I ask people what helps.", "I ask each person what helps.")
    assert [text for text, mine in left if mine] == ["people"]
    assert [text for text, mine in right if mine] == ["each person"]


def test_where_hardly_a_word_is_shared_each_wording_stands_whole():
    left, right = by_words("Something about the law of the land", "A garden, and a dog")
    assert [len(left), len(right)] == [1, 1]


def test_what_stands_around_the_words_is_told_apart_from_the_words():
    before = OLD.by_code["K01"]
    after = replace(before, code="K09", does_not_look_like="Otherwise")
    assert not list(differing(before, after))
    assert [name for name, _, _ in differing_around(before, after)] == ["code", "not like this"]
