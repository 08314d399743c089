"""Themes, the words of points and profiles of a draft: written on the desk, versioned, published."""

import re
from dataclasses import replace
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from alongside.accounts.models import Person
from alongside.core.framework import Became, Emphasis, Theme, digest, from_document, to_document
from alongside.core.framework import parts as core
from alongside.foundation import history
from alongside.foundation.actor import Forbidden
from alongside.foundation.text import BadText
from alongside.foundation.writing import Conflict
from alongside.framework import actions, queries
from alongside.framework.loading import load_edition, packaged_edition
from alongside.framework.models import DraftPart
from alongside.framework.presenters.folder import as_yaml, parts_of
from tests.factories import drafting
from tests.factories.drafting import SLUG, a_draft, publish, say, seat, write
from tests.factories.parts import AT, LABEL, LINE, PROFILE, WHY, word_point, write_profile


@pytest.fixture
def steward(people, edition):
    by = drafting.steward()
    a_draft(by)
    return by


def work():
    return queries.work(queries.draft_of(SLUG))


def now():
    return work().edition


def page(name, *more):
    return reverse(f"framework:{name}", args=[SLUG, *more])


def as_(actor) -> Client:
    browser = Client()
    browser.force_login(Person.objects.get(pk=actor.person_id))
    return browser


def words(answer) -> str:
    return unescape(re.sub(r"\s+", " ", answer.content.decode()))


def filled(browser, address, **changes):
    """A page's form as a browser would send it back, with some of it changed."""
    form = browser.get(address).context["form"]
    data = {}
    for field in form:
        value = field.value()
        if value not in (None, ""):
            data[field.html_name] = value
    return browser.post(address, {**data, **changes})


# Points


def test_other_words_for_a_point_are_a_version_of_it_and_another_digest(steward):
    before = work().draft.digest
    word_point(steward)
    word_point(steward, line="And again.")
    assert [row.number for row in queries.part_versions(work().draft, core.point_name(AT))] == [
        2,
        1,
    ]
    assert work().draft.digest == digest(now()) != before
    assert now().points_became[0].kind is Became.CHANGED
    assert queries.authors(work().draft) == {steward.person_id}
    said = [one.what for one in history.past(f"draft:{SLUG}")]
    assert LINE not in str(said)


def test_two_who_write_one_part_never_overwrite_each_other(steward):
    other = drafting.steward("Una")
    word_point(other, line="Theirs.")
    with pytest.raises(Conflict) as clash:
        word_point(steward, seen=0, line="Mine.")
    assert "Mine." in [text for _name, text in clash.value.yours]
    assert "Theirs." in [text for _name, text in clash.value.theirs]
    profile = replace(now().profile_by_id[PROFILE], title="Theirs")
    actions.save_profile(actor=other, slug=SLUG, profile=profile, seen=0)
    with pytest.raises(Conflict):
        mine = replace(profile, title="Mine")
        actions.save_profile(actor=steward, slug=SLUG, profile=mine, seen=0)
    with pytest.raises(Conflict):
        actions.retire_profile(actor=steward, slug=SLUG, profile_id=PROFILE, seen=0)
    theme = now().themes[0]
    for name in ("Theirs", "Mine"):
        sent = {"slug": SLUG, "theme": replace(theme, name=name), "seen": 0}
        if name == "Theirs":
            actions.save_theme(actor=other, **sent)
        else:
            with pytest.raises(Conflict):
                actions.save_theme(actor=steward, **sent)
    assert now().theme_by_id[theme.id].name == "Theirs"


def test_the_same_words_are_no_version_and_whether_words_are_the_same_cannot_be_claimed(steward):
    old = packaged_edition().points["skills"][1]
    for became, line in ((Became.SAME, "Other."), (Became.REWORDED, old.line)):
        with pytest.raises(actions.BadLineError):
            word_point(steward, label=old.label, line=line, became=became)
    word_point(steward, label=old.label, line=old.line, became=Became.SAME, why="")
    with pytest.raises(BadText):
        word_point(steward, line="A bell \x07")
    assert not DraftPart.objects.exists()


