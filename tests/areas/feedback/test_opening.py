"""After a quarter: opened with the key, read from outside the team, shown together, answered."""

import re

import pytest
from django.test import Client

from alongside.assessment.models import Answer as Kept
from alongside.core.feedback.answers import Answer, Said
from alongside.feedback import actions, queries
from alongside.feedback.actions import BadEntryError, WrongKeyError
from alongside.feedback.models import READING, RELEASED, TOO_FEW, Batch, Card, Round, Slot, Told
from alongside.foundation import history
from alongside.foundation.actor import Forbidden, Role
from alongside.foundation.writing import Conflict
from tests.factories import feedback
from tests.factories.accounts import TeamFactory, give
from tests.repo.test_translatable import loose_words, pseudo  # noqa: F401

REPLY = "/feedback/reply/"


def fill(lead, row, count, words=()):
    """Answers with these words, then without; the receipts in that order."""
    cards = feedback.cards_of(lead, row, count)
    told = [*words, *[("", "summary")] * (count - len(words))]
    return [
        feedback.give(card, feedback.answer(row, *one))
        for card, one in zip(cards, told, strict=True)
    ]


@pytest.fixture
def later(row):
    with feedback.after(row.quarter):
        yield


def opened(keys, actor=None):
    actions.open_held(actor=actor, release_key=keys.release)


def decide(actor, told, **how):
    how = {"recognised": "no", "decision": "as-is", "version": told.version, **how}
    actions.decide(actor=actor, told_id=told.pk, **how)


@pytest.fixture
def batch(lead, reader, row, keys, request):
    """Twelve answers, three with words, opened and not yet read."""
    words = [
        ("They listen.", "as-is"),
        ("My son Ewan waited.", "no-details"),
        ("Long story.", "summary"),
    ]
    request.node.receipts = fill(lead, row, 12, words)
    with feedback.after(row.quarter):
        opened(keys)
        yield Batch.objects.get()


def read_all(reader, batch):
    for told in queries.with_words(batch.pk):
        decision = {"as-is": "as-is", "no-details": "no-details", "summary": "summary"}[told.way]
        decide(reader, told, decision=decision, words="In other words.")


@pytest.fixture
def released(reader, batch):
    read_all(reader, batch)
    actions.release(actor=reader, batch_id=batch.pk)
    batch.refresh_from_db()
    return batch


# Opening


def test_nothing_is_opened_while_the_quarter_lasts(lead, row, keys):
    fill(lead, row, 12)
    opened(keys)
    assert Batch.objects.count() == 0
    assert Slot.objects.count() == 20


@pytest.mark.parametrize(("count", "batches"), [(0, 0), (9, 0), (10, 1), (20, 1)])
def test_ten_are_opened_and_nine_stay_sealed(lead, row, keys, count, batches):
    if count:
        fill(lead, row, count)
    with feedback.after(row.quarter):
        opened(keys)
    assert Batch.objects.count() == batches
    assert Told.objects.count() == (count if batches else 0)
    assert Slot.objects.count() == (0 if batches else 20)
    assert Card.objects.count() == 0


def test_the_least_can_be_raised_by_a_setting(lead, row, keys, settings):
    settings.FEEDBACK_LEAST = 15
    fill(lead, row, 14)
    with feedback.after(row.quarter):
        opened(keys)
    assert Batch.objects.count() == 0


@pytest.mark.parametrize("key", ["", "short", "x" * 44, "é"])
def test_what_is_no_key_opens_nothing(key, lead, row, later):
    with pytest.raises(WrongKeyError):
        actions.open_held(actor=None, release_key=key)


def test_another_key_opens_nothing_and_says_so(lead, row, keys):
    fill(lead, row, 12)
    with feedback.after(row.quarter), pytest.raises(WrongKeyError, match="another key"):
        actions.open_held(actor=None, release_key=feedback.keys().release)
    assert Slot.objects.count() == 20


def test_two_small_teams_are_put_together_for_their_service(cast, lead, row, other_team, keys):
    fill(lead, row, 6)
    fill(lead, feedback.open_round(lead, other_team), 5)
    big = feedback.open_round(lead, TeamFactory(service=cast.team.service))
    fill(lead, big, 11)
    with feedback.after(row.quarter):
        opened(keys)
    made = {batch.team: Told.objects.filter(batch=batch).count() for batch in Batch.objects.all()}
    assert made == {None: 11, big.team: 11}
    assert Slot.objects.count() == 0


