"""A worker's own pages, as a browser without scripts and as the saving script meets them."""

import csv
import io
import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.accounts import actions as accounts
from alongside.assessment import actions, queries
from alongside.assessment.models import Answer
from alongside.core import scales
from alongside.foundation import history
from alongside.foundation.actor import Role
from tests.factories.accounts import give

THEME = "/my/themes/hope/"


def hidden(html: str) -> dict[str, str]:
    """Every control of the page's form, as a browser would send it untouched."""
    found = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html))
    for name, value in re.findall(
        r'<input type="radio" name="([^"]+)"[^>]*value="([^"]+)" checked', html
    ):
        found[name] = value
    for name in re.findall(r'<input type="checkbox" name="([^"]+)"[^>]* checked', html):
        found[name] = "yes"
    for name, text in re.findall(
        r'<textarea id="[^"]+" name="([^"]+)"[^>]*>\n([^<]*)</textarea>', html
    ):
        found[name] = text
    return found


@pytest.fixture
def alice(signed_in, edition):
    return signed_in("alice")


def open_page(browser, address=THEME):
    response = browser.get(address)
    assert response.status_code == 200
    return hidden(response.content.decode())


def kept(people, edition, code="K04", name="alice"):
    return queries.answers_of(getattr(people, name).pk, edition.slug).get(code)


def test_a_theme_shows_its_statements_as_described_points_without_numbers(alice, edition):
    html = alice.get(THEME).content.decode()
    for code in edition.theme_by_id["hope"].statements:
        assert f'name="{code}-point"' in html
        assert f'name="{code}-want"' in html
    tiles = re.findall(r'<div class="al-tile[ "].*?</div>', html, re.DOTALL)
    assert len(tiles) >= 6 * len(edition.theme_by_id["hope"].statements)
    for tile in tiles:
        assert not re.search(r"\d", re.sub(r"<[^>]+>", "", tile))


def test_a_value_offers_no_way_out_of_the_role_and_v06_asks_for_no_evidence(alice):
    hope = alice.get(THEME).content.decode()
    assert 'id="K04-p-not-my-role"' in hope
    assert 'id="V01-p-not-my-role"' not in hope
    assert 'id="V01-p-rather-not-say"' in hope
    reflection = alice.get("/my/themes/reflection/").content.decode()
    assert 'name="V13-evidence"' in reflection
    for code in ("V06", "V07"):
        assert f'name="{code}-evidence"' not in reflection
    assert 'name="V08-evidence"' not in alice.get("/my/themes/relationships/").content.decode()


def test_the_whole_page_saves_with_one_button_and_no_script(alice, people, edition):
    form = open_page(alice)
    form |= {"K04-point": "developing", "K04-want": "yes", "V01-note": "Line one\r\nline two"}
    response = alice.post(THEME, form)
    assert response.status_code == 302
    assert kept(people, edition).point == "developing"
    assert kept(people, edition).want
    assert kept(people, edition, "V01").note == "Line one\nline two"
    assert "Your answers are saved" in alice.get(response["Location"]).content.decode()


def test_cards_nobody_touched_are_not_saved(alice, people, edition):
    alice.post(THEME, open_page(alice) | {"K04-point": "developing"})
    alice.post(THEME, open_page(alice) | {"V01-point": "rather-not-say"})
    assert set(queries.answers_of(people.alice.pk, edition.slug)) == {"K04", "V01"}
    assert len(history.past(f"answers:{people.alice.pk}")) == 2


def test_sending_the_same_form_twice_makes_no_second_anything(alice, people):
    form = open_page(alice) | {"K04-point": "developing"}
    for _ in range(2):
        assert alice.post(THEME, form).status_code == 302
    assert Answer.objects.count() == 1
    assert len(history.past(f"answers:{people.alice.pk}")) == 1


def test_two_open_pages_never_overwrite_each_other_unseen(alice, people, edition):
    phone, desk = open_page(alice), open_page(alice)
    alice.post(THEME, phone | {"K04-note": "from the phone"})
    clash = alice.post(THEME, desk | {"K04-note": "from the desk", "S11-note": "something else"})
    assert clash.status_code == 409
    html = clash.content.decode()
    assert "from the phone" in html
    assert "from the desk" in html
    assert kept(people, edition).note == "from the phone"
    assert kept(people, edition, "S11").note == "something else", "what did not clash is saved"