def test_nobody_else_writes_and_nothing_is_written_while_the_words_stand_still(steward, people):
    with pytest.raises(Forbidden):
        word_point(people.actor("alice"))
    write(steward)
    actions.ask_panels(actor=steward, slug=SLUG)
    for do in (word_point, write_profile):
        with pytest.raises(Forbidden):
            do(steward)
    assert "stand still" in words(as_(steward).get(page("desk_point", *AT)))
    assert not DraftPart.objects.exists()


# Themes


def test_a_statement_moves_to_another_theme_word_for_word_and_a_theme_goes_with_where_to(steward):
    theme, other = now().themes[:2]
    made = actions.add_theme(
        actor=steward, slug=SLUG, key="k", theme=Theme("", "A new one", theme.strand, "New.", ())
    )
    assert made == "a-new-one"
    code = other.statements[0]
    actions.bring(actor=steward, slug=SLUG, theme_id=made, code=code, seen=1)
    assert now().theme_by_id[made].statements == (code,)
    assert work().lines[code].became is Became.SAME
    with pytest.raises(Conflict):
        actions.bring(actor=steward, slug=SLUG, theme_id=theme.id, code=code, seen=1)
    with pytest.raises(Forbidden):
        actions.retire_theme(actor=steward, slug=SLUG, theme_id=theme.id, seen=0, to="")
    actions.retire_theme(actor=steward, slug=SLUG, theme_id=theme.id, seen=0, to=made)
    assert set(theme.statements) < set(now().theme_by_id[made].statements)
    assert theme.id not in now().theme_by_id
    assert work().faults == ()
    part = core.theme_name(theme.id)
    actions.put_part_back(actor=steward, slug=SLUG, part=part, seen=1)
    assert theme.id in now().theme_by_id
    with pytest.raises(Forbidden):
        actions.put_part_back(actor=steward, slug=SLUG, part=core.theme_name(made), seen=1)


def test_a_form_sent_twice_adds_one_and_a_name_that_is_taken_gets_another_id(steward):
    blank = Theme("", "Add", now().strands[0].id, "Words.", ())
    sent = {"actor": steward, "slug": SLUG, "theme": blank}
    assert actions.add_theme(key="k", **sent) == actions.add_theme(key="k", **sent) == "add-2"
    assert actions.add_theme(key="l", **sent) == "add-3"


# Pages


def test_a_steward_writes_a_theme_a_point_and_a_profile_on_their_pages(steward):
    browser = as_(steward)
    theme = now().themes[0]
    answer = filled(browser, page("desk_theme", theme.id), name="Said anew")
    assert answer.status_code == 302
    first, second = theme.statements[:2]
    filled(browser, page("desk_theme", theme.id), **{f"place_{first}": 2, f"place_{second}": 1})
    assert now().theme_by_id[theme.id].statements[0] == second
    filled(browser, page("desk_themes"), **{f"place_{theme.id}": 99})
    assert now().themes[-1].id == theme.id
    point = {"label": LABEL, "line": LINE, "became": "changed", "why": WHY}
    assert filled(browser, page("desk_point", *AT), **{**point, "why": ""}).status_code == 422
    assert filled(browser, page("desk_point", *AT), **point).status_code == 302
    filled(browser, page("desk_asking"), ask="Think of last week.")
    assert now().about["points"]["ask"] == "Think of last week."
    assert now().about["points"]["evidence_from"] == "practising"
    code = now().profile_by_id[PROFILE].emphasis[0].code
    new = {"code_new1": "V20", "weight_new1": "2", "why_new1": "Here."}
    filled(browser, page("desk_profile", PROFILE), **{f"weight_{code}": "0", **new})
    asks = {one.code: one for one in now().profile_by_id[PROFILE].emphasis}
    assert code not in asks
    assert asks["V20"] == Emphasis("V20", 2, "Here.")
    read = words(browser.get(page("read_draft")))
    for text in ("Said anew", LINE, WHY, "Think of last week.", "Here."):
        assert text in read
    assert WHY in words(browser.get(page("part_versions", core.point_name(AT))))
    assert "Said anew" in words(browser.get(page("part_versions", core.theme_name(theme.id))))