def test_what_was_too_few_waits_and_is_opened_with_the_next_quarter(cast, lead, row, keys):
    fill(lead, row, 6)
    with feedback.after(row.quarter):
        opened(keys)
        second = feedback.open_round(lead, cast.team)
        fill(lead, second, 5)
    with feedback.after(row.quarter, by=2):
        opened(keys)
    assert Batch.objects.get().quarter == second.quarter
    assert Told.objects.count() == 11


def test_what_was_never_enough_is_thrown_away_after_a_year(lead, row, keys):
    fill(lead, row, 6)
    with feedback.after(row.quarter, by=4):
        opened(keys)
        assert Slot.objects.count() == 20
    with feedback.after(row.quarter, by=5):
        opened(keys)
        assert Slot.objects.count() == 0
        assert Round.objects.get().taken


def test_a_moderator_opens_only_for_places_they_read_for(cast, lead, row, keys):
    fill(lead, row, 12)
    give(cast.dana, Role.MODERATOR, board=cast.elsewhere.service.board)
    with feedback.after(row.quarter):
        opened(keys, cast.actor("dana"))
        assert Batch.objects.count() == 0
        with pytest.raises(Forbidden):
            opened(keys, cast.actor("bob"))
        opened(keys, cast.actor("charlie"))
    assert Batch.objects.count() == 1


# Reading


def test_every_text_is_read_before_anything_is_shown(cast, reader, batch):
    with pytest.raises(Forbidden, match="every text"):
        actions.release(actor=reader, batch_id=batch.pk)
    texts = queries.with_words(batch.pk)
    for told in texts[:-1]:
        decide(reader, told, decision="left-out")
    with pytest.raises(Forbidden, match="every text"):
        actions.release(actor=reader, batch_id=batch.pk)
    decide(reader, texts[-1], decision="left-out")
    actions.release(actor=reader, batch_id=batch.pk)
    assert queries.shown_words(batch.pk) == []


@pytest.mark.parametrize("name", ["alice", "bob", "dana"])
def test_nobody_of_the_team_or_without_the_role_reads(name, cast, batch, signed_in):
    actor = cast.actor(name)
    told = queries.with_words(batch.pk)[0]
    for attempt in (
        lambda: decide(actor, told),
        lambda: actions.release(actor=actor, batch_id=batch.pk),
    ):
        with pytest.raises(Forbidden):
            attempt()
    assert queries.to_read(actor) == []
    assert signed_in(name).get(f"/feedback/reading/{batch.pk}/").status_code == 403
    assert signed_in(name).get(f"/feedback/told/{batch.pk}/").status_code == 404


def test_a_moderator_who_works_in_the_team_does_not_read_for_it(cast, batch, signed_in):
    give(cast.charlie, Role.WORKER, team=cast.team)
    client = signed_in("charlie")
    assert client.get(f"/feedback/reading/{batch.pk}/").status_code == 404
    assert client.post(f"/feedback/reading/{batch.pk}/release/").status_code == 404
    with pytest.raises(Forbidden):
        decide(cast.actor("charlie"), queries.with_words(batch.pk)[0])


def by_way(batch, way):
    return next(one for one in queries.with_words(batch.pk) if one.way == way)


@pytest.mark.parametrize(
    ("way", "how", "field"),
    [
        ("no-details", {"decision": "as-is"}, "decision"),
        ("summary", {"decision": "as-is"}, "decision"),
        ("summary", {"decision": "no-details", "words": "x"}, "decision"),
        ("as-is", {"recognised": "yes"}, "decision"),
        ("as-is", {"recognised": "unsure"}, "decision"),
        ("as-is", {"recognised": ""}, "recognised"),
        ("as-is", {"decision": ""}, "decision"),
        ("summary", {"decision": "summary", "words": "  "}, "words"),
        ("summary", {"decision": "summary", "words": "x" * 1001}, "words"),
    ],
)
def test_the_question_cannot_be_skipped_nor_the_writer_s_choice_passed_over(
    reader, batch, way, how, field
):
    with pytest.raises(BadEntryError) as error:
        decide(reader, by_way(batch, way), **how)
    assert [name for name, _fault in error.value.faults] == [field]
    assert by_way(batch, way).decision == ""


def test_two_readers_never_overwrite_each_other(cast, reader, batch):
    told = by_way(batch, "summary")
    decide(reader, told, decision="summary", words="The first.")
    with pytest.raises(Conflict) as clash:
        decide(reader, told, decision="summary", words="The second.")
    assert clash.value.theirs[0][1] == "The first."
    assert clash.value.yours[0][1] == "The second."


