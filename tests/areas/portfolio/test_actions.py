"""Writing in a record: one's own alone, nothing overwritten, and history that keeps no words."""

import json
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from alongside.accounts import actions as accounts
from alongside.accounts.queries import shares_given
from alongside.core.record.entries import TEXT_MOST
from alongside.foundation.actor import Forbidden
from alongside.foundation.models import HistoryDetail
from alongside.foundation.writing import Conflict
from alongside.portfolio import actions, queries
from alongside.portfolio.models import Entry, EntryVersion
from tests.factories.portfolio import add

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 3)


def test_an_entry_is_kept_as_it_was_written(people, edition):
    facts = {
        "until": date(2026, 9, 4),
        "hours": Decimal("7.5"),
        "participatory_hours": Decimal("6"),
        "protected_hours": Decimal("0"),
        "codes": ["S10", "K04", "S10"],
        "texts": {"learned": "  To wait longer.\n", "changed": "   "},
        "tags": {"nmc.code-theme": ("prioritise-people",)},
        "about": {"method": "A day of learning with others"},
    }
    id_ = add(people.alice, "  A day   about hope ", **facts)
    [kept] = queries.entries(people.alice.pk)
    assert kept.id == str(id_)
    assert kept.title == "A day about hope"
    assert (kept.kind, kept.on, kept.until) == ("learning", DAY, date(2026, 9, 4))
    assert (kept.hours, kept.participatory_hours, kept.protected_hours) == (
        Decimal("7.50"), Decimal("6.00"), Decimal("0.00"),
    )  # fmt: skip
    assert kept.codes == ("S10", "K04")
    assert kept.texts == {"learned": "To wait longer."}
    assert kept.tags == {"nmc.code-theme": ("prioritise-people",)}
    assert kept.about == facts["about"]


def test_three_fields_are_enough(people):
    add(people.alice, kind="visit", title="The garden group")
    [kept] = queries.entries(people.alice.pk)
    assert kept.hours is None
    assert kept.texts == {}


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("kind", {"kind": "exam"}),
        ("title", {"title": "  "}),
        ("title", {"title": "x" * 201}),
        ("title", {"title": "with a \x00 in it"}),
        ("on", {"on": date(1949, 12, 31)}),
        ("on", {"on": date(9999, 1, 1)}),
        ("until", {"until": date(2026, 9, 2)}),
        ("hours", {"hours": Decimal("7.3")}),
        ("hours", {"hours": Decimal("-1")}),
        ("hours", {"hours": Decimal("1000.25")}),
        ("hours", {"hours": Decimal("NaN")}),
        ("participatory_hours", {"hours": Decimal(2), "participatory_hours": Decimal(3)}),
        ("protected_hours", {"protected_hours": Decimal(1)}),
        ("learned", {"texts": {"learned": "x" * (TEXT_MOST + 1)}}),
        ("learned", {"texts": {"learned": "a bell \x07"}}),
        ("", {"texts": {"diagnosis": "x"}}),
        ("source", {"about": {"source": "x" * 501}}),
        ("codes", {"codes": ["Z99"]}),
        ("", {"tags": {"": ("x",)}}),
    ],
)
def test_what_cannot_be_kept_is_refused_beside_its_field(people, edition, field, facts):
    wanted = {"kind": "learning", "title": "A day", "on": DAY, **facts}
    with pytest.raises(actions.BadEntry) as refused:
        actions.add_entry(actor=people.actor("alice"), **wanted)
    assert refused.value.field == field
    assert refused.value.said
    assert not Entry.objects.exists()


def test_a_form_sent_twice_makes_one_entry(people):
    first = add(people.alice, key="k")
    assert add(people.alice, key="k") == first
    assert add(people.bob, key="k") != first
    assert add(people.alice) != first
    assert Entry.objects.filter(person=people.alice).count() == 2


def test_an_entry_that_was_brought_in_before_is_not_brought_in_again(people):
    first = add(people.alice, origin="elsewhere-1")
    assert add(people.alice, origin="elsewhere-1") == first
    assert add(people.bob, origin="elsewhere-1") != first
    assert queries.origins(people.alice.pk) == {"elsewhere-1": first}