def test_a_note_that_is_too_long_is_kept_on_the_page_and_said_plainly(alice, people, edition):
    long = "n" * (scales.NOTE_MOST + 7)
    response = alice.post(THEME, open_page(alice) | {"K04-note": long, "V01-note": "short"})
    html = response.content.decode()
    assert response.status_code == 400
    assert "4007 characters" in html
    assert "Your text is still here" in html
    again = hidden(html)
    assert again["K04-note"] == long
    assert again["V01-note"] == "short"
    assert queries.answers_of(people.alice.pk, edition.slug) == {}
    response = alice.post(THEME, again | {"K04-note": "shorter"})
    assert response.status_code == 302
    assert kept(people, edition, "V01").note == "short"


def test_a_page_opened_by_somebody_else_saves_nothing(alice, signed_in, people, edition):
    form = open_page(alice) | {"K04-note": "Alice's own words"}
    bob = signed_in("bob")
    assert bob.post(THEME, form).status_code == 403
    assert bob.post("/my/answers/K04/", form).status_code == 403
    assert not Answer.objects.exists()


def test_control_characters_are_refused_and_said(alice):
    form = open_page(alice) | {"K04-note": "a\x00b"}
    response = alice.post(THEME, form)
    assert response.status_code == 400
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"), [("K04-point", "7"), ("K04-seq", "x"), ("V01-point", "not-my-role")]
)
def test_a_form_that_was_tampered_with_is_refused(alice, field, value):
    assert alice.post(THEME, open_page(alice) | {field: value}).status_code == 400
    assert not Answer.objects.exists()


def test_save_and_go_on_leads_to_the_next_theme_and_at_the_end_to_the_picture(alice, edition):
    on = {"on": "1"}
    ids = [theme.id for theme in edition.themes]
    at = ids.index("hope")
    response = alice.post(THEME, open_page(alice) | on)
    assert response["Location"] == f"/my/themes/{ids[at + 1]}/"
    last = f"/my/themes/{ids[-1]}/"
    assert alice.post(last, open_page(alice, last) | on)["Location"] == "/my/picture/"


def test_a_strand_is_gone_through_by_itself(alice, edition):
    strand = [theme.id for theme in edition.themes if theme.strand == "A"]
    address = f"/my/themes/{strand[0]}/?through=strand"
    html = alice.get(address).content.decode()
    assert f"theme 1 of {len(strand)} here" in html
    response = alice.post(address, open_page(alice, address) | {"on": "1"})
    assert response["Location"] == f"/my/themes/{strand[1]}/?through=strand"


# Saving by itself


def send(browser, form, code="K04", **said):
    mine = {
        name: value
        for name, value in form.items()
        if not name[:1].isupper() or name.startswith(code)
    }
    body = mine | {f"{code}-{name.replace('_', '-')}": value for name, value in said.items()}
    return browser.post(f"/my/answers/{code}/", body)


def test_one_card_saves_by_itself(alice, people, edition):
    response = send(alice, open_page(alice), point="exploring")
    assert response.status_code == 200
    answer = response.json()
    assert answer["outcome"] == "saved"
    assert answer["seq"] == 1
    assert re.fullmatch(r"Saved \d\d:\d\d", answer["status"])
    assert kept(people, edition).point == "exploring"


def test_the_script_and_the_form_agree_on_what_was_touched(alice, people):
    form = open_page(alice)
    answer = send(alice, form, point="exploring").json()
    form |= {"K04-point": "exploring", "K04-was": answer["was"], "K04-seq": "2", "K04-base": "1"}
    alice.post(THEME, form)
    assert len(history.past(f"answers:{people.alice.pk}")) == 1


def test_a_clash_gives_both_and_keeps_the_servers(alice, people, edition):
    phone, desk = open_page(alice), open_page(alice)
    send(alice, phone, note="from the phone")
    response = send(alice, desk, note="from the desk")
    assert response.status_code == 409
    assert response.json()["other"]["values"]["note"] == "from the phone"
    assert kept(people, edition).note == "from the phone"


def test_a_save_over_what_was_not_seen_gives_the_other_words_back(alice, people, edition):
    phone, desk = open_page(alice), open_page(alice)
    send(alice, phone, note="from the phone")
    answer = send(alice, desk, note="from the desk", seq=2).json()
    assert answer["outcome"] == "saved"
    assert answer["other"]["values"]["note"] == "from the phone"
    assert kept(people, edition).note == "from the desk"


def test_what_cannot_be_saved_is_said_in_words(alice):
    response = send(alice, open_page(alice), note="n" * 5000)
    assert response.status_code == 400
    assert "5000 characters" in response.json()["status"]


