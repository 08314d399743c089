"""Reading what is published: few queries, whole editions, and a search that looks everywhere."""

import pytest
import time_machine
from django.core.cache import caches
from django.utils import timezone

from alongside.framework import queries
from alongside.framework.actions import publish
from alongside.framework.loading import packaged_edition
from alongside.framework.models import Edition
from tests.factories.framework import SECOND, publish_second

from .test_actions import reworded


def codes(text: str) -> list[str]:
    return [found.about for found in queries.search(text)]


def test_an_edition_is_parsed_once_and_then_costs_a_query_a_second(
    edition, django_assert_num_queries
):
    with time_machine.travel("2027-03-03T12:00:00+00:00", tick=False) as clock:
        queries.current_edition()
        queries.look_again()
        with django_assert_num_queries(1):
            assert queries.current_edition() == packaged_edition()
        with django_assert_num_queries(0):
            queries.search("hope")
            queries.statement_ids()
        clock.shift(2)
        with django_assert_num_queries(1):
            queries.current_edition()


def test_an_edition_published_elsewhere_is_seen_within_a_second_or_so(edition):
    with time_machine.travel("2027-03-03T12:00:00+00:00", tick=False) as clock:
        assert queries.current_edition() == edition
        publish(actor=None, edition=reworded("second", title="Other words"))
        queries.current_edition()
        Edition.objects.bulk_create(
            [Edition(slug="third", title="", digest="x", published_at=timezone.now(), document="")]
        )
        assert queries.published().slug == "second"
        clock.shift(2)
        assert queries.published().slug == "third"


def test_an_edition_published_elsewhere_is_found_by_its_name_at_once(edition):
    queries.published()
    publish_second()
    caches["process"].set(queries.SHELF, [queries.published(edition.slug)], 60)
    assert queries.published(SECOND).slug == SECOND


def test_nothing_published_is_said_and_not_guessed(db):
    with pytest.raises(queries.NoEditionError):
        queries.current_edition()
    with pytest.raises(queries.NoEditionError):
        queries.edition("realising-recovery-2007")
    assert queries.edition_slugs() == []


def test_statement_ids_are_those_of_the_edition_asked_for(edition):
    publish(actor=None, edition=reworded("second", title="Other words"))
    old, new = queries.statement_ids(edition.slug), queries.statement_ids()
    assert list(old) == list(new) == [one.code for one in edition.statements]
    assert not set(old.values()) & set(new.values())


def test_only_the_newest_edition_is_current(edition):
    publish(actor=None, edition=reworded("second", title="Other words"))
    assert [(one.slug, one.is_current) for one in queries.editions()] == [
        ("second", True),
        (edition.slug, False),
    ]


@pytest.mark.parametrize(
    "part",
    [
        lambda one: one.code,
        lambda one: one.title,
        lambda one: one.text,
        lambda one: one.faces.worker,
        lambda one: one.faces.expect,
        lambda one: one.faces.ask,
        lambda one: one.faces.service,
        lambda one: one.faces.teach,
        lambda one: one.faces.need,
        lambda one: one.questions[-1],
        lambda one: one.if_not,
        lambda one: one.looks_like[-1].text,
        lambda one: one.does_not_look_like,
        lambda one: one.reflect,
    ],
)
@pytest.mark.parametrize("code", ["K01", "S10", "V20"])
def test_the_words_of_every_part_of_a_statement_lead_to_it(edition, code, part):
    assert code in codes(part(edition.by_code[code]))


def test_search_finds_what_the_framework_names(edition):
    [wrap, *_] = [thing.id for thing in edition.outside_things if "WRAP" in thing.name]
    assert codes("wrap") == [wrap]


@pytest.mark.parametrize("text", ["HOPE", "hôpe", "Hope?", "hoping", "hop"])
def test_capitals_accents_endings_and_beginnings_make_no_difference(edition, text):
    assert codes("hope")[0] in codes(text)


def test_a_snippet_shows_the_words_and_where_they_stand(edition):
    [best, *_] = queries.search("advance statement")
    assert best.about == "S10"
    assert {"title", "statement"} <= {snippet.where for snippet in best.snippets}
    for snippet in best.snippets:
        assert any(asked for _text, asked in snippet.runs)


@pytest.mark.parametrize("text", ["", "   ", "?!", "zzzz"])
def test_nothing_asked_or_nothing_held_finds_nothing(edition, text):
    assert queries.search(text) == []


def test_ten_thousand_characters_are_no_trouble(edition):
    assert queries.search("x" * 10_000) == []
    assert codes("hope " * 2_000) == codes("hope")
    assert isinstance(queries.search(" ".join(f"word{n}" for n in range(2_000))), list)


def test_the_search_of_an_old_edition_keeps_to_its_words(edition):
    publish(actor=None, edition=reworded("second", title="Marmalade"))
    assert codes("marmalade") == ["K01"]
    assert queries.search("marmalade", within=queries.published(edition.slug)) == []
