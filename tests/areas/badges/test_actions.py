"""Making and ending a badge: one's own, on purpose, once; signed; and what stays when a person goes."""

import json
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from alongside.accounts.actions import erase_person
from alongside.badges import actions, queries
from alongside.badges.models import Badge, SigningKey, StatusList, StatusPlace
from alongside.core.credentials.badges import ACTIVITY as AN_ACTIVITY
from alongside.core.credentials.badges import FORUM, TOGETHER
from alongside.foundation import history, proofs
from alongside.foundation.actor import Forbidden
from alongside.foundation.models import HistoryDetail
from alongside.library.queries import library_for
from tests.factories import stories
from tests.factories.badges import ACTIVITY, DAY, SITE, a_badge, done
from tests.factories.portfolio import add

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)


def credential(badge_id):
    return Badge.objects.get(pk=badge_id).credential


def offered(actor, act=AN_ACTIVITY):
    return queries.sources(actor, act, today=timezone.localdate())


def make(actor, act, source_id, **more):
    return actions.make_badge(actor=actor, act=act, source_id=source_id, site=SITE, **more)


# What a badge can be made from


def test_an_activity_that_is_ticked_as_done_can_become_a_badge(people, edition):
    item = done(people.alice)
    [source] = offered(people.actor("alice"))
    assert (source.id, source.on) == (item, DAY)
    made = credential(make(people.actor("alice"), AN_ACTIVITY, item))
    title = library_for(None).by_id[ACTIVITY].title
    achievement = made["credentialSubject"]["achievement"]
    assert achievement["name"] == f"Completed a learning activity: {title}"
    assert made["credentialSubject"]["activityEndDate"] == "2026-09-03T00:00:00Z"


def test_so_can_one_that_an_entry_of_the_record_belongs_to(people, edition):
    item = done(people.alice, on=None)
    assert offered(people.actor("alice")) == []
    add(people.alice, item=item, on=date(2026, 8, 1), until=date(2026, 8, 2))
    [source] = offered(people.actor("alice"))
    assert (source.id, source.on) == (item, date(2026, 8, 2))


@pytest.mark.parametrize("activity", ["", "gone-from-the-library"])
def test_what_is_not_in_the_library_is_no_activity_of_it(people, edition, activity):
    done(people.alice, activity)
    assert offered(people.actor("alice")) == []


def test_what_is_still_to_come_was_not_done(people, edition):
    tomorrow = timezone.localdate() + timedelta(days=1)
    done(people.alice, on=tomorrow)
    assert offered(people.actor("alice")) == []


def test_no_badge_ever_names_a_story(people, edition):
    """A badge leaves and stays; a story can be taken back, and leads to nobody."""
    stories.show()
    lent = [one for one in library_for(people.actor("alice")).activities if one.kept_as]
    assert lent
    for one in lent:
        item = done(people.alice, one.id)
        with pytest.raises(Forbidden):
            make(people.actor("alice"), AN_ACTIVITY, item)
    assert offered(people.actor("alice")) == []


def test_nobody_makes_a_badge_from_what_is_anothers(people, edition):
    item, entry = done(people.alice), add(people.alice)
    for act, source in ((AN_ACTIVITY, item), (FORUM, entry), (FORUM, uuid4())):
        with pytest.raises(Forbidden):
            make(people.actor("bob"), act, source)
    assert not Badge.objects.exists()


@pytest.mark.parametrize("act", ["level", "story", ""])
def test_there_is_no_badge_for_anything_but_the_acts(people, edition, act):
    with pytest.raises(Forbidden):
        make(people.actor("alice"), act, add(people.alice))


def test_a_value_is_never_shown_as_achieved(people, edition):
    made = credential(a_badge(people.alice, codes=["V01", "K01", "S10", "V20"]))
    alignment = made["credentialSubject"]["achievement"]["alignment"]
    assert [one["targetCode"] for one in alignment] == ["K01", "S10"]
    identifier = edition.identifier("K01")
    assert alignment[0]["targetUrl"] == f"http://testserver/ims/case/v1p1/CFItems/{identifier}"


def test_nothing_that_was_written_in_the_record_goes_into_a_badge(people, edition):
    made = a_badge(people.alice, texts={"happened": "quokka"}, about={"organisation": "quokka"})
    text = json.dumps(credential(made))
    assert "quokka" not in text
    assert "church hall" not in text
    assert people.alice.email not in text
    assert str(people.alice.pk) not in text


def test_own_words_go_in_where_the_act_leaves_room_for_them(people, edition):
    actor = people.actor("alice")
    led = credential(make(actor, TOGETHER, add(people.alice), own="  A day about hope "))
    assert led["credentialSubject"]["narrative"] == "A day about hope"
    plain = credential(make(actor, AN_ACTIVITY, done(people.alice), own="Not asked for"))
    assert "narrative" not in plain["credentialSubject"]


# Signing


def test_what_is_made_holds_and_any_change_shows(people, edition, settings):
    signed = credential(a_badge(people.alice, own="Tea"))
    public = proofs.public_half(settings.BADGE_KEY)
    text = json.dumps(signed)
    proofs.check(text, public=public)
    tampered = [
        text.replace("Hosted a forum", "Hosted a forun", 1),
        text.replace('"Tea"', '"Tee"'),
        text.replace("2026-09-03T", "2026-09-02T"),
        text.replace('"K01"', '"K02"'),
        text.replace("no level", "a level"),
        text.replace('"statusListIndex": "', '"statusListIndex": "1'),
        text.replace('"description"', '"descriptiom"'),
        text.replace(signed["credentialSubject"]["id"], f"urn:uuid:{uuid4()}"),
    ]
    for one in tampered:
        assert one != text
        with pytest.raises(proofs.DoesNotHold):
            proofs.check(one, public=public)
    with pytest.raises(proofs.DoesNotHold):
        proofs.check(text, public=proofs.public_half(proofs.new_key()))