def test_signed_out_meanwhile_is_said_and_nothing_else_happens(client, alice):
    form = open_page(alice)
    response = send(client, form, note="still on the page")
    assert response.status_code == 401
    assert "signed out" in response.content.decode()


def test_saving_by_itself_needs_the_forms_token(people, edition):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(people.alice)
    form = open_page(strict)
    form.pop("csrfmiddlewaretoken", None)
    assert send(strict, form, point="exploring").status_code == 403


def counted(browser, call):
    with CaptureQueriesContext(connection) as queries_made:
        response = call(browser)
    assert response.status_code == 200
    return [q["sql"] for q in queries_made if "SAVEPOINT" not in q["sql"]]


def test_a_theme_page_costs_at_most_six_queries(alice):
    form = open_page(alice)
    send(alice, form, point="exploring")
    made = counted(alice, lambda browser: browser.get(THEME))
    assert len(made) <= 6, made


def test_saving_one_answer_costs_at_most_six_queries(alice):
    form = open_page(alice)
    send(alice, form, point="exploring")
    made = counted(alice, lambda browser: send(browser, form, point="developing", seq=2))
    assert len(made) <= 6, made


# Start


def test_the_first_time_a_role_is_asked_for_and_can_be_skipped(alice, people):
    first = alice.get("/my/").content.decode()
    assert "What do you do?" in first
    assert alice.post("/my/", {}).status_code == 302
    second = alice.get("/my/").content.decode()
    assert "What is on your mind at work?" in second
    assert "Carry on" not in second
    assert "What I want to work on" not in second, "no empty dashboard"


def test_coming_back_carries_on_where_something_is_open(alice):
    alice.post("/my/", {"profile": "mental-health-nurse", "overlay": "acute"})
    send(alice, open_page(alice), point="exploring", want="yes")
    html = alice.get("/my/").content.decode()
    assert "Carry on with" in html
    assert 'href="/my/themes/hope/#K04"' in html
    assert "Some answered" in html
    assert "%" not in re.sub(r"<[^>]+>", "", html.split("<main")[1].split("<footer")[0])


# The picture, history and files


def fill(people, edition, point_of, name="alice"):
    actor = people.actor(name)
    for one in edition.statements:
        actions.save_answer(
            actor=actor, edition=edition.slug, code=one.code, seq=1, point=point_of(one.code),
            note=f"words on {one.code}" if one.code.startswith("V") else "",
            want=one.code in ("S07", "V03"),
        )  # fmt: skip


def pages_of(browser):
    found = {}
    for name in ("start", "picture", "history", "answers_csv", "answers_json"):
        found[name] = browser.get(reverse(f"assessment:{name}")).content.decode()
    return found


def test_no_page_or_file_changes_its_order_or_its_facts_with_the_points_of_values(
    people, edition, signed_in
):
    """Two people differ only in the points of their values: everything but those words is alike."""
    points = scales.POINTS
    values = [one.code for one in edition.statements if one.code.startswith("V")]
    up = {code: points[at % 5] for at, code in enumerate(values)}
    down = {code: points[4 - at % 5] for at, code in enumerate(values)}
    fill(people, edition, lambda code: up.get(code, "practising"), "alice")
    fill(people, edition, lambda code: down.get(code, "practising"), "bob")
    order = [one.code for one in edition.statements]

    for mine in (signed_in("alice"), signed_in("bob")):
        rows = list(csv.DictReader(io.StringIO(mine.get("/my/answers.csv").content.decode())))
        assert [row["code"] for row in rows] == order
        answers = json.loads(mine.get("/my/answers.json").content)["answers"]
        assert [row["code"] for row in answers] == order

    def plain(html):
        html = html.split("<main")[1].split("<footer")[0]
        for point in edition.points["values"]:
            html = html.replace(point.line, "").replace(point.label, "")
        html = re.sub(r'value="[^"]*"|\d\d:\d\d|\s+', " ", html)
        return html.replace(" . ", " ")

    alice, bob = pages_of(signed_in("alice")), pages_of(signed_in("bob"))
    for name in ("start", "picture", "history"):
        assert plain(alice[name]) == plain(bob[name]), name


def test_the_picture_draws_no_strip_for_any_value(people, edition, signed_in):
    fill(people, edition, lambda code: "practising")
    html = signed_in("alice").get("/my/picture/").content.decode()
    strips = re.findall(r'class="as-strip__title" data-content>([^<]+)<', html)
    titles = {one.title for one in edition.statements if one.kind != "values"}
    assert len(strips) == len(titles)
    assert {one.replace("&#x27;", "'") for one in strips} == titles


