"""Entries and forms for tests, with as little said as a test needs."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from alongside.core.record.entries import KINDS, Entry
from alongside.core.record.forms import Amount, Field, Form, Gaps, Rule, Section, Source

START, END = date(2024, 1, 1), date(2026, 12, 31)


def entry(id="e", kind="learning", on=date(2025, 3, 3), **more):
    return Entry(id=id, kind=kind, title=more.pop("title", f"Title {id}"), on=on, **more)


def section(id="list", kinds=("learning",), **more):
    fields = more.pop("fields", (Field("dates", "Dates", ("dates",), required=True),))
    rules = more.pop("rules", (Rule(tuple(kinds)),))
    return Section(id=id, title=id.capitalize(), fields=fields, rules=rules, **more)


def form(*sections, **more):
    return Form(
        id="some", version="1", title="Some form", body="Some body", about="About", years=3,
        valid_from=date(2020, 1, 1), sections=sections, sources=(Source("Somewhere"),),
        last_checked=date(2026, 1, 1), review_days=100, **more,
    )  # fmt: skip


WIDE = form(
    section(
        "log", ("learning", "visit"),
        amounts=(Amount("hours", Decimal(35), "hours"), Amount("entries", Decimal(2), "entries")),
        fields=(Field("d", "Dates", ("dates",), True), Field("h", "Hours", ("hours",), True)),
    ),
    section(
        "accounts",
        rules=(Rule(("reflection",)), Rule(("learning",), having=("texts.learned",))),
        fields=(Field("l", "Learned", ("texts.learned",), True, words_at_most=5),),
    ),
    section("only", rules=(Rule(("other",), tag="x.part", chosen=("sum",)),), latest=True),
    section("all", ("feedback", "discussion"), gaps=Gaps(3, ("discussion",))),
)  # fmt: skip

quarters = st.integers(0, 40).map(lambda n: Decimal(n) / 4)


@st.composite
def records(draw):
    """Up to a dozen entries of any kind, some with hours, texts, tags and a last day."""
    found = []
    for number in range(draw(st.integers(0, 12))):
        on = START + timedelta(days=draw(st.integers(-200, 1300)))
        hours = draw(st.none() | quarters)
        found.append(
            entry(
                id=f"e{number}",
                kind=draw(st.sampled_from(KINDS)),
                on=on,
                until=draw(
                    st.none() | st.integers(0, 200).map(lambda n, on=on: on + timedelta(days=n))
                ),
                hours=hours,
                texts=draw(st.dictionaries(st.sampled_from(["learned", "used"]), st.just("a b"))),
                tags=draw(st.sampled_from([{}, {"x.part": ("sum",)}, {"x.part": ("none",)}])),
            )
        )
    return found
