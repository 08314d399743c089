"""What stands around the statements of a draft: themes, the words of points, profiles; and what changed."""

import json
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.core.framework import (
    Became,
    Emphasis,
    Kind,
    Point,
    PointChange,
    Profile,
    Strand,
    Theme,
    beside,
    changing,
    digest,
    drafting,
    from_document,
    parts,
    points,
    to_document,
)
from alongside.core.framework.parts import AS_BEFORE, PointPart

from .made import said
from .test_edition import an_edition

IDS = ("one", "two", "three")
CODES = ("K01", "K02", "K03", "S01", "S02", "V01")
OTHERS = (Point("not-mine", "Not mine", "It is not.", (Kind.KNOWLEDGE, Kind.SKILLS)),)
OLD = an_edition(
    slug="old",
    strands=(Strand("A", "A strand"), Strand("B", "Another")),
    themes=(
        Theme("hope", "Hope", "A", "About hope.", ("K01", "K02", "K03")),
        Theme("rights", "Rights", "B", "About rights.", ("S01", "S02", "V01")),
    ),
    statements=tuple(
        replace(said(code, code), theme="hope" if code[0] == "K" else "rights") for code in CODES
    ),
    points={
        kind: tuple(Point(one, f"{kind} {one}", f"I am at {one}.") for one in IDS) for kind in Kind
    },
    other_points=OTHERS,
    profiles=(
        Profile("nurse", "Nurse", "Nurses", (Emphasis("K01", 3, "Often.", "two"),)),
        Profile("ward", "Ward", "Wards", (Emphasis("V01", 1, "Here."),), overlay=True),
    ),
    about={"points": {"ask": "Think of work."}, "profiles": {"weights": []}},
)
LINES = drafting.opening(OLD)
AT = ("knowledge", "two")


def compose(rows, lines=None):
    made = parts.read(json.loads(json.dumps(rows)))
    return drafting.compose(OLD, lines or LINES, made, slug="new", title="New", year=2030)


def a_point(at=AT, became=Became.CHANGED, why="It said too much.", line="I am further."):
    old = points.grouped(OLD)[at]
    part = PointPart(replace(old, line=line), became, why)
    return {parts.point_name(at): parts.plain_point(part)}


def in_theme(lines, code, theme):
    made = replace(lines[code], statement=replace(lines[code].statement, theme=theme))
    return {**lines, code: made}


def faults(made):
    return drafting.faults(OLD, made)


# Points


def test_a_point_of_another_meaning_is_said_to_be_changed_and_no_profile_calls_it_typical():
    made = compose(a_point())
    assert made.points_became == (PointChange(*AT, Became.CHANGED, "It said too much."),)
    assert points.grouped(made)[AT].line == "I am further."
    assert made.profile_by_id["nurse"].emphasis[0].typical is None
    assert faults(made) == ()


def test_a_point_in_other_words_stays_typical_and_one_that_was_put_back_says_nothing():
    made = compose(a_point(became=Became.REWORDED))
    assert made.profile_by_id["nurse"].emphasis[0].typical == "two"
    back = compose({**a_point(), parts.point_name(AT): AS_BEFORE})
    assert digest(back) == digest(compose({}))


def test_other_words_without_a_word_of_what_became_of_them_are_a_fault():
    made = compose(a_point())
    assert any("Say whether" in one for one in changing.check(OLD, replace(made, points_became=())))
    alike = replace(compose({}), points_became=made.points_became)
    assert any("words of before" in one for one in changing.check(OLD, alike))
    silent = compose(a_point(why=" "))
    assert any("nothing of why" in one for one in faults(silent))


def test_no_edition_adds_a_point_takes_one_away_or_changes_what_it_is_for():
    one = compose({})
    fewer = replace(one, points={**one.points, Kind.SKILLS: one.points[Kind.SKILLS][:-1]})
    turned = replace(one, points={**one.points, Kind.SKILLS: one.points[Kind.SKILLS][::-1]})
    wider = replace(one, other_points=(replace(OTHERS[0], offered_for=tuple(Kind)),))
    for made in (fewer, turned, wider):
        assert changing.check(OLD, made)


def test_over_a_line_of_editions_once_changed_is_changed_though_the_words_come_back():
    new = compose(a_point())
    again = replace(
        new,
        slug="newer",
        previous="new",
        points=OLD.points,
        points_became=(PointChange(*AT, Became.REWORDED, "Back."),),
    )
    found = points.meaning((OLD, new, again))
    assert found[AT] == points.Worded(Became.CHANGED, "It said too much. Back.")
    assert points.worded(found, "K01", "two") == found[AT]
    assert points.worded(found, "S01", "two") is None
    assert points.worded(found, "K01", "not-mine") is None


# Themes


def test_a_theme_is_added_ordered_and_filled_and_its_statements_keep_their_order():
    new = Theme("time", "Time", "A", "About time.", ())
    rows = {parts.theme_name("time"): parts.plain_theme(new), parts.ORDER: {"order": ["time"]}}
    made = compose(rows, in_theme(LINES, "K02", "time"))
    assert [one.id for one in made.themes] == ["time", "hope", "rights"]
    assert made.theme_by_id["time"].statements == ("K02",)
    assert made.theme_by_id["hope"].statements == ("K01", "K03")
    assert (faults(made), made.dispositions[1].kind) == ((), Became.SAME)
    turned = replace(OLD.themes[0], statements=("K03", "K01", "K02"), name="Hoping")
    made = compose({parts.theme_name("hope"): parts.plain_theme(turned)})
    assert made.theme_by_id["hope"] == turned