def test_a_reader_works_through_the_page(cast, batch, signed_in):
    client = signed_in("charlie")
    page = client.get(f"/feedback/reading/{batch.pk}/")
    html = page.content.decode()
    assert html.count("Could staff recognise the writer?") == 3
    assert "Look at every text first." in html
    told = by_way(batch, "summary")
    assert not re.search(rf'id="id_{told.pk}_decision_0"[^>]*value="as-is"', html)
    form = {"text": str(told.pk), "version": "1", "recognised": "yes", "decision": "summary"}
    refused = client.post(page.request["PATH_INFO"], form)
    assert refused.status_code == 422
    assert "Write something here." in refused.content.decode()
    assert (
        client.post(page.request["PATH_INFO"], {**form, "words": "Waiting was long."}).status_code
        == 302
    )
    assert by_way(batch, "summary").shown_words == "Waiting was long."
    for one in queries.with_words(batch.pk):
        if not one.decision:
            decide(cast.actor("charlie"), one, decision="left-out")
    assert client.post(f"/feedback/reading/{batch.pk}/release/").status_code == 302
    assert Batch.objects.get().state == RELEASED


def test_the_key_is_given_on_the_page_and_kept_nowhere(cast, lead, row, keys, signed_in, caplog):
    fill(lead, row, 12)
    with feedback.after(row.quarter):
        client = signed_in("charlie")
        wrong = client.post("/feedback/reading/open/", {"release_key": "nonsense"})
        assert wrong.status_code == 422
        assert "nonsense" not in wrong.content.decode()
        done = client.post("/feedback/reading/open/", {"release_key": keys.release}, follow=True)
        assert cast.team.name in done.content.decode()
    from tests.areas.feedback.test_attack import everything_in_tables

    assert keys.release not in everything_in_tables() + caplog.text


# What is shown


def test_counts_are_words_texts_have_no_order_and_raw_words_are_gone(cast, released, signed_in):
    html = signed_in("bob").get(f"/feedback/told/{released.pk}/").content.decode()
    assert "At least 10 people" in html
    assert "They listen." in html
    assert html.count("In other words.") == 2
    assert "Ewan" not in html
    assert "Long story" not in html
    assert {one.words for one in Told.objects.all()} == {""}
    words = re.sub(r"<[^>]*>", "", html.split("<main")[1].split("</main")[0])
    for name in (cast.team.name, cast.team.service.name):  # made-up names are numbered
        words = words.replace(name, "")
    assert "12" not in words
    texts = re.findall(r"<blockquote.*?</blockquote>", html, re.S)
    assert len(texts) == 3
    again = signed_in("bob").get(f"/feedback/told/{released.pk}/").content.decode()
    assert re.findall(r"<blockquote.*?</blockquote>", again, re.S) == texts


def test_no_filter_and_no_date_isolates_an_answer(cast, released, signed_in):
    client = signed_in("alice")
    plain = client.get(f"/feedback/told/{released.pk}/").content
    for query in ("?q=x", "?code=K04", "?from=2026-11-01", "?order=date", "?page=2", "?matters=no"):
        answer = client.get(f"/feedback/told/{released.pk}/{query}").content
        token = rb'name="csrfmiddlewaretoken" value="[^"]+"'
        assert re.sub(token, b"", answer) == re.sub(token, b"", plain)


def test_it_is_for_the_team_and_no_one_else_until_the_service_shows_it(
    cast, lead, released, signed_in
):
    address = f"/feedback/told/{released.pk}/"
    for name, status in (("alice", 200), ("bob", 200), ("charlie", 404), ("dana", 200)):
        assert signed_in(name).get(address).status_code == status, name
    assert Client().get(address).status_code == 404
    with pytest.raises(Forbidden):
        actions.show(actor=cast.actor("bob"), batch_id=released.pk, shown=True)
    assert signed_in("alice").post(f"{address}show/public/").status_code == 302
    assert Client().get(address).status_code == 200
    assert "csrfmiddlewaretoken" not in Client().get(address).content.decode()
    assert signed_in("alice").post(f"{address}show/team/").status_code == 302
    assert Client().get(address).status_code == 404


def test_on_the_service_s_public_page_only_what_it_agreed_to(cast, lead, released, client):
    from alongside.expectations.actions import save_page, show_page
    from alongside.expectations.models import ServicePage
    from alongside.expectations.policies import PageDraft

    service = released.service_id
    save_page(actor=lead, service_id=service, version=0, draft=PageDraft("We.", "Here."))
    show_page(actor=lead, service_id=service, shown=True)
    address = f"/expect/services/{ServicePage.objects.get().slug}/"
    assert "What people told us" not in client.get(address).content.decode()
    actions.show(actor=lead, batch_id=released.pk, shown=True)
    html = client.get(address).content.decode()
    assert "What people told us" in html
    assert f"/feedback/told/{released.pk}/" in html