def test_no_badge_is_made_without_a_key(people, edition, settings):
    settings.BADGE_KEY = ""
    with pytest.raises(Forbidden, match="no key"):
        a_badge(people.alice)
    assert not Badge.objects.exists()


def test_a_form_sent_twice_makes_one(people, edition):
    entry = add(people.alice)
    ids = {make(people.actor("alice"), FORUM, entry, key="k") for _ in range(2)}
    assert len(ids) == Badge.objects.count() == 1


def test_two_badges_share_no_number_and_no_place(people, edition):
    one, two = (credential(a_badge(people.alice)) for _ in range(2))
    assert one["id"] != two["id"]
    assert one["credentialSubject"]["id"] != two["credentialSubject"]["id"]
    assert one["credentialStatus"]["id"] != two["credentialStatus"]["id"]


def test_places_are_drawn_and_never_given_twice(people, edition, monkeypatch):
    draws = iter([5, 5, 9])
    monkeypatch.setattr(actions.secrets, "randbelow", lambda most: next(draws))
    a_badge(people.alice)
    a_badge(people.bob)
    assert set(StatusPlace.objects.values_list("index", flat=True)) == {5, 9}
    assert StatusList.objects.count() == 1


def test_a_list_that_is_half_full_is_followed_by_another(people, edition, monkeypatch):
    monkeypatch.setattr(actions, "FULL", 1)
    for person in (people.alice, people.bob):
        a_badge(person)
    assert StatusList.objects.count() == 2


# Keys


def test_a_badge_holds_after_the_key_was_changed(people, edition, settings):
    old = settings.BADGE_KEY
    text = json.dumps(credential(a_badge(people.alice)))
    settings.BADGE_KEY = proofs.new_key()
    public, is_new = actions.keep_key(actor=None)
    assert is_new
    assert queries.keys() == [public, proofs.public_half(old)]
    proofs.check(text, public=proofs.public_half(old))
    fresh = credential(a_badge(people.alice))
    assert fresh["proof"]["verificationMethod"].endswith(f"#{public}")
    assert actions.keep_key(actor=None) == (public, False)


def test_the_secret_half_of_a_key_is_in_no_row(people, edition, settings):
    a_badge(people.alice)
    [row] = SigningKey.objects.values_list("public", flat=True)
    assert row == proofs.public_half(settings.BADGE_KEY)
    assert row.startswith("z6Mk")


@pytest.mark.parametrize("key", ["", "short", "x" * 44, "é"])
def test_what_is_no_key_is_refused(key):
    with pytest.raises(proofs.BadKey, match="badge-key new"):
        proofs.public_half(key)


# Ending


def test_a_badge_is_ended_by_its_owner_at_once_and_for_good(people, edition):
    badge = a_badge(people.alice)
    place = Badge.objects.get(pk=badge).place
    assert queries.is_ended(place.list_id, place.index) is False
    for _ in range(2):
        actions.end_badge(actor=people.actor("alice"), badge_id=badge)
    assert queries.is_ended(place.list_id, place.index) is True
    assert queries.ended_places(place.list_id) == [place.index]
    assert StatusList.objects.get().changes == 1
    verbs = [one.verb for one in history.past(queries.chain(people.alice.pk))]
    assert verbs == ["ended a badge", "made a badge"]


def test_nobody_else_ends_it(people, edition):
    badge = a_badge(people.alice)
    for actor, wanted in ((people.actor("bob"), badge), (people.actor("alice"), uuid4())):
        with pytest.raises(Forbidden):
            actions.end_badge(actor=actor, badge_id=wanted)
    assert not StatusPlace.objects.filter(ended=True).exists()


def test_history_says_that_a_badge_was_made_and_nothing_of_what_it_says(people, edition):
    a_badge(people.alice, own="quokka")
    assert "quokka" not in json.dumps(list(HistoryDetail.objects.values_list("what", flat=True)))


# Leaving


def test_a_badge_leaves_with_the_person_as_the_signed_document_itself(people, edition):
    badge = a_badge(people.alice, own="Tea")
    a_badge(people.bob)
    [one] = queries.whole(people.alice.pk)
    assert one["credential"] == credential(badge)
    assert one["ended_at"] is None


def test_when_a_person_goes_the_place_stays_and_leads_to_nobody(people, edition):
    live, ended = a_badge(people.alice), a_badge(people.alice)
    actions.end_badge(actor=people.actor("alice"), badge_id=ended)
    places = {badge: Badge.objects.get(pk=badge).place for badge in (live, ended)}
    erase_person(actor=people.actor("alice"))
    assert not Badge.objects.exists()
    assert StatusPlace.objects.count() == 2
    assert queries.is_ended(places[live].list_id, places[live].index) is False
    assert queries.is_ended(places[ended].list_id, places[ended].index) is True
    fields = {one.name for one in StatusPlace._meta.get_fields()}
    assert fields == {"id", "list", "index", "ended"}