def test_the_picture_puts_strengths_first_and_never_a_low_point(alice, people, edition):
    fill(people, edition, lambda code: "not-met-yet" if code == "K04" else "practising")
    html = alice.get("/my/picture/").content.decode()
    bring, want = html.index("What I bring"), html.index("What I want to work on")
    assert bring < want < html.index('id="beside"')
    title = edition.by_code["K04"].faces.worker
    assert title[:40] not in html[bring:want]


def test_the_picture_shows_the_role_and_ones_own_earlier_view(alice, people, edition, settings):
    import time_machine

    actions.choose_start(actor=people.actor("alice"), profile="mental-health-nurse")
    actor = people.actor("alice")
    say = {"actor": actor, "edition": edition.slug, "code": "S01"}
    with time_machine.travel("2027-03-03 10:00+00:00", tick=False):
        actions.save_answer(**say, seq=1, point="exploring")
    with time_machine.travel("2027-05-04 10:00+00:00", tick=False):
        actions.save_answer(**say, seq=2, point="developing")
    html = alice.get("/my/picture/").content.decode()
    assert "Trying it with support (3 March 2027)" in html
    assert 'class="strip-profile"' in html
    assert "Mental health nurse" in html
    past = alice.get("/my/history/").content.decode()
    assert "3 March 2027, 10:00" in past
    assert past.index("4 May 2027") < past.index("3 March 2027")


def test_the_table_of_answers_is_what_the_command_line_reads(alice, people, edition):
    actor = people.actor("alice")
    save = {"actor": actor, "edition": edition.slug, "seq": 1}
    actions.save_answer(**save, code="S01", point="practising")
    actions.save_answer(**save, code="K01", want=True)
    actions.save_answer(**save, code="K02", note="only a note")
    response = alice.get("/my/answers.csv")
    assert response["Content-Type"].startswith("text/csv")
    assert response.content.decode() == "code,point,want\nK01,,yes\nS01,practising,no\n"


def test_everything_of_ones_own_leaves_with_its_history(alice, people, edition):
    actor = people.actor("alice")
    for seq, note in ((1, "first"), (2, "=second")):
        actions.save_answer(actor=actor, edition=edition.slug, code="K04", seq=seq, note=note)
    kept_all = json.loads(alice.get("/my/answers.json").content)
    assert [row["note"] for row in kept_all["history"]] == ["=second", "first"]
    assert kept_all["answers"][0]["note"] == "=second"
    whole = json.loads(alice.get("/account/export.json").content)
    assert whole["answers"] == kept_all


def test_a_cell_is_never_taken_for_a_formula():
    from alongside.assessment.presenters.own import cell

    assert [cell(text) for text in ("=1", "+1", "-1", "@x", "\tx", "K01")] == [
        "'=1", "'+1", "'-1", "'@x", "'\tx", "K01",
    ]  # fmt: skip


# Starting points


def test_a_worker_changes_their_starting_point_and_takes_it_back(alice, people, edition):
    page = "/my/starting-point/"
    alice.post(page, {"what": "role", "profile": "volunteer", "overlay": ""})
    weights = {one.code: str(one.weight) for one in queries.profile_of(people.alice.pk).emphasis}
    alice.post(page, {"what": "weights", **weights, "V04": "0", "add": "K25"})
    mine = {one.code: one.weight for one in queries.profile_of(people.alice.pk).emphasis}
    assert "V04" not in mine
    assert "K25" in mine
    assert mine["S06"] == int(weights["S06"])
    assert "Go back to the starting point" in alice.get(page).content.decode()
    alice.post(page, {"what": "again"})
    assert {o.code: str(o.weight) for o in queries.profile_of(people.alice.pk).emphasis} == weights


def test_a_service_lead_changes_a_profile_on_the_page(people, edition, signed_in):
    give(people.bob, Role.SERVICE_LEAD, service=people.team.service)
    bob = signed_in("bob")
    assert people.team.service.name in bob.get("/my/starting-point/").content.decode()
    base = f"/my/service-profiles/{people.team.service_id}/mental-health-nurse/"
    assert bob.get(base).status_code == 200
    line = f"{base}S01/"
    assert "typical" in bob.get(line).content.decode()
    change = {"weight": "1", "why": "We see people once.", "typical": "exploring", "version": "0"}
    assert bob.post(line, change).status_code == 302
    assert "We see people once." in bob.get(base).content.decode()
    late = bob.post(line, change | {"why": "A second thought"})
    assert late.status_code == 409
    assert "A second thought" in late.content.decode()
    assert 'name="typical"' not in bob.get(f"{base}V14/").content.decode()