def test_a_theme_that_was_taken_out_goes_once_nothing_stands_in_it():
    rows = {parts.theme_name("hope"): parts.plain_theme(None)}
    assert "hope" in compose(rows).theme_by_id
    lines = LINES
    for code in ("K01", "K02", "K03"):
        lines = in_theme(lines, code, "rights")
    made = compose(rows, lines)
    assert [one.id for one in made.themes] == ["rights"]
    assert faults(made) == ("A strand: has no theme left.",)


def test_two_themes_of_one_name_and_a_theme_without_statements_are_faults():
    twin = Theme("twin", "Hope", "A", "Again.", ())
    found = faults(compose({parts.theme_name("twin"): parts.plain_theme(twin)}))
    assert any("name of 2 themes" in one for one in found)
    assert any("no statement left" in one for one in found)


# Profiles


def test_a_profile_stands_as_written_of_what_there_is_and_of_what_came_of_the_rest():
    asks = (Emphasis("K02", 2, "Why.", "two"), Emphasis("K01", 1, "Why."))
    written = replace(OLD.profiles[0], emphasis=asks)
    rows = {parts.profile_name("nurse"): parts.plain_profile(written)}
    assert compose(rows).profile_by_id["nurse"].emphasis == asks
    lines = {**LINES, **{one.code: one for one in drafting.retired(LINES, "K02", "Gone.")}}
    assert compose(rows, lines).profile_by_id["nurse"].emphasis == asks[1:]
    both = drafting.merged(LINES["K03"], LINES["K02"], "Alike.")
    made = compose(rows, {**LINES, **{one.code: one for one in both}})
    assert made.profile_by_id["nurse"].emphasis == (asks[1], Emphasis("K03", 2, "Why."))


def test_a_profile_never_says_where_values_ought_to_sit():
    written = replace(OLD.profiles[0], emphasis=(Emphasis("V01", 2, "Why.", "two"),))
    made = compose({parts.profile_name("nurse"): parts.plain_profile(written)})
    assert any("no typical point" in one for one in faults(made))


# Random drafts


def a_random_draft(seed):
    """Rows of parts, and lines, of any of the things a steward can do."""
    chance, rows, lines = Random(seed), {}, LINES
    for at in chance.sample(list(points.grouped(OLD)), chance.randint(0, 4)):
        became = chance.choice((Became.REWORDED, Became.CHANGED))
        rows |= a_point(at, became, line=f"Line {chance.random()}")
    if chance.random() < 0.5:
        new = Theme("time", "Time", "A", "About time.", ())
        rows[parts.theme_name("time")] = parts.plain_theme(new)
        for code in ("K02", *chance.sample(CODES, 2)):
            if code != "K01" and code != "V01":
                lines = in_theme(lines, code, "time")
    for code in chance.sample(("K02", "S01", "S02"), chance.randint(0, 2)):
        lines = {**lines, **{one.code: one for one in drafting.retired(lines, code, "Gone.")}}
    asks = tuple(Emphasis(code, chance.randint(1, 3), "Why.") for code in chance.sample(CODES, 3))
    profile = Profile("peer", "Peer", "Peers", asks)
    rows[parts.profile_name("peer")] = parts.plain_profile(profile)
    if chance.random() < 0.3:
        rows[parts.profile_name("ward")] = parts.plain_profile(None)
    return rows, lines


@settings(max_examples=50)
@given(st.integers(0, 2**32))
def test_of_random_drafts_nothing_is_lost_nothing_invented_and_all_of_it_comes_back(seed):
    rows, lines = a_random_draft(seed)
    made = compose(rows, lines)
    assert from_document(json.loads(json.dumps(to_document(made)))) == made
    assert changing.check(OLD, made) == ()
    before, now = points.grouped(OLD), points.grouped(made)
    became = {(one.group, one.id): one.kind for one in made.points_became}
    assert {at for at in now if before[at] != now[at]} == set(became)
    placed = [code for theme in made.themes for code in theme.statements]
    assert sorted(placed) == sorted(made.by_code)
    for profile in made.profiles:
        assert {one.code for one in profile.emphasis} <= set(made.by_code)
        for one in profile.emphasis:
            assert not one.typical or became.get(("knowledge", one.typical)) is not Became.CHANGED
    shown = {(one.sort, one.group, one.id): one.kind for one in beside.compare(OLD, made)}
    assert {key[1:] for key in shown if key[0] == beside.Sort.POINT} == set(became)
    assert all(shown[beside.Sort.POINT, *at] is kind for at, kind in became.items())
    assert shown[beside.Sort.PROFILE, "", "peer"] is Became.NEW
    back = dict.fromkeys((*rows, parts.ORDER), AS_BEFORE)
    assert digest(compose(back)) == digest(compose({}))


def test_nothing_is_beside_where_nothing_changed_and_editions_apart_are_held_against_each_other():
    assert beside.compare(OLD, compose({})) == ()
    apart = replace(compose(a_point()), previous="", dispositions=(), points_became=())
    (one,) = (each for each in beside.compare(OLD, apart) if each.sort is beside.Sort.POINT)
    assert (one.kind, one.parts) == (
        Became.CHANGED,
        (("line", "I am at two.", "I am further."),),
    )
