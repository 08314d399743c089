"""The forms as data: what ships is right in itself, and every fault of a file is named with its line."""

from datetime import date

import pytest
import yaml

from alongside.core.record.entries import KINDS
from alongside.core.record.forms import newest
from alongside.foundation import upkeep
from alongside.foundation.reading import Faults
from alongside.portfolio import loading
from alongside.portfolio.queries import shapes, words

GOOD = """
id: some
version: "1"
title: Some form
body: Some body
about: What it is.
years: 2
valid_from: 2024-01-01
last_checked: 2026-11-01
review_days: 100
sources:
  - {name: Somewhere, link: 'https://example.org/'}
tags:
  - {id: some.theme, label: Theme, kinds: [learning], options: [{id: one, label: One}]}
sections:
  - id: log
    title: Log
    counts:
      - {kinds: [learning], tag: some.theme, chosen: [one]}
    fields:
      - {id: dates, label: Dates, from: [dates]}
"""


def load(tmp_path, text=GOOD, name="some-1.yaml", **others):
    (tmp_path / name).write_text(text)
    for other, inside in others.items():
        (tmp_path / f"some-{other.removeprefix('v')}.yaml").write_text(inside)
    return loading.load(tmp_path)


def test_a_good_file_is_read(tmp_path):
    (form,) = load(tmp_path)
    assert form.key == "some/1"
    assert form.sections[0].rules[0].chosen == ("one",)
    assert form.tag_fields[0].name_of("one") == "One"
    assert form.tag_fields[0].name_of("in my own words") == "in my own words"


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("from: [dates]", "from: [date]", 21, "'date' is none of our fields"),
        ("from: [dates]", "from: [tags.some.them]", 21, "did you mean 'tags.some.theme'"),
        ("tag: some.theme", "tag: some.thing", 19, "this form has no tag 'some.thing'"),
        ("chosen: [one]", "chosen: [won]", 19, "has no option 'won'; did you mean 'one'"),
        ("kinds: [learning], tag", "kinds: [lerning], tag", 19, "did you mean 'learning'"),
        ("2024-01-01", "2024-02-30", 8, "not a day in the calendar"),
        ("last_checked", "valid_until: 2020-01-01\nlast_checked", 9, "before valid_from"),
        ("id: some\n", "id: other\n", 2, "belongs in a file named 'other-1.yaml'"),
        ("years: 2\n", "", 2, "lacks 'years'"),
        ("years: 2", "years: many", 7, "should be a whole number"),
        ("title: Log", "titel: Log", 17, "did you mean 'title'"),
        ("    counts:\n      - {kinds: [learning], tag: some.theme, chosen: [one]}\n", "", 16, "lacks 'counts'"),
        ("body: Some body", "body: Some body\nbody: Another", 6, "a second time"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line(tmp_path, old, new, line, says):
    assert old in GOOD
    with pytest.raises(Faults) as found:
        load(tmp_path, GOOD.replace(old, new, 1))
    assert says in str(found.value)
    assert line in {fault.line for fault in found.value.faults}


def test_all_faults_of_all_files_are_said_together(tmp_path):
    bad = GOOD.replace("from: [dates]", "from: [date]")
    with pytest.raises(Faults) as found:
        load(tmp_path, bad, v2=bad.replace('"1"', '"2"').replace("years: 2", "years: 0"))
    assert {fault.file.rsplit("/", 1)[-1] for fault in found.value.faults} == {
        "some-1.yaml", "some-2.yaml",
    }  # fmt: skip


def test_an_option_means_the_same_in_every_version(tmp_path):
    second = GOOD.replace('"1"', '"2"').replace("label: One", "label: Two")
    with pytest.raises(Faults, match="take a new id or the same label"):
        load(tmp_path, v2=second)


def test_an_empty_folder_says_what_belongs_there(tmp_path):
    with pytest.raises(Faults, match="holds no forms"):
        loading.load(tmp_path)


# What ships

FORMS = loading.packaged()


def amounts(key):
    form = next(one for one in FORMS if one.key == key)
    return {(s.id, a.of): int(a.at_least) for s in form.sections for a in s.amounts}


def test_the_four_forms_are_there():
    offered = newest(FORMS, today=date(2026, 11, 27))
    assert {one.id for one in offered} == {"nmc", "hcpc", "sssc", "pdpr"}


def test_what_the_nursing_council_asks_for():
    assert amounts("nmc/2015") == {
        ("practice-hours", "hours"): 450,
        ("learning-log", "hours"): 35,
        ("learning-log", "participatory_hours"): 20,
        ("feedback", "entries"): 5,
        ("accounts", "entries"): 5,
        ("discussion", "entries"): 1,
    }
    nmc = loading.form("nmc", "2015")
    assert nmc.years == 3
    assert nmc.section_by_id["practice-hours"].amounts[0].instead == 900
    assert len(nmc.tag_fields[0].options) == 4


def test_what_the_health_professions_council_asks_for():
    hcpc = loading.form("hcpc", "2022")
    assert hcpc.years == 2
    assert hcpc.section_by_id["summary"].fields[0].words_at_most == 500
    assert hcpc.section_by_id["statement"].fields[0].words_at_most == 1500
    assert hcpc.section_by_id["list"].gaps.months == 3
    assert not any("hours" in a.of for s in hcpc.sections for a in s.amounts)
    assert len(next(t for t in hcpc.tag_fields if t.id == "hcpc.type-of-learning").options) == 5


def test_the_social_services_council_counts_no_hours_and_takes_ones_own_elements():
    sssc = loading.form("sssc", "2024-06")
    sources = {x for s in sssc.sections for f in s.fields for x in f.sources}
    assert not any("hours" in source for source in sources)
    assert {one.id for one in sssc.tag_fields[0].options} == {"trauma", "protection"}
    assert sssc.tag_fields[0].own


def test_the_yearly_talk_has_six_dimensions_and_protected_time():
    pdpr = loading.form("pdpr", "2026-04")
    assert len(next(t for t in pdpr.tag_fields if t.id == "ksf.dimension").options) == 6
    assert ("activities", "protected_hours") in amounts("pdpr/2026-04")


def test_choices_are_offered_once_to_whoever_writes_an_entry():
    offered = loading.tag_fields()
    assert len({one.id for one in offered}) == len(offered)
    assert all(set(one.kinds) <= set(KINDS) for one in offered)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_no_form_claims_anything_for_a_body(form):
    text = yaml.dump(
        yaml.safe_load((loading.PACKAGED / "forms" / f"{form.id}-{form.version}.yaml").read_text())
    )
    assert not any(word in text.lower() for word in ("compliant", "compliance", "logo", "patient"))
    assert form.checks, "something in it rests on memory, and says so"


def test_what_must_be_confirmed_is_listed_with_the_rest(db, capsys):
    from alongside.cli.content import checks

    marked = [one for one in upkeep.marked() if one.about == "sssc/2024-06"]
    assert marked
    assert marked[0].url == "/my/record/forms/sssc/2024-06/"
    dated = [one for one in upkeep.dated(None) if one.kind == "regulator-form"]
    assert {one.id for one in dated} == {one.key for one in FORMS}

    class Options:
        json = False

    checks(Options())
    assert "sssc/2024-06  Core learning elements:" in capsys.readouterr().out


def test_every_kind_of_entry_has_a_name():
    assert set(words.KINDS) == set(KINDS)


# What nobody writes by itself, or every kind asks for.
GIVEN = ("dates", "title", "kind", "codes", "files", "tags")


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_no_form_asks_an_entry_for_what_its_kind_has_no_box_for(form):
    """Somebody sent from "what am I missing" to an entry finds the box there."""
    without = [
        (section.id, field.id, kind)
        for section in form.sections
        for kind in sorted({kind for rule in section.rules for kind in rule.kinds})
        for field in section.fields
        if not any(
            source.partition(".")[0] in GIVEN
            or source.rpartition(".")[2] in shapes.SHAPES[kind].all
            for source in field.sources
        )
        # A reflection and feedback may stand among what was done, and are asked for no hours.
        and not (field.id == "protected" and kind in ("reflection", "feedback"))
    ]
    assert without == []


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_whatever_makes_an_entry_count_can_be_written_in_it(form):
    dead = [
        (section.id, kind, needed)
        for section in form.sections
        for rule in section.rules
        for kind in rule.kinds
        for needed in rule.having
        if needed.partition(".")[0] in ("texts", "about")
        and needed.rpartition(".")[2] not in shapes.SHAPES[kind].all
    ]
    assert dead == []