# Who may see what


def share(people, edition, with_note=False, until=None, reader="bob"):
    actions.save_answer(
        actor=people.actor("alice"), edition=edition.slug, code="K04", seq=1,
        point="practising", want=True, note="the heron by the canal", evidence="what Morag said",
        evidence_kind="colleague",
    )  # fmt: skip
    return actions.share_answer(
        actor=people.actor("alice"), code="K04", with_note=with_note,
        until=until or timezone.localdate() + timedelta(days=7),
        reader_id=getattr(people, reader).pk,
    )  # fmt: skip


SECRETS = ("the heron by the canal", "what Morag said")


def test_a_shared_answer_is_seen_by_its_reader_alone_without_the_note(people, edition, signed_in):
    address = f"/my/shared-with-me/{share(people, edition)}/"
    html = signed_in("bob").get(address).content.decode()
    assert "Guides what I do" in html
    assert "Alice Aird" in html
    assert not any(secret in html for secret in SECRETS)
    for name in ("charlie", "dana", "alice"):
        assert signed_in(name).get(address).status_code == 404


def test_a_note_goes_too_only_where_the_owner_lets_it(people, edition, signed_in):
    address = f"/my/shared-with-me/{share(people, edition, with_note=True)}/"
    html = signed_in("bob").get(address).content.decode()
    assert all(secret in html for secret in SECRETS)


def test_nobody_is_told_that_somebody_would_rather_not_say(people, edition, signed_in):
    address = f"/my/shared-with-me/{share(people, edition)}/"
    say = {"actor": people.actor("alice"), "edition": edition.slug, "code": "K04"}
    actions.save_answer(**say, seq=2, point="rather-not-say", note="not for Bob")
    html = signed_in("bob").get(address).content.decode().split("<main")[1].split("<footer")[0]
    assert "Rather not say" not in html
    assert "Saved" not in html, "not even that something was saved"
    assert "Nothing yet" in html


def test_a_plan_that_is_shared_is_found_on_the_same_page(people, edition, signed_in):
    accounts.share(
        actor=people.actor("alice"),
        kind="plan",
        item="00000000-0000-4000-8000-000000000001",
        until=timezone.localdate(),
        reader_id=people.bob.pk,
    )
    address = "/my/plan/of/00000000-0000-4000-8000-000000000001/"
    assert address in signed_in("bob").get("/my/shared-with-me/").content.decode()
    assert address not in signed_in("charlie").get("/my/shared-with-me/").content.decode()


def test_a_share_ends_at_once_when_it_is_ended(people, edition, signed_in):
    share_id = share(people, edition)
    bob = signed_in("bob")
    assert "Why hope matters" in bob.get("/my/shared-with-me/").content.decode()
    accounts.end_share(actor=people.actor("alice"), share_id=share_id)
    assert bob.get(f"/my/shared-with-me/{share_id}/").status_code == 404
    assert "Why hope matters" not in bob.get("/my/shared-with-me/").content.decode()


def test_a_share_ends_after_its_last_day(people, edition, signed_in):
    import time_machine

    last = timezone.localdate() + timedelta(days=3)
    share_id = share(people, edition, until=last)
    for days, status in ((0, 200), (1, 404)):
        moment = timezone.now() + timedelta(days=3 + days)
        with time_machine.travel(moment, tick=False):
            bob = signed_in("bob")
            assert bob.get(f"/my/shared-with-me/{share_id}/").status_code == status


def test_a_reader_sees_the_answer_as_it_stands_and_never_what_went_before(
    people, edition, signed_in
):
    share_id = share(people, edition)
    actions.save_answer(
        actor=people.actor("alice"), edition=edition.slug, code="K04", seq=2, point="exploring"
    )
    html = signed_in("bob").get(f"/my/shared-with-me/{share_id}/").content.decode()
    assert "Finding out" in html
    assert "Guides what I do" not in html


