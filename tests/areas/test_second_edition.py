"""A second edition comes, and whatever there was opens as before and loses nothing."""

import json
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from alongside.accounts import presenters
from tests.areas.test_access_table import opened
from tests.asking import World
from tests.factories import drafting
from tests.factories.everything import everything
from tests.factories.framework import publish_second, second_edition


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("who", ["owner", "supervisor"])
def test_every_page_opens_as_before(people, edition, who, caplog):
    caplog.set_level("CRITICAL", logger="django.request")
    world = World(people)
    drafting.give_up()  # what is in the making here could only be followed once it is decided
    publish_second()
    assert [(name, sign) for name, sign, _body in opened(world, who) if sign != "y"] == []


def test_everything_written_is_still_what_somebody_can_take_with_them(people, edition):
    everything(people)
    alice = people.actor("alice")
    had = leaves(json.loads(said(presenters.everything(alice))))
    publish_second()
    have = leaves(json.loads(said(presenters.everything(alice))))
    assert {one for one in had - have if timezone.localdate().isoformat() not in one} == set()


def test_pages_for_everybody_open_in_the_new_edition(client, edition):
    publish_second()
    for code in second_edition().by_code:
        assert client.get(f"/framework/{code}/").status_code == 200
    for address in ("/", "/expect/", "/stories/", "/learning/", "/framework/print/"):
        assert client.get(address).status_code == 200
    assert client.get("/framework/S04/").status_code == 404
    assert client.get("/framework/realising-recovery-2007/S04/").status_code == 200


def test_what_matters_to_me_is_said_of_the_statement_it_was_written_for(edition):
    from alongside.expectations import queries
    from alongside.expectations.presenters.said import Voice

    before = Voice(queries.texts(), edition)
    publish_second()
    second = second_edition()
    after = Voice(queries.texts(), second)
    assert str(after.mine("K26")) == str(before.mine("K02"))
    assert str(after.mine("K02")) != str(before.mine("K02"))
    assert str(before.mine("K02")) == str(Voice(queries.texts(), edition).mine("K02"))


def test_learning_made_for_earlier_words_is_offered_only_where_they_mean_the_same(edition):
    from alongside.library.queries import library_for

    before = library_for(None)
    publish_second()
    after = library_for(None)
    for was, now in (("K02", "K26"), ("K01", "K01")):
        assert [one.id for one in after.by_code[now]] == [one.id for one in before.by_code[was]]
    assert not {"K02", "S01", "S02", "S23", "S03", "S04", "V20"} & set(after.by_code)
    assert set(before.by_id) == set(after.by_id)


def test_a_story_stands_beside_the_statements_it_was_told_about_and_no_others(client, edition):
    from alongside.stories import queries
    from alongside.stories.models import Published
    from tests.factories import stories

    told = stories.show(words=replace(stories.WORDS, statements=("K02", "S01")))
    kept = Published.objects.get(pk=told.id).words
    publish_second()
    [heading] = queries.headings(None, today=timezone.localdate())
    assert heading.statements == ("K26",)
    assert Published.objects.get(pk=told.id).words == kept
    title = stories.WORDS.title
    assert title in client.get("/framework/K26/").content.decode()
    for code in ("K02", "S01"):
        assert title not in client.get(f"/framework/{code}/").content.decode()


def test_what_a_service_added_is_for_the_statements_it_was_written_for(people, edition):
    from alongside.library import actions, queries
    from alongside.library.models import OwnActivity
    from tests.factories.library import an_activity, supervising

    supervising(people, "bob")
    draft = replace(an_activity(), develops={"K02": 2, "S01": 1})
    made = actions.add_activity(
        actor=people.actor("bob"), service_id=people.team.service_id, draft=draft
    )
    publish_second()
    row = OwnActivity.objects.get(pk=made)
    assert row.develops == {"K02": 2, "S01": 1}
    assert actions.draft_of(row).develops == {"K26": 2}
    found = queries.library_for(people.actor("alice")).by_id[row.public_id]
    assert found.develops == {"K26": 2}


def test_every_page_of_a_worker_who_said_something_of_everything_opens(people, edition):
    from alongside.assessment import actions

    for one in edition.statements:
        actions.save_answer(
            actor=people.actor("alice"), edition=edition.slug, code=one.code, seq=1, want=True
        )
    publish_second()
    browser = Client()
    browser.force_login(people.alice)
    themes = [f"/my/themes/{theme.id}/" for theme in edition.themes]
    pages = ("/my/", "/my/changes/", "/my/history/", "/my/picture/", "/my/plan/", "/my/record/")
    for address in (*pages, "/supervision/", *themes):
        assert browser.get(address).status_code == 200, address


def leaves(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set().union(*map(leaves, value.values())) if value else set()
    if isinstance(value, list | tuple):
        return set().union(*map(leaves, value)) if value else set()
    return {str(value)} if value not in (None, "", True, False) else set()


def said(value: Any) -> str:
    return json.dumps(value, default=str)