def test_you_said_we_did_is_read_with_a_receipt(cast, lead, released, signed_in, request):
    receipt = request.node.receipts[0]
    before = Client().post(REPLY, {"receipt": receipt}).content.decode()
    assert "Nobody has replied yet" in before
    client = signed_in("alice")
    page = client.get(f"/feedback/told/{released.pk}/reply/").content.decode()
    once = re.search(r'name="once" value="([^"]+)"', page)[1]
    form = {
        "once": once,
        "version": "0",
        "said": "Waiting is long.",
        "did": "Two more mornings from May.",
    }
    for _twice in range(2):
        assert client.post(f"/feedback/told/{released.pk}/reply/", form).status_code == 302
    assert len(queries.replies(released.pk)) == 1
    after = Client().post(REPLY, {"receipt": receipt}).content.decode()
    assert "Two more mornings from May." in after
    assert (
        "Two more mornings"
        in signed_in("bob").get(f"/feedback/told/{released.pk}/").content.decode()
    )


def test_a_reply_that_changed_meanwhile_is_not_overwritten(cast, lead, released):
    actions.save_reply(
        actor=lead, batch_id=released.pk, reply_id=None, version=0, said="A", did="B"
    )
    row = queries.replies(released.pk)[0]
    actions.save_reply(
        actor=lead, batch_id=released.pk, reply_id=row.pk, version=1, said="A2", did="B2"
    )
    with pytest.raises(Conflict):
        actions.save_reply(
            actor=lead, batch_id=released.pk, reply_id=row.pk, version=1, said="A3", did="B3"
        )
    with pytest.raises(BadEntryError):
        actions.save_reply(
            actor=lead, batch_id=released.pk, reply_id=None, version=0, said=" ", did="x"
        )
    for name in ("bob", "charlie"):
        with pytest.raises(Forbidden):
            actions.save_reply(
                actor=cast.actor(name),
                batch_id=released.pk,
                reply_id=None,
                version=0,
                said="A",
                did="B",
            )
    assert queries.replies(released.pk)[0].did == "B2"


def test_another_reply_sent_with_the_same_key_is_not_dropped(lead, released):
    """Back, and other words: the page has its old key."""
    for did in ("One", "Two", "Two"):
        actions.save_reply(
            actor=lead, batch_id=released.pk, reply_id=None, version=0, said="A", did=did, key="k"
        )
    assert sorted(one.did for one in queries.replies(released.pk)) == ["One", "Two"]


def test_history_says_who_decided_and_nothing_of_what_was_said(released):
    past = history.past(f"feedback-batch:{released.pk}")
    assert {one.verb for one in past} == {"opened", "words read", "released"}
    told = str([one.what for one in past])
    for words in ("listen", "Ewan", "Long story", "other words"):
        assert words not in told
    assert not any(str(one.pk) in told for one in Told.objects.all())


# Taking it back


def test_taken_back_while_it_is_being_read_it_is_never_shown(reader, batch, request):
    receipt = request.node.receipts[0]
    assert "still locked" in Client().post(REPLY, {"receipt": receipt}).content.decode()
    assert actions.withdraw(actor=None, receipt=receipt)
    assert "They listen." not in [one.words for one in queries.with_words(batch.pk)]
    read_all(reader, batch)
    actions.release(actor=reader, batch_id=batch.pk)
    assert "They listen." not in [one.shown_words for one in queries.shown_words(batch.pk)]
    assert Told.objects.count() == 11


def test_fewer_than_ten_left_are_not_shown_and_wait(reader, batch, request, lead, cast, keys):
    for receipt in request.node.receipts[:3]:
        assert actions.withdraw(actor=None, receipt=receipt)
    actions.release(actor=reader, batch_id=batch.pk)
    batch.refresh_from_db()
    assert batch.state == TOO_FEW
    assert queries.batch_told(lead, batch.pk) is None
    second = feedback.open_round(lead, cast.team)
    fill(lead, second, 3)
    with feedback.after(second.quarter):
        opened(keys)
    made = Batch.objects.get()
    assert made.state == READING
    assert Told.objects.filter(batch=made).count() == 12