def test_sharing_on_the_page_and_stopping_it(people, edition, signed_in):
    alice = signed_in("alice")
    address = "/my/answers/K04/share/"
    until = timezone.localdate() + timedelta(days=30)
    page = alice.get(address).content.decode()
    assert "Bob Baird" in page
    assert "Charlie Combe" not in page, "only people of the same service are named"
    form = {"reader": str(people.bob.pk), "email": "", "until": until.isoformat()}
    assert alice.post(address, form).status_code == 302
    html = alice.get(address).content.decode()
    assert "Stop sharing with" in html
    [one] = queries.received(people.actor("bob"), today=timezone.localdate())
    assert (one.code, one.with_note, one.until) == ("K04", False, until)
    stop = re.search(r'action="(/account/sharing/[^"]+)"', html)[1]
    assert alice.post(stop, {"back": address})["Location"] == address
    assert queries.received(people.actor("bob"), today=timezone.localdate()) == []


@pytest.mark.parametrize(
    "form", [{}, {"reader": "x"}, {"email": "no address", "until": "2027-01-01"}]
)
def test_a_share_without_one_person_and_a_day_is_refused_in_words(alice, form):
    response = alice.post("/my/answers/K04/share/", form)
    assert response.status_code == 200
    assert "errorlist" in response.content.decode()


ADDRESSES = [
    "/my/", THEME, "/my/answers/K04/share/", "/my/shared-with-me/", "/my/history/", "/my/picture/",
    "/my/starting-point/", "/my/answers.csv", "/my/answers.json",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_visitor_is_taken_to_sign_in(client, edition, address):
    response = client.get(address)
    assert response.status_code == 302
    assert "/sign-in/" in response["Location"]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("name", ["bob", "charlie", "dana"])
def test_nobody_meets_another_persons_words_on_any_page(people, edition, signed_in, address, name):
    share(people, edition, reader="charlie" if name == "bob" else "bob")
    give(getattr(people, name), Role.SUPERVISOR, team=people.team)
    give(getattr(people, name), Role.SERVICE_LEAD, service=people.team.service)
    response = signed_in(name).get(address)
    assert response.status_code == 200
    html = response.content.decode()
    assert not any(secret in html for secret in SECRETS)
    assert " checked" not in html.split("<main")[-1].split("<footer")[0]


@pytest.mark.parametrize("name", ["alice", "charlie", "dana"])
def test_service_pages_are_for_those_who_lead_that_service(people, edition, signed_in, name):
    give(people.charlie, Role.SERVICE_LEAD, service=people.elsewhere.service)
    base = f"/my/service-profiles/{people.team.service_id}/mental-health-nurse/"
    browser = signed_in(name)
    assert browser.get(base).status_code == 404
    assert browser.get(f"{base}S01/").status_code == 404
    assert browser.post(f"{base}S01/", {"weight": "1", "version": "0"}).status_code == 404


@pytest.mark.parametrize("address", ["/my/themes/nothing/", "/my/answers/K99/share/"])
def test_what_does_not_exist_is_not_found(alice, address):
    assert alice.get(address).status_code == 404


@pytest.mark.parametrize("address", ADDRESSES)
def test_opening_a_page_writes_nothing(alice, people, edition, address):
    alice.get(address)
    made = counted(alice, lambda browser: browser.get(address))
    assert not [sql for sql in made if not sql.lstrip().upper().startswith("SELECT")]


@pytest.mark.parametrize("address", [*ADDRESSES[:7]])
def test_pages_carry_no_inline_style_or_script(alice, people, edition, address):
    fill(people, edition, lambda code: "practising")
    html = alice.get(address).content.decode()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", html)


@pytest.mark.parametrize("address", [*ADDRESSES[:7], "/my/themes/reflection/?saved=yes"])
def test_every_word_of_ones_own_pages_can_be_translated(
    address, people, edition, signed_in, pseudo
):
    from tests.repo.test_translatable import loose_words

    share(people, edition)
    actions.choose_start(
        actor=people.actor("alice"), profile="mental-health-nurse", overlay="acute"
    )
    fill(people, edition, lambda code: "practising")
    html = signed_in("alice").get(address).content.decode()
    assert loose_words(html) == []


def test_every_word_a_service_lead_sees_can_be_translated(people, edition, signed_in, pseudo):
    from tests.repo.test_translatable import loose_words

    give(people.bob, Role.SERVICE_LEAD, service=people.team.service)
    base = f"/my/service-profiles/{people.team.service_id}/mental-health-nurse/"
    share_id = share(people, edition, with_note=True)
    for address in (base, f"{base}S01/", f"/my/shared-with-me/{share_id}/", "/my/shared-with-me/"):
        answer = signed_in("bob").get(address)
        assert answer.status_code == 200
        assert loose_words(answer.content.decode()) == []
