"""Publishing: whole or not at all, once, and never changed after."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from alongside.core.framework import digest
from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden, Held, Role
from alongside.foundation.text import BadText
from alongside.framework import queries
from alongside.framework.actions import publish
from alongside.framework.loading import packaged_edition
from alongside.framework.models import Edition, Statement
from tests.factories.framework import second_edition


def reworded(slug: str, **changes):
    """The packaged edition under another slug, with K01 changed."""
    first = packaged_edition()
    statements = (replace(first.statements[0], **changes), *first.statements[1:])
    return replace(first, slug=slug, statements=statements)


def test_publishing_keeps_the_whole_edition_and_a_row_for_every_statement(edition):
    assert queries.edition(edition.slug) == edition
    rows = dict(Statement.objects.values_list("code", "identifier"))
    assert rows == {one.code: edition.identifier(one.code) for one in edition.statements}
    assert all(key.version == 5 for key in rows.values())


def test_each_row_says_its_kind_and_theme(edition):
    found = set(Statement.objects.values_list("code", "kind", "theme"))
    assert found == {(one.code, one.kind.value, one.theme) for one in edition.statements}


def test_publishing_the_same_document_again_changes_nothing(edition):
    before = Edition.objects.get()
    publish(actor=None, edition=packaged_edition())
    after = Edition.objects.get()
    assert (after.pk, after.published_at) == (before.pk, before.published_at)
    assert len(history.past(f"edition:{edition.slug}")) == 1


def test_another_document_under_a_published_slug_is_refused_and_told_to_be_a_new_edition(edition):
    with pytest.raises(Forbidden, match="new edition"):
        publish(actor=None, edition=reworded(edition.slug, title="Other words"))
    assert queries.edition(edition.slug) == edition


def test_a_new_edition_stands_beside_the_old_one_which_keeps_its_words(edition):
    later = reworded("second", title="Other words")
    publish(actor=None, edition=later)
    assert queries.edition("second").by_code["K01"].title == "Other words"
    assert queries.edition(edition.slug).by_code["K01"].title == edition.by_code["K01"].title
    assert queries.current_edition() == later
    assert not set(queries.statement_ids("second").values()) & set(
        queries.statement_ids(edition.slug).values()
    )


def test_what_pointed_at_a_statement_still_cites_the_wording_it_was_made_with(edition):
    [cited] = Statement.objects.filter(identifier=edition.identifier("K01"))
    publish(actor=None, edition=reworded("second", text="Words of another edition."))
    again = Statement.objects.select_related("edition").get(pk=cited.pk)
    words = queries.edition(again.edition.slug).by_code[again.code]
    assert words == edition.by_code["K01"]


@pytest.mark.parametrize("model", [Edition, Statement])
@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_itself_refuses_to_change_what_is_published(edition, model, change):
    rows = model.objects.all()
    field = "theme" if model is Statement else "title"
    do = (
        (lambda: rows.update(**{field: "Other"}))
        if change == "update"
        else (lambda: rows._raw_delete(rows.db))
    )
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        do()


def test_only_a_national_steward_or_the_command_line_publishes(db):
    local = Actor.holding(uuid4(), Held(Role.STEWARD, board=uuid4()))
    with pytest.raises(Forbidden):
        publish(actor=local, edition=packaged_edition())
    assert not Edition.objects.exists()
    steward = Actor.holding(uuid4(), Held(Role.STEWARD))
    publish(actor=steward, edition=packaged_edition())
    [event] = history.past(f"edition:{packaged_edition().slug}")
    assert (event.actor, event.verb) == (steward.person_id, "published")
    assert event.what == {"digest": digest(packaged_edition()), "statements": 67}


@pytest.mark.parametrize("slug", ["K01", "k01", "search", "with space"])
def test_a_slug_that_cannot_stand_in_an_address_is_refused(db, slug):
    with pytest.raises(Forbidden, match="slug"):
        publish(actor=None, edition=reworded(slug))


def test_a_control_character_is_refused_and_nothing_is_kept(db):
    with pytest.raises(BadText):
        publish(actor=None, edition=reworded("second", text="before\x00after"))
    assert not Edition.objects.exists()
    assert not Statement.objects.exists()


def test_the_current_edition_is_the_one_published_last(edition, settings):
    import time_machine

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        publish(actor=None, edition=reworded("aaa", title="Newer"))
    assert queries.edition_slugs() == ["aaa", edition.slug]
    assert queries.current_edition().slug == "aaa"


# An edition that follows another


def test_two_editions_share_the_identifier_of_what_means_the_same_and_of_nothing_else(edition):
    later = second_edition()
    publish(actor=None, edition=later)
    assert Statement.objects.count() == len(edition.statements) + len(later.statements)
    for code, now in (("K01", "K01"), ("K02", "K26"), ("V01", "V01")):
        rows = Statement.objects.filter(identifier=edition.identifier(code)).order_by("pk")
        assert [row.code for row in rows] == [code, now]
    for code in ("K02", "S01", "S02", "S23", "S03"):
        assert Statement.objects.filter(identifier=later.identifier(code)).count() == 1


def test_an_edition_whose_dispositions_are_faulty_is_refused_with_every_fault(edition):
    later = second_edition()
    faulty = tuple(
        replace(one, why="") if "S01" in one.new else one
        for one in later.dispositions
        if "V20" not in one.old
    )
    with pytest.raises(Forbidden) as caught:
        publish(actor=None, edition=replace(later, dispositions=faulty))
    assert "V20 of before: nothing says what became of it." in str(caught.value)
    assert "S01 → S01: says nothing of why" in str(caught.value)
    assert queries.edition_slugs() == [edition.slug]


def test_an_edition_cannot_follow_one_that_is_not_published_here(db):
    with pytest.raises(Forbidden, match="not published here"):
        publish(actor=None, edition=second_edition())
    assert not Edition.objects.exists()


def test_what_became_of_statements_is_said_of_a_named_edition(edition):
    with pytest.raises(Forbidden, match="not of which edition"):
        publish(actor=None, edition=replace(second_edition(), previous=""))
