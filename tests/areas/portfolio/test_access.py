"""Who may open what of a record: every address, by everybody there is."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from alongside.accounts import actions as accounts
from alongside.accounts.models import Share
from alongside.foundation.actor import Role
from alongside.portfolio import actions, queries
from alongside.portfolio.models import KeptFile
from tests.areas.portfolio.files import a_picture
from tests.factories.accounts import PersonFactory, actor_for, give, with_second_factor
from tests.factories.portfolio import add

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]
MARK = "Wildebeest"
# Addresses of one entry that are for its owner alone, by how they are asked.
OWN = (
    ("get", ""), ("get", "edit/"), ("post", "edit/"), ("get", "remove/"), ("post", "remove/"),
    ("get", "versions/"), ("get", "share/"), ("post", "share/"), ("get", "copy/"),
    ("post", "copy/"), ("get", "links/"), ("post", "links/"), ("post", "files/add/"),
    ("post", "files/{file}/remove/"),
)  # fmt: skip
EVERYBODY_ELSE = (
    "reader", "ended", "past", "supervisor", "colleague", "stranger", "lead", "steward",
    "administrator", "anonymous",
)  # fmt: skip


@pytest.fixture
def scene(people, let_read):
    """Alice's entry with a file, and somebody of every sort."""
    alice = people.actor("alice")
    entry = add(people.alice, MARK, kind="reflection", texts={"learned": MARK}, codes=["S10"])
    file = actions.add_file(actor=alice, entry_id=entry, name=f"{MARK}.png", body=a_picture("PNG"))
    who = {
        name: PersonFactory()
        for name in ("reader", "ended", "past", "supervisor", "lead", "steward", "administrator")
    }
    who |= {"owner": people.alice, "colleague": people.bob, "stranger": people.charlie}
    for name in ("reader", "ended", "past"):
        share = accounts.share(
            actor=alice, kind="entry", item=str(entry), reader_id=who[name].pk,
            until=timezone.localdate() + timedelta(days=9),
        )  # fmt: skip
        if name == "ended":
            accounts.end_share(actor=alice, share_id=share.pk)
        if name == "past":
            yesterday = timezone.localdate() - timedelta(days=1)
            Share.objects.filter(pk=share.pk).update(until=yesterday)
    for name, role in (
        ("supervisor", Role.SUPERVISOR), ("lead", Role.SERVICE_LEAD),
        ("steward", Role.STEWARD), ("administrator", Role.ADMINISTRATOR),
    ):  # fmt: skip
        give(who[name], role, team=people.team)
        give(who[name], role)
    with_second_factor(who["steward"])
    with_second_factor(who["administrator"])
    give(who["supervisor"], Role.WORKER, team=people.team)
    asked = accounts.ask_supervisor(actor=alice, supervisor_id=who["supervisor"].pk)
    accounts.answer_supervising(
        actor=actor_for(who["supervisor"]), supervising_id=asked.pk, yes=True
    )

    def browser(name: str) -> Client:
        made = Client()
        if name != "anonymous":
            made.force_login(who[name])
        return made

    return entry, file, browser


@pytest.mark.parametrize("who", EVERYBODY_ELSE)
def test_an_entrys_own_pages_are_not_there_for_anybody_else(scene, people, who):
    entry, file, browser = scene
    one = browser(who)
    for method, rest in OWN:
        where = f"/my/record/{entry}/" + rest.format(file=file)
        answer = getattr(one, method)(where, {"title": "Mine", "on": "2026-09-03", "number": "1"})
        wanted = (302, 401) if who == "anonymous" else (404,)
        assert answer.status_code in wanted, (who, method, rest)
        assert MARK not in answer.content.decode()
    [kept] = queries.entries(people.alice.pk)
    assert (kept.title, len(kept.files)) == (MARK, 1)


@pytest.mark.parametrize("who", ["owner", *EVERYBODY_ELSE])
def test_what_is_shared_is_read_while_it_is_shared_and_its_files_too(scene, who):
    entry, file, browser = scene
    one = browser(who)
    page = one.get(f"/my/record/of/{entry}/")
    fetched = one.get(f"/my/record/{entry}/files/{file}/")
    wanted = {"owner": (302, 200), "reader": (200, 200), "anonymous": (302, 302)}
    assert (page.status_code, fetched.status_code) == wanted.get(who, (404, 404))
    assert (MARK in page.content.decode()) == (who == "reader")
    if who == "owner":
        assert page["Location"] == f"/my/record/{entry}/"


@pytest.mark.parametrize("who", EVERYBODY_ELSE)
def test_a_record_its_search_and_its_links_show_nothing_of_somebody_elses(scene, who):
    entry, _file, browser = scene
    one = browser(who)
    for answer in (
        one.get("/my/record/"), one.post("/my/record/", {"q": MARK}), one.get("/my/record/add/"),
        one.get("/my/record/link/answer/S10/"), one.get("/my/themes/rights/"),
        one.get(f"/my/record/add/?for=plan-item:{entry}"), one.get("/my/shared-with-me/"),
        one.get("/account/"), one.get("/account/people/"), one.get("/account/export.json"),
    ):  # fmt: skip
        text = answer.content.decode()
        # What one looked for stands in the box again, and nowhere else.
        assert text.replace(f'value="{MARK}"', "").count(MARK) == 0
    posted = one.post("/my/record/link/answer/S10/", {"entry": [str(entry)]})
    assert posted.status_code in ((401,) if who == "anonymous" else (403,))


def test_ending_it_while_the_page_is_open_ends_the_files_too(scene, people):
    entry, file, browser = scene
    one = browser("reader")
    assert one.get(f"/my/record/of/{entry}/").status_code == 200
    for share in Share.objects.filter(ended_at__isnull=True):
        accounts.end_share(actor=people.actor("alice"), share_id=share.pk)
    assert one.get(f"/my/record/of/{entry}/").status_code == 404
    assert one.get(f"/my/record/{entry}/files/{file}/").status_code == 404


def test_a_file_is_not_reached_through_another_entry(scene, people, let_read):
    _entry, file, browser = scene
    other = add(people.alice, "Another")
    let_read(other, "charlie")
    assert browser("stranger").get(f"/my/record/of/{other}/").status_code == 200
    assert browser("stranger").get(f"/my/record/{other}/files/{file}/").status_code == 404
    assert browser("owner").get(f"/my/record/{other}/files/{file}/").status_code == 404
    assert browser("owner").post(f"/my/record/{other}/files/{file}/remove/").status_code == 302
    assert KeptFile.objects.filter(pk=file).exists()


@pytest.mark.parametrize("who", ["owner", "reader"])
def test_what_is_not_there_looks_like_what_is_somebody_elses(scene, who):
    _entry, _file, browser = scene
    one = browser(who)
    for where in ("{id}/", "of/{id}/", "{id}/share/", "{id}/files/{id}/"):
        assert one.get("/my/record/" + where.format(id=uuid4())).status_code == 404
