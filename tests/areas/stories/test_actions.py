"""What is written: telling, agreeing, reading first, showing, withdrawing, and what is left of it."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
import time_machine
from django.db import connection
from PIL import Image

from alongside.accounts import actions as accounts
from alongside.foundation import history
from alongside.foundation.actor import Forbidden, Role
from alongside.foundation.models import HistoryDetail, HistoryEvent
from alongside.foundation.text import BadText
from alongside.foundation.writing import Conflict
from alongside.stories import actions, policies, queries
from alongside.stories.loading import picture_from
from alongside.stories.models import (
    Consent,
    Decision,
    Picture,
    Published,
    Story,
    Tombstone,
    Wording,
)
from alongside.stories.policies import CHECKS, Words
from tests.factories.accounts import PersonFactory, actor_for, give, with_second_factor
from tests.factories.stories import (
    ANYBODY,
    MARK,
    PUBLIC_ONLY,
    SAID,
    STAFF,
    WORDS,
    moderator,
    only_service,
    show,
    tell,
)

pytestmark = pytest.mark.django_db
TABLES = (Story, Picture, Wording, Consent, Decision, Published)


def a_picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (9, 6), "navy").save(out, "JPEG")
    return picture_from(out.getvalue())


def dump() -> str:
    """Everything the story tables and the history hold, as the database holds it."""
    found = []
    with connection.cursor() as cursor:
        for model in (*TABLES, Tombstone, HistoryEvent, HistoryDetail):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            found += [
                str(bytes(one) if isinstance(one, memoryview | bytes) else one)
                for row in cursor.fetchall()
                for one in row
            ]
    return "\n".join(found)


# Telling


def test_a_story_is_kept_sealed_and_its_code_as_a_hash_alone():
    told = tell()
    assert policies.good_code(told.code)
    assert told.state == "kept"
    assert queries.with_code(told.code, today=date(2027, 3, 3)).words == WORDS
    everything = dump()
    assert MARK not in everything
    assert told.code not in everything
    assert policies.hash_of(told.code) in everything


def test_what_was_agreed_a_proposal_and_a_reason_stand_sealed_too():
    told = tell().agree(ANYBODY, shown=[("What name?", MARK)])
    told.propose(moderator(), title=f"{MARK} again").answer(False)
    told.decline(moderator("Niall"), reason=f"Because of {MARK}")
    assert MARK not in dump()


def test_the_same_form_sent_twice_makes_one_story_and_tells_the_same_code():
    first = actions.tell(actor=None, key="k" * 32, words=WORDS)
    assert actions.tell(actor=None, key="k" * 32, words=WORDS) == first
    assert Story.objects.count() == Wording.objects.count() == 1
    with time_machine.travel("2099-01-01"), pytest.raises(Forbidden, match="already"):
        actions.tell(actor=None, key="k" * 32, words=WORDS)


def test_two_forms_have_two_codes_and_nobody_can_choose_one():
    codes = {actions.tell(actor=None, key=f"key {n}", words=WORDS) for n in range(20)}
    assert len(codes) == 20
    assert all(policies.good_code(code) for code in codes)


@pytest.mark.parametrize(
    ("words", "where"),
    [
        (replace(WORDS, title=" "), "title"),
        (replace(WORDS, text="", link="", picture=""), "text"),
        (replace(WORDS, link="http://example.org/x", link_kind="audio"), "link"),
        (replace(WORDS, link="https://example.org/x"), "link_kind"),
        (replace(WORDS, notes=("nonsense",)), "notes"),
        (replace(WORDS, statements=("K99",)), "statements"),
        (replace(WORDS, picture="2b1c6f0e-1111-4111-8111-111111111111", alt="A boat"), "picture"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_named(words, where, edition):
    with pytest.raises(actions.BadStoryError) as caught:
        tell(words)
    assert where in [name for name, _fault in caught.value.faults]
    assert not Story.objects.exists()


def test_an_invisible_character_is_refused():
    with pytest.raises(BadText):
        tell(replace(WORDS, text="a\x00b"))


def test_a_picture_goes_with_its_words_and_needs_some():
    with pytest.raises(actions.BadStoryError):
        tell(picture=a_picture())
    told = tell(replace(WORDS, alt="A boat"), picture=a_picture())
    whole = queries.with_code(told.code, today=date(2027, 3, 3))
    assert queries.own_picture(whole, whole.words) == a_picture()


def test_nobody_may_name_the_picture_of_another_story():
    other = tell(replace(WORDS, alt="A boat"), picture=a_picture())
    stolen = queries.with_code(other.code, today=date(2027, 3, 3)).words.picture
    with pytest.raises(actions.BadStoryError):
        tell(replace(WORDS, alt="A boat", picture=stolen))


# Agreeing


def test_every_consent_is_another_row_with_the_words_that_were_shown():
    told = tell().agree(ANYBODY)
    told.agree(STAFF, shown=[("Where?", "In learning")])
    rows = list(Consent.objects.filter(story=told.id).order_by("number"))
    assert [row.number for row in rows] == [1, 2]
    assert [tuple(pair) for pair in rows[0].shown] == SAID
    assert rows[1].shown == [["Where?", "In learning"]]
    assert policies.Consent.read(rows[0].parts) == ANYBODY


def test_agreeing_twice_with_one_form_is_one_consent():
    told = tell()
    for _twice in range(2):
        actions.agree_to_parts(actor=None, code=told.code, number=0, parts=ANYBODY, shown=SAID)
    assert Consent.objects.count() == 1


def test_two_devices_that_agree_to_different_things_clash_with_both_shown():
    told = tell().agree(ANYBODY)
    with pytest.raises(Conflict) as caught:
        actions.agree_to_parts(
            actor=None, code=told.code, number=0, parts=STAFF, shown=[("Where?", "Mine")]
        )
    assert caught.value.yours == [("Where?", "Mine")]
    assert caught.value.theirs == SAID


@pytest.mark.parametrize(
    "parts",
    [
        replace(ANYBODY, places=frozenset()),
        replace(ANYBODY, places=frozenset({"public", "service"})),
        replace(ANYBODY, places=frozenset({"service"})),
        replace(ANYBODY, months=7),
        replace(ANYBODY, name="x" * 81),
    ],
)
def test_a_consent_that_says_nothing_clear_is_refused(parts):
    told = tell()
    with pytest.raises(actions.BadStoryError):
        told.agree(parts)
    assert told.state == "kept"


def test_a_team_must_belong_to_its_service(people):
    told = tell()
    wrong = replace(ANYBODY, service=people.team.service_id, team=people.elsewhere.pk)
    with pytest.raises(actions.BadStoryError):
        told.agree(wrong)


# Two people


def test_two_different_people_publish_and_one_twice_does_not():
    told = tell().agree()
    first = moderator()
    assert told.yes(first) is False
    assert told.yes(first) is False
    assert not Published.objects.exists()
    assert Decision.objects.count() == 1
    assert told.yes(moderator("Niall")) is True
    assert told.state == "shown"
    row = Published.objects.get()
    assert Words.read(row.words) == WORDS
    assert (row.name, row.quote, row.in_learning) == (ANYBODY.name, True, True)


def test_every_check_must_be_made():
    told = tell().agree()
    for missing in CHECKS:
        with pytest.raises(Forbidden, match="checks"):
            told.yes(moderator(), checks=[one for one in CHECKS if one != missing])
    assert not Decision.objects.exists()


def test_nothing_is_read_before_it_was_sent():
    told = tell()
    with pytest.raises(Forbidden):
        actions.say_yes(actor=moderator(), story_id=told.id, number=1, checks=list(CHECKS))


def test_words_that_changed_meanwhile_need_reading_again():
    told = tell().agree()
    told.yes(moderator())
    told.change(text="Other words altogether.")
    with pytest.raises(Conflict) as caught:
        actions.say_yes(actor=moderator("Niall"), story_id=told.id, number=1, checks=list(CHECKS))
    assert ("Your story", "Other words altogether.") in caught.value.theirs
    assert told.yes(moderator("Niall")) is False  # the earlier yes was to other words
    assert told.state == "waiting"


def test_a_wider_consent_needs_both_people_again_and_a_narrower_one_counts_at_once():
    told = show(STAFF)
    told.agree(replace(STAFF, months=24, quote=True))
    assert told.state == "shown"
    assert Published.objects.get().quote
    told.agree(ANYBODY)
    assert told.state == "waiting"
    assert not Published.objects.exists()
    told.yes(moderator("Olive"))
    told.yes(moderator("Peigi"))
    assert told.state == "shown"
    told.agree(PUBLIC_ONLY)
    row = Published.objects.get()
    assert (told.state, row.name, row.in_learning, row.quote) == ("shown", "", False, False)


# Other words


def test_a_moderator_s_words_wait_for_the_teller_s_yes_to_those_very_words():
    told = tell().agree()
    told.yes(moderator())
    told.propose(moderator("Niall"), text="Softer.")
    assert told.state == "proposed"
    for name in ("Olive", "Peigi"):
        with pytest.raises(Forbidden):
            told.yes(moderator(name))
    told.answer(True)
    assert told.state == "waiting"
    assert queries.agreed_wording(told.id).words["text"] == "Softer."
    assert told.yes(moderator("Olive")) is False
    assert told.yes(moderator("Peigi")) is True
    assert Published.objects.get().words["text"] == "Softer."


def test_after_a_no_the_teller_s_own_words_stand_and_the_earlier_yes_with_them():
    told = tell().agree()
    told.yes(moderator())
    told.propose(moderator("Niall"), text="Softer.").answer(False)
    assert told.state == "waiting"
    assert queries.agreed_wording(told.id).number == 1
    assert told.yes(moderator("Niall")) is True
    assert Published.objects.get().words["text"] == WORDS.text


def test_an_answer_counts_once_and_only_for_the_newest_words():
    told = tell().agree()
    told.propose(moderator(), text="Softer.")
    told.answer(True)
    told.answer(True)
    with pytest.raises(Forbidden, match="answered"):
        told.answer(False)
    with pytest.raises(Forbidden, match="newest"):
        actions.answer(actor=None, code=told.code, number=1, agrees=True)


def test_a_teller_may_write_a_third_wording_instead():
    told = tell().agree()
    told.propose(moderator(), text="Softer.")
    told.change(text="Mine, and plainer.")
    assert told.state == "waiting"
    assert queries.agreed_wording(told.id).words["text"] == "Mine, and plainer."
    assert queries.with_code(told.code, today=date(2027, 3, 3)).proposal is None


def test_the_same_words_proposed_twice_are_one_proposal_and_no_change_is_none():
    told = tell().agree()
    by = moderator()
    told.propose(by, text="Softer.")
    told.propose(by, text="Softer.")
    assert Wording.objects.count() == 2
    other = tell().agree()
    with pytest.raises(Forbidden, match="own words"):
        other.propose(by)


def test_a_moderator_who_would_overwrite_new_words_is_shown_both():
    told = tell().agree()
    told.change(text="Newer.")
    with pytest.raises(Conflict) as caught:
        actions.propose(
            actor=moderator(), story_id=told.id, number=1, words=replace(WORDS, text="Softer.")
        )
    assert ("Your story", "Softer.") in caught.value.yours
    assert ("Your story", "Newer.") in caught.value.theirs


# Declining


def test_a_story_is_declined_with_a_reason_its_teller_reads():
    told = tell().agree().decline(moderator(), reason="Thank you. Your cousin could be known.")
    assert told.state == "declined"
    whole = queries.with_code(told.code, today=date(2027, 3, 3))
    assert whole.reason == "Thank you. Your cousin could be known."
    told.change(text="Somebody in my family sat with me.")
    assert told.state == "waiting"
    assert queries.with_code(told.code, today=date(2027, 3, 3)).reason == ""


def test_a_reason_is_needed():
    told = tell().agree()
    with pytest.raises(actions.BadStoryError):
        told.decline(moderator(), reason="  ")


def test_taking_down_takes_the_yeses_with_it():
    told = show().decline(moderator("Olive"))
    assert (told.state, Published.objects.count()) == ("declined", 0)
    told.agree(replace(ANYBODY, quote=False))
    assert (told.state, Published.objects.count()) == ("waiting", 0)


# Who may


def test_who_works_where_a_story_is_about_is_not_one_of_the_two(people):
    service, team = people.team.service, people.team
    about = replace(ANYBODY, service=service.pk, team=team.pk)
    colleague, lead, next_door, elsewhere = (
        PersonFactory(name=name) for name in ("Colleague", "Lead", "Next door", "Elsewhere")
    )
    give(colleague, Role.WORKER, team=team)
    give(lead, Role.SERVICE_LEAD, service=service)
    for person in (colleague, lead, next_door, elsewhere):
        place = people.elsewhere.service if person is elsewhere else service
        give(person, Role.MODERATOR, service=place)
        with_second_factor(person)
    told = tell().agree(about)
    for person in (colleague, lead, elsewhere):
        with pytest.raises(Forbidden):
            told.yes(actor_for(person))
    assert told.yes(actor_for(next_door)) is False


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MODERATOR])
def test_no_other_role_reads_a_story_first(role):
    person = PersonFactory()
    give(person, role)
    with_second_factor(person)
    told = tell().agree()
    with pytest.raises(Forbidden):
        told.yes(actor_for(person))


def test_a_moderator_without_a_second_factor_is_none():
    person = PersonFactory()
    give(person, Role.MODERATOR)
    told = tell().agree()
    with pytest.raises(Forbidden):
        told.yes(actor_for(person))


@pytest.mark.parametrize("code", ["", "nonsense", "0" * 26, "A" * 25])
def test_another_code_opens_nothing(code):
    told = show()
    for do in (
        lambda: actions.withdraw(actor=None, code=code),
        lambda: actions.pause(actor=None, code=code),
        lambda: actions.change(actor=None, code=code, number=1, words=WORDS),
        lambda: actions.answer(actor=None, code=code, number=1, agrees=True),
    ):
        with pytest.raises(actions.NoStoryError):
            do()
    assert told.state == "shown"


def test_a_code_can_be_typed_as_people_type():
    told = show()
    typed = "-".join(told.code.lower()[at : at + 4] for at in range(0, 26, 4)).replace("0", "o")
    actions.pause(actor=None, code=f" {typed} ")
    assert told.state == "paused"


# Pausing, going on, ending


def test_pausing_takes_it_off_and_going_on_shows_it_at_once():
    told = show()
    actions.pause(actor=None, code=told.code)
    actions.pause(actor=None, code=told.code)
    assert (told.state, Published.objects.count()) == ("paused", 0)
    actions.resume(actor=None, code=told.code)
    actions.resume(actor=None, code=told.code)
    assert (told.state, Published.objects.count()) == ("shown", 1)


def test_what_was_changed_in_a_pause_is_read_again():
    told = show()
    actions.pause(actor=None, code=told.code)
    told.change(text="Other.")
    assert told.state == "paused"
    actions.resume(actor=None, code=told.code)
    assert (told.state, Published.objects.count()) == ("waiting", 0)


def test_a_story_leaves_by_itself_on_its_day_and_can_be_agreed_to_again():
    with time_machine.travel("2027-01-31T12:00:00+00:00"):
        told = show(STAFF)
    assert told.row.until == date(2027, 7, 31)
    with time_machine.travel("2027-07-31T12:00:00+00:00"):
        today = date(2027, 7, 31)
        whole = queries.with_code(told.code, today=today)
        assert whole.state == "ended"
        assert queries.headings(moderator(), today=today) == []
        assert list(actions.tidy(actor=None, today=today).values()) == [1, 0]
        assert not Published.objects.exists()
        with pytest.raises(Forbidden):
            actions.pause(actor=None, code=told.code)
        told.agree(replace(STAFF, months=12))
        assert told.state == "shown"
        assert told.row.until == date(2028, 7, 31)


def test_what_nobody_came_back_to_for_a_year_is_erased():
    with time_machine.travel("2027-01-31T12:00:00+00:00"):
        draft, waiting = tell(), tell().agree()
    today = date(2028, 2, 15)
    assert list(actions.tidy(actor=None, today=today).values()) == [0, 1]
    assert queries.with_code(draft.code, today=today) is None
    assert queries.with_code(waiting.code, today=today) is not None


def test_changing_a_shown_story_takes_it_off_until_it_is_read():
    told = show().change(title="Another title")
    assert (told.state, Published.objects.count()) == ("waiting", 0)


def test_the_same_change_sent_twice_is_one_and_two_devices_clash():
    told = tell()
    words = replace(WORDS, text="Once.")
    for _twice in range(2):
        actions.change(actor=None, code=told.code, number=1, words=words)
    assert Wording.objects.count() == 2
    with pytest.raises(Conflict) as caught:
        actions.change(
            actor=None, code=told.code, number=1, words=replace(WORDS, text="From the other phone.")
        )
    assert ("Your story", "From the other phone.") in caught.value.yours
    assert ("Your story", "Once.") in caught.value.theirs


# Withdrawing


def test_a_withdrawn_story_leaves_an_id_and_a_day_and_a_chain_that_says_nothing():
    told = show(words=replace(WORDS, alt="A boat"), picture=a_picture())
    story_id = told.id
    told.propose  # noqa: B018  (a story with everything on it)
    assert HistoryDetail.objects.filter(event__chain=f"story:{story_id}").exists()
    told.withdraw()
    for model in TABLES:
        assert not model.objects.exists(), model
    grave = Tombstone.objects.get()
    assert (grave.pk, [field.name for field in Tombstone._meta.fields]) == (story_id, ["id", "day"])
    assert not HistoryDetail.objects.filter(event__chain=f"story:{story_id}").exists()
    assert list(history.faults()) == []
    assert MARK not in dump()
    with pytest.raises(actions.NoStoryError):
        told.withdraw()


@pytest.mark.parametrize("state", ["kept", "waiting", "proposed", "declined", "shown", "paused"])
def test_a_story_can_be_withdrawn_however_it_stands(state):
    told = tell()
    if state != "kept":
        told.agree()
    if state == "proposed":
        told.propose(moderator(), text="Softer.")
    if state == "declined":
        told.decline(moderator())
    if state in ("shown", "paused"):
        told.yes(moderator())
        told.yes(moderator("Niall"))
    if state == "paused":
        actions.pause(actor=None, code=told.code)
    assert told.state == state
    told.withdraw()
    assert not Story.objects.exists()


def test_history_holds_numbers_and_never_a_word():
    told = show().change(title=f"{MARK} changed")
    told.propose(moderator("Olive"), text=f"{MARK} proposed")
    events = history.past(f"story:{told.id}")
    assert [one.verb for one in events][::-1] == [
        "told", "agreed", "yes", "yes", "shown", "changed", "proposed",
    ]  # fmt: skip
    assert all(set(one.what) <= {"wording", "consent"} for one in events)
    assert all(isinstance(value, int) for one in events for value in one.what.values())


def test_who_signs_in_and_tells_is_not_written_down():
    told = tell().agree()
    assert {one.actor for one in history.past(f"story:{told.id}")} == {None}


# Erasure and export of those who decided


def test_a_moderator_who_goes_leaves_the_decision_without_a_name_and_takes_a_copy_along():
    told = tell().agree()
    by = moderator()
    told.yes(by)
    (kept,) = queries.kept_about(by.person_id)
    assert (kept["story"], kept["decision"]) == (str(told.id), "yes")
    assert MARK not in str(kept)
    accounts.erase_person(actor=by)
    row = Decision.objects.get()
    assert (row.kind, row.moderator_id) == ("yes", None)
    assert told.yes(moderator("Niall")) is False  # nobody can tell whose yes that was
    assert told.yes(moderator("Olive")) is True


def test_only_service_needs_the_service(people):
    told = show(only_service(people.team.service_id))
    assert Published.objects.get().readers == policies.Readers.THE_SERVICE
    assert told.row.service_id == people.team.service_id


def test_time_is_counted_from_when_it_is_first_shown():
    with time_machine.travel("2027-01-10T12:00:00+00:00"):
        told = tell().agree(STAFF)
    with time_machine.travel("2027-03-10T12:00:00+00:00"):
        told.yes(moderator())
        told.yes(moderator("Niall"))
    assert told.row.until == date(2027, 9, 10)
    with time_machine.travel("2027-04-10T12:00:00+00:00"):
        actions.pause(actor=None, code=told.code)
        actions.resume(actor=None, code=told.code)
    assert told.row.until == date(2027, 9, 10)
    assert told.row.changed_on - told.row.first_shown_on == timedelta(days=31)
