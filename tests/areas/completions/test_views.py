"""The page in plain words: off, on, everything that was sent; and a door only where there is one."""

import html

from alongside.completions import actions, queries
from alongside.foundation.actor import Role
from tests.factories import completions as factory
from tests.factories.accounts import actor_for, give, with_second_factor

from .test_sending import complete

PAGE = "/account/completions/"
DOOR = 'href="/account/completions/"'


def read(browser, address=PAGE):
    answer = browser.get(address)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_where_no_store_is_set_up_the_page_says_so_and_no_door_leads_there(
    people, edition, signed_in
):
    browser = signed_in("alice")
    assert DOOR not in read(browser, "/account/")
    assert "There is nothing to turn on" in read(browser)


def test_it_is_off_shows_what_it_would_send_and_is_turned_on_and_off(
    people, edition, store, signed_in
):
    browser = signed_in("alice")
    assert DOOR in read(browser, "/account/")
    page = read(browser)
    assert "Off." in page
    assert '"name": "a-number-drawn-for-you"' in page
    on = f"{PAGE}{store.pk}/on/"
    assert "Turn it on from now" in read(browser, on)
    assert browser.get(f"{PAGE}{store.pk}/off/").status_code == 405
    assert queries.sendings(people.alice.pk) == []
    assert browser.post(on).status_code == 302
    [row] = queries.sendings(people.alice.pk)
    page = read(browser)
    assert row.who in page
    assert row.site == "http://testserver"
    browser.post(f"{PAGE}{store.pk}/off/")
    assert queries.sendings(people.alice.pk)[0].ended_by == "turned-off"
    assert "You turned it off." in read(browser)


def test_everything_that_was_sent_stands_there_exactly_with_what_came_of_it(
    people, edition, signed_in, receiver
):
    store = factory.a_store(address=receiver.address, board=people.team.service.board.name)
    factory.turned_on(people.alice, store)
    told = complete(people.alice)
    browser = signed_in("alice")
    assert "It waits to be sent." in read(browser)
    receiver.status = 503
    actions.send_waiting(actor=None)
    assert "It did not get through yet" in read(browser)
    receiver.status = 204
    type(told).objects.update(next_at=told.made_at)
    actions.send_waiting(actor=None)
    page = read(browser)
    assert "It arrived." in page
    assert told.statement["id"] in page
    assert told.statement["id"] not in read(signed_in("bob"))


def test_a_store_of_elsewhere_is_not_there(people, edition, store, signed_in):
    browser = signed_in("charlie")
    for verb in ("on", "off"):
        browser.post(f"{PAGE}{store.pk}/{verb}/")
    assert browser.get(f"{PAGE}{store.pk}/on/").status_code == 404
    assert queries.sendings(people.charlie.pk) == []


def test_an_administrator_sees_the_stores_of_their_places_and_nothing_of_who_uses_them(
    people, edition, store, signed_in
):
    elsewhere = factory.a_store(service=people.elsewhere.service.name, name="Of elsewhere")
    give(people.bob, Role.ADMINISTRATOR, board=people.team.service.board)
    with_second_factor(people.bob)
    browser = signed_in("bob")
    assert f'href="{PAGE}stores/"' in read(browser, "/account/")
    assert f'href="{PAGE}stores/"' not in read(signed_in("alice"), "/account/")
    before = read(browser, f"{PAGE}stores/")
    assert store.address in before
    assert elsewhere.name not in before
    factory.turned_on(people.alice, store)
    tokens = "csrfmiddlewaretoken"
    after = read(browser, f"{PAGE}stores/")
    assert [line for line in after.splitlines() if tokens not in line] == [
        line for line in before.splitlines() if tokens not in line
    ]
    assert signed_in("charlie").get(f"{PAGE}stores/").status_code == 403


def test_leaving_shows_that_it_is_over_before_anything_else_happens(
    people, edition, store, signed_in
):
    factory.turned_on(people.alice, store)
    people.alice.roles.all().delete()
    page = read(signed_in("alice"))
    assert "You no longer work where it belongs. Nothing more is sent." in page
    assert not queries.offered(actor_for(people.alice))


def test_anybody_can_read_what_such_a_statement_says(edition, client):
    assert 'id="plan"' in read(client, "/completions/")