def test_pages_say_what_is_wrong_with_what_was_sent_and_keep_it(steward):
    browser = as_(steward)
    answer = filled(browser, page("desk_profile", PROFILE), code_new1="V20")
    assert answer.status_code == 422
    assert "Say why it matters" in words(answer)
    answer = browser.post(page("bring_statement", now().themes[0].id), {"statement": "K99.1"})
    assert answer.status_code == 302
    for name, more in (("desk_theme", "no"), ("desk_profile", "no"), ("part_versions", "theme/no")):
        assert browser.get(page(name, more)).status_code == 404
    assert browser.get(page("desk_point", "skills", "no")).status_code == 404


def test_what_is_added_and_taken_out_on_pages_is_there_and_comes_back(steward):
    browser = as_(steward)
    new = {"code_new1": "K01", "weight_new1": "3", "why_new1": "It is the work."}
    said = {"title": "Peer worker lead", "for_whom": "Peers who lead."}
    answer = filled(browser, page("add_profile"), **said, **new)
    assert answer["Location"] == page("desk_profile", "peer-worker-lead")
    browser.post(page("retire_profile", PROFILE), {"seen": "0"})
    assert PROFILE not in now().profile_by_id
    assert "Taken out" in words(browser.get(page("desk_profiles")))
    assert "Put it back" in words(browser.get(page("desk_profile", PROFILE)))
    browser.post(page("part_back", core.profile_name(PROFILE)), {"seen": "1"})
    assert now().profile_by_id[PROFILE] == packaged_edition().profile_by_id[PROFILE]
    answer = filled(browser, page("add_theme"), name="Time", summary="About time.")
    moved = now().themes[0].statements[0]
    browser.post(page("bring_statement", "time"), {"statement": f"{moved}.1"})
    assert now().theme_by_id["time"].statements == (moved,)
    browser.post(page("retire_theme", "time"), {"seen": "1", "to": now().themes[0].id})
    assert "time" not in now().theme_by_id


# Published


@pytest.fixture
def published(steward, people):
    """An edition with a reworded statement, a changed point and a changed profile, decided on."""
    panel = [seat(people.alice, steward), seat(people.charlie, steward)]
    word_point(steward)
    write_profile(steward)
    write(steward)
    actions.retire(actor=steward, slug=SLUG, code="K05", seen=1, why="Gone.")
    actions.ask_panels(actor=steward, slug=SLUG)
    for one in panel:
        say(one)
    publish(steward)
    return queries.published()


def test_the_difference_for_everybody_shows_points_and_profiles_on_the_page_and_as_json(published):
    address = reverse("framework:difference", args=[packaged_edition().slug, SLUG])
    shown = words(Client().get(address))
    for text in (LABEL, WHY, "means something else", "A nurse, written anew"):
        assert text in shown
    told = Client().get(f"{address}?format=json").json()["beside"]
    assert {(one["sort"], one["id"], one["became"]) for one in told} >= {
        ("point", "exploring", "changed"),
        ("profile", PROFILE, "changed"),
    }


def test_it_comes_back_whole_from_its_files_and_2007_is_as_it_was(published, tmp_path):
    for name, part in parts_of(to_document(published.edition)).items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(as_yaml(part), encoding="utf-8")
    assert digest(load_edition(tmp_path)) == published.digest
    assert from_document(to_document(published.edition)) == published.edition
    assert digest(packaged_edition()) == queries.published(packaged_edition().slug).digest
    assert digest(packaged_edition()) == PACKAGED_DIGEST


def test_what_a_draft_says_of_its_points_cannot_be_published_by_another_name(steward):
    word_point(steward)
    made = replace(now(), slug="by-another-name")
    with pytest.raises(Forbidden):
        actions.publish(actor=None, edition=made)
    actions.give_up(actor=steward, slug=SLUG)
    with pytest.raises(Forbidden):
        actions.publish(actor=None, edition=made)


def test_the_words_of_2007_never_change(published, edition):
    with pytest.raises(Forbidden):
        points = {**edition.points, "skills": now().points["skills"]}
        actions.publish(actor=None, edition=replace(edition, points=points))


# The digest of the edition that comes with the product: what was published stays as it is.
PACKAGED_DIGEST = "33d96e32f31885d68d74cdbd4eb852e7256a4adfa79fd3a69b9648e4f3ae1c12"