def test_a_change_keeps_what_stood_there(people):
    alice = people.actor("alice")
    id_ = add(people.alice, texts={"learned": "First words."})
    number = actions.change_entry(
        actor=alice, entry_id=id_, number=1, texts={"learned": "Other words."}, on=date(2026, 9, 9)
    )
    assert number == 2
    newest, earlier = queries.versions(alice, id_)
    assert newest.entry.texts == {"learned": "Other words."}
    assert (earlier.entry.texts, earlier.entry.on) == ({"learned": "First words."}, DAY)
    assert Entry.objects.get().on == date(2026, 9, 9)
    assert newest.entry.title == earlier.entry.title


def test_the_same_once_more_makes_no_version(people):
    id_ = add(people.alice, hours=Decimal("2.5"))
    alice = people.actor("alice")
    assert actions.change_entry(actor=alice, entry_id=id_, number=1, hours=Decimal("2.50")) == 1
    assert EntryVersion.objects.count() == 1


def test_two_devices_never_overwrite_each_other(people):
    alice = people.actor("alice")
    id_ = add(people.alice, texts={"learned": "First."})
    actions.change_entry(actor=alice, entry_id=id_, number=1, texts={"learned": "From the phone."})
    with pytest.raises(Conflict) as clash:
        actions.change_entry(
            actor=alice, entry_id=id_, number=1, texts={"learned": "From the desk."}
        )
    assert ("What I learned", "From the desk.") in clash.value.yours
    assert ("What I learned", "From the phone.") in clash.value.theirs
    assert queries.entry(alice, id_).entry.texts == {"learned": "From the phone."}


@pytest.mark.parametrize("who", ["bob", "charlie", "dana"])
def test_nobody_else_changes_or_removes_it(people, who):
    id_ = add(people.alice)
    actor = people.actor(who)
    with pytest.raises(Forbidden):
        actions.change_entry(actor=actor, entry_id=id_, number=1, title="Mine")
    with pytest.raises(Forbidden):
        actions.remove_entry(actor=actor, entry_id=id_)
    with pytest.raises(Forbidden):
        actions.add_entry(actor=actor, kind="other", title="A copy", on=DAY, copy_of=id_)
    assert queries.entry(actor, id_) is None
    assert queries.versions(actor, id_) == []
    assert queries.titles(actor.person_id, [id_]) == {}
    assert Entry.objects.count() == 1


def test_removing_takes_everything_and_ends_sharing(people):
    alice = people.actor("alice")
    id_, other = add(people.alice), add(people.alice, "Another")
    until = timezone.localdate() + timedelta(days=9)
    for item in (id_, other):
        accounts.share(
            actor=alice, kind="entry", item=str(item), until=until, reader_id=people.bob.pk
        )
    actions.remove_entry(actor=alice, entry_id=id_)
    assert [one.title for one in queries.entries(people.alice.pk)] == ["Another"]
    assert EntryVersion.objects.count() == 1
    live = shares_given(alice, kind="entry", today=timezone.localdate())
    assert [one.item for one in live] == [str(other)]
    with pytest.raises(Forbidden):
        actions.remove_entry(actor=alice, entry_id=uuid4())


def test_a_copy_outlives_what_it_was_made_from(people):
    id_ = add(people.alice)
    copy = add(people.alice, "A copy to share", copy_of=id_)
    assert queries.entry(people.actor("alice"), copy).copy_of == id_
    actions.remove_entry(actor=people.actor("alice"), entry_id=id_)
    assert queries.entry(people.actor("alice"), copy).copy_of is None


def test_history_says_when_and_never_what(people):
    alice = people.actor("alice")
    id_ = add(people.alice, "Wildebeest", texts={"learned": "Wildebeest"}, key="k")
    actions.change_entry(actor=alice, entry_id=id_, number=1, about={"method": "Wildebeest"})
    actions.remove_entry(actor=alice, entry_id=id_)
    said = [detail.what for detail in HistoryDetail.objects.order_by("event__position")]
    assert said[1] == {"entry": str(id_), "number": 2, "fields": ["about"]}
    assert len(said) == 3
    assert "Wildebeest" not in json.dumps(said)


def test_other_words_with_an_old_key_are_another_entry(people, edition):
    """Back can bring a page again with its key: what is written there then is not dropped."""
    first = add(people.alice, "One", key="k")
    assert add(people.alice, "One", key="k") == first
    assert add(people.alice, "Another", key="k") != first
    assert {one.title for one in queries.entries(people.alice.pk)} == {"One", "Another"}