def test_taken_back_after_release_words_go_at_once_and_counts_the_next_time(
    cast, lead, reader, released, keys, request, signed_in
):
    address = f"/feedback/told/{released.pk}/"
    counted = released.counted
    gone = Client().post("/feedback/withdraw/", {"receipt": request.node.receipts[0]})
    assert gone.status_code == 200
    assert "They listen." not in signed_in("bob").get(address).content.decode()
    released.refresh_from_db()
    assert released.counted == counted, "or two looks at the page would tell what was taken back"
    second = feedback.open_round(lead, cast.team)
    fill(lead, second, 10)
    with feedback.after(second.quarter):
        opened(keys)
        new = Batch.objects.get(state=READING)
        actions.release(actor=reader, batch_id=new.pk)
    assert Told.objects.filter(batch=released).count() == 11


def test_earlier_counts_are_not_shown_any_more_when_fewer_than_ten_are_left(
    cast, lead, reader, released, keys, request
):
    for receipt in request.node.receipts[:3]:
        assert actions.withdraw(actor=None, receipt=receipt)
    second = feedback.open_round(lead, cast.team)
    fill(lead, second, 10)
    with feedback.after(second.quarter):
        opened(keys)
        actions.release(actor=reader, batch_id=Batch.objects.get(state=READING).pk)
    assert not Batch.objects.filter(pk=released.pk).exists()


def test_taken_back_in_the_moment_it_is_opened_it_is_taken_back_all_the_same(
    lead, row, keys, monkeypatch
):
    """The slot is seen, then the round is opened, and only then comes withdrawing's turn."""
    from alongside.feedback.actions import giving

    receipts = fill(lead, row, 10, [("They listen.", "as-is")])
    hold = giving.hold

    def opened_first(round_id):
        monkeypatch.setattr(giving, "hold", hold)
        opened(keys)
        return hold(round_id)

    with feedback.after(row.quarter):
        monkeypatch.setattr(giving, "hold", opened_first)
        assert actions.withdraw(actor=None, receipt=receipts[0])
    assert Told.objects.filter(withdrawn=True).count() == 1
    assert "They listen." not in [one.words for one in Told.objects.all()]


# What the pages and the review above ask


def test_what_was_told_about_a_statement_is_for_the_team_and_holds_no_counts(cast, lead, released):
    found = queries.told_about(cast.actor("bob"), ["K04", "K01"])
    assert list(found) == ["K04"]
    assert found["K04"][0]["quarter"] == released.quarter
    assert queries.told_about(cast.actor("charlie"), ["K04"]) == {}


def test_a_worker_meets_on_a_theme_page_what_people_told_the_team_and_nobody_else_does(
    cast, lead, released, signed_in
):
    address = f"/feedback/told/{released.pk}/"
    page = signed_in("bob").get("/my/themes/hope/").content.decode()
    assert "What people told the team about it" in page
    assert address in page
    assert address not in signed_in("charlie").get("/my/themes/hope/").content.decode()
    assert not Kept.objects.exists(), "it is shown, and written into nobody's answers"


def test_a_statement_few_were_asked_about_is_said_to_be_so(
    cast, lead, reader, row, other_team, keys, signed_in
):
    fill(lead, row, 6)
    second = feedback.open_round(lead, other_team, statements=["K08"])
    cards = feedback.cards_of(lead, second, 5)
    for code in cards:
        feedback.give(code, Answer((Said("K08", "a-lot", "yes"),)))
    with feedback.after(row.quarter):
        opened(keys)
        made = Batch.objects.get()
        actions.release(actor=reader, batch_id=made.pk)
        html = signed_in("bob").get(f"/feedback/told/{made.pk}/").content.decode()
    assert html.count("Too few answered this to show it.") == 8
    assert "several teams together" in html


def test_every_word_can_be_translated(
    cast,
    lead,
    batch,
    reader,
    signed_in,
    pseudo,  # noqa: F811
    client,
    request,
):
    def loose(answer):
        return loose_words(re.sub(r"<title>.*?</title>", "", answer.content.decode(), flags=re.S))

    assert loose(signed_in("charlie").get(f"/feedback/reading/{batch.pk}/")) == []
    assert loose(client.post(REPLY, {"receipt": request.node.receipts[3]})) == []
    read_all(reader, batch)
    actions.release(actor=reader, batch_id=batch.pk)
    actions.save_reply(actor=lead, batch_id=batch.pk, reply_id=None, version=0, said="A", did="B")
    for name in ("alice", "bob"):
        assert loose(signed_in(name).get(f"/feedback/told/{batch.pk}/")) == []
    assert loose(signed_in("alice").get(f"/feedback/told/{batch.pk}/reply/")) == []
    assert loose(client.post(REPLY, {"receipt": request.node.receipts[3]})) == []
