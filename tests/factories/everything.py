"""Alice uses everything there is, so that a test can look for every trace of her.

Each text she writes holds WORD, and each that Bob, her supervisor, writes holds HIS. An area that
keeps something new about people is used here too: a test names the table that stayed empty.
"""

import io
import json
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone
from PIL import Image

from alongside.accounts import actions as accounts
from alongside.accounts import queries
from alongside.accounts.models import Person
from alongside.assessment import actions as assessment
from alongside.assessment.models import Answer, Looked
from alongside.badges import actions as badges
from alongside.completions import actions as completions
from alongside.core.credentials.xapi import ACTIVITY
from alongside.core.record.counting import Period
from alongside.core.scales import EVIDENCE_KINDS
from alongside.foundation.actor import Role
from alongside.foundation.writing import action, once
from alongside.framework import actions as framework
from alongside.framework.policies import Panel
from alongside.language import actions as language
from alongside.planning import actions as planning
from alongside.portfolio import actions as portfolio
from alongside.portfolio.actions import arriving, leaving
from alongside.portfolio.models import KeptFile
from alongside.supervision import actions as supervision
from alongside.supervision.actions import moving
from alongside.supervision.models import Barrier, BroughtAlong
from tests.factories import crosswalks, drafting, stories
from tests.factories import language as panel
from tests.factories.accounts import FourPeople, PersonFactory, actor_for, give, with_second_factor
from tests.factories.badges import SITE, done
from tests.factories.completions import a_store, turned_on

WORD, HIS = "quokka", "wombat"
NAME = "Alice Numbat"


@dataclass
class Filled:
    """Whoever took part beside the four, and the identifiers of Alice's things by name."""

    people: FourPeople
    ex: Person
    steward: Person
    lead: Person
    things: dict[str, Any] = field(default_factory=dict)


def everything(people: FourPeople) -> Filled:
    """Alice as a worker, with Bob as her supervisor and Erin as an earlier one."""
    erin, lena = PersonFactory(name="Erin Esk"), PersonFactory(name="Lena Laing")
    filled = Filled(people, erin, panel.a_steward(), lena)
    give(lena, Role.SERVICE_LEAD, service=people.team.service)
    give(filled.ex, Role.WORKER, team=people.team)
    _answers(filled)
    _plan(filled)
    _supervisors(filled)
    _agreed_plan(filled)
    _record(filled)
    _sessions(filled)
    _barrier(filled)
    _brought_along(filled)
    _badge(filled)
    _completions(filled)
    _own_account(filled)
    accounts.end_supervising(
        actor=actor_for(filled.ex), supervising_id=filled.things["supervising_ended"]
    )
    return filled


def roles_too(filled: Filled) -> None:
    """What Alice can only do with roles: looking after a team, and a place on the word panel."""
    people, alice = filled.people, filled.people.alice
    give(alice, Role.ADMINISTRATOR, board=people.team.service.board)
    with_second_factor(alice)
    Authenticator.objects.filter(user=alice).update(data={"secret": WORD})
    accounts.invite(
        actor=people.actor("alice"),
        team_id=people.team.pk,
        email="new@example.org",
        role=Role.WORKER,
    )
    language.ask_to_panel(actor=actor_for(filled.steward), email=alice.email)
    language.answer_panel(actor=people.actor("alice"), agrees=True, shown_as=f"Alice {WORD}")
    draft = panel.a_draft_with(filled.steward)
    language.decide(
        actor=people.actor("alice"), digest=draft.digest, yes=False, note=f"A {WORD} says not yet"
    )
    # A story she declined: the reason stays with its teller, who may not have read it yet.
    give(alice, Role.MODERATOR)
    stories.tell().agree().decline(people.actor("alice"), reason="Thank you. A name stands in it.")
    _edition(filled)
    # What others wrote to her address.
    dana = people.actor("dana")
    give(people.dana, Role.ADMINISTRATOR)
    with_second_factor(people.dana)
    accounts.invite(actor=dana, team_id=people.team.pk, email=alice.email, role=Role.STEWARD)


def _edition(filled: Filled) -> None:
    """What she wrote in a draft, a comment she read, and a panel from which she decided."""
    alice, steward = filled.people.alice, actor_for(filled.steward)
    give(alice, Role.STEWARD)
    row = drafting.in_consultation(actor_for(alice), parts=True)
    drafting.show(actor_for(alice), drafting.a_comment())
    framework.close_round(actor=steward, slug=row.slug)
    framework.ask_panels(actor=steward, slug=row.slug)
    place = drafting.seat(alice, steward)
    drafting.say(place, yes=False, reason=f"A {WORD} would not understand this")
    framework.arrange(actor=actor_for(alice), reviewer_id=place.pk, seen=0, text=f"A {WORD} ramp")
    asked = framework.ask_to_panel(actor=steward, panel=Panel.CARERS, email=alice.email)
    filled.things |= {"place": place.pk, "asked_place": asked.pk}
    # A crosswalk and a relation of hers, and one of somebody else's that she read.
    crosswalks.begun(actor_for(alice))
    crosswalks.write(actor_for(alice), crosswalks.key("S04"))
    crosswalks.write(steward, crosswalks.key("S05"))
    named = {"shown_as": f"Alice {WORD}", "capacity": f"A {WORD}", "words": f"The {WORD} agrees"}
    crosswalks.say(actor_for(alice), crosswalks.key("S05"), **named)


def _answers(filled: Filled) -> None:
    alice = filled.people.actor("alice")
    for seq, code in enumerate(("K01", "S10", "V20"), 1):
        for turn in (0, 1):
            assessment.save_answer(
                actor=alice,
                edition="realising-recovery-2007",
                code=code,
                seq=seq * 10 + turn,
                want=True,
                note=f"{code}: a {WORD}, written {turn + 1}",
                evidence="" if code == "V20" else f"{code}: what the {WORD} did",
                evidence_kind="" if code == "V20" else EVIDENCE_KINDS[0],
            )
    # What she said to an edition before this one.
    Answer.objects.create(
        person=filled.people.alice,
        edition="an-earlier-one",
        code="K01",
        note=f"Of old, a {WORD}",
        seq=1,
        saved_at=timezone.now(),
    )
    Looked.objects.create(
        person=filled.people.alice,
        edition="realising-recovery-2007",
        since="an-earlier-one",
        counts=["K01"],
        at=timezone.now(),
    )
    assessment.choose_start(actor=alice, profile=_a_profile())
    assessment.reweigh(actor=alice, weights={"K01": 3})


def _a_profile() -> str:
    from alongside.framework.queries import current_edition

    return next(one.id for one in current_edition().profiles if not one.overlay)


def _plan(filled: Filled) -> None:
    alice = filled.people.actor("alice")
    plan = planning.change_hours(actor=alice, hours=Decimal(12))
    filled.things["plan"] = plan.pk


def _supervisors(filled: Filled) -> None:
    people = filled.people
    for name, person in (("supervising", people.bob), ("supervising_ended", filled.ex)):
        asked = accounts.ask_supervisor(actor=people.actor("alice"), supervisor_id=person.pk)
        accounts.answer_supervising(actor=actor_for(person), yes=True, supervising_id=asked.pk)
        filled.things[name] = asked.pk
        _share(filled, person)
    accounts.ask_with_link(actor=people.actor("alice"))


def _share(filled: Filled, reader: Person) -> None:
    """Everything of Alice's that can be shared, shared with this person."""
    alice, until = filled.people.actor("alice"), timezone.localdate() + timedelta(days=30)
    plan = filled.things["plan"]
    for kind, item in (("answer", "K01+note"), ("answer", "V20+note"), ("plan", str(plan))):
        made = accounts.share(actor=alice, kind=kind, item=item, until=until, reader_id=reader.pk)
        filled.things.setdefault(f"share_{kind}_{reader.name.split()[0].lower()}", made.pk)


def _agreed_plan(filled: Filled) -> None:
    """Shared with Bob, talked over in two voices, agreed, begun, done in part and looked back at."""
    alice, bob = filled.people.actor("alice"), filled.people.actor("bob")
    today, plan = timezone.localdate(), filled.things["plan"]
    planning.share_with(
        actor=alice, reader_id=filled.people.bob.pk, until=today + timedelta(days=60)
    )
    planning.mark_discussed(actor=alice, plan_id=plan)
    planning.say(actor=alice, plan_id=plan, text=f"My {WORD} says this", seen=0)
    planning.say(actor=bob, plan_id=plan, text=f"My {HIS} says that", seen=0)
    need = planning.mark_need(actor=bob, plan_id=plan, code="K05", why=f"As a {HIS} I would")
    planning.answer_need(actor=alice, plan_id=plan, need_id=need.pk, yes=True)
    version = planning.propose_version(actor=alice, plan_id=plan)
    planning.say_yes(actor=bob, plan_id=plan, number=version.number)
    planning.begin(actor=alice)
    item = planning.add_own_item(actor=alice, title=f"Ask the {WORD}", hours=Decimal(2))
    planning.did_not_happen(actor=alice, item_id=item, because=f"The {WORD} was away")
    planning.say_what_changed(actor=alice, item_id=item, text=f"The {WORD} is asked now")
    planning.review(
        actor=alice,
        seen=0,
        on=today,
        changed=f"More {WORD}",
        in_the_way=f"Too few {WORD}s",
        following=f"Another {WORD}",
    )
    filled.things |= {"item": item, "need": need.pk}


def _record(filled: Filled) -> None:
    """An entry written twice, with a file and two links; a copy shared with each supervisor."""
    alice, today = filled.people.actor("alice"), timezone.localdate()
    facts: dict[str, Any] = {"kind": "reflection", "on": today}
    texts = {"happened": f"A {WORD} came", "learned": f"What a {WORD} needs"}
    entry = portfolio.add_entry(
        actor=alice, title=f"A morning with a {WORD}", texts=texts, hours=Decimal(2), **facts
    )
    portfolio.change_entry(
        actor=alice, entry_id=entry, number=1, title=f"A whole day with a {WORD}"
    )
    portfolio.link_to(actor=alice, entry_ids={entry}, code="K01", item=None)
    portfolio.link_to(actor=alice, entry_ids={entry}, code="", item=filled.things["item"])
    portfolio.add_file(actor=alice, entry_id=entry, name=f"{WORD}.png", body=a_picture())
    copy = portfolio.make_copy(actor=alice, entry_id=entry, title=f"With a {WORD}", **facts)
    portfolio.add_file(actor=alice, entry_id=copy, name=f"{WORD} again.png", body=a_picture())
    for reader in (filled.people.bob, filled.ex):
        portfolio.share_entry(
            actor=alice, entry_id=copy, until=today + timedelta(days=30), reader_id=reader.pk
        )
    made = leaving.note_made(
        actor=alice,
        form="hcpc",
        version="2022",
        period=Period(today - timedelta(days=700), today),
        ending="docx",
        entries={str(entry): 2},
    )
    arriving_id = arriving.stage(actor=alice, body=json.dumps({"from": WORD}).encode())
    filled.things |= {
        "entry": entry,
        "copy": copy,
        "file": KeptFile.objects.get(entry=entry).pk,
        "copy_file": KeptFile.objects.get(entry=copy).pk,
        "made": made,
        "arriving": arriving_id,
    }


def a_picture() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (2, 2)).save(kept, "PNG")
    return kept.getvalue()


def _sessions(filled: Filled) -> None:
    """With Bob and with Erin: two voices, something agreed, what came of it, and a view."""
    people, alice = filled.people, filled.people.actor("alice")
    today, later = timezone.localdate(), timezone.localdate() + timedelta(days=30)
    for ending, other in (("", people.bob), ("_ended", filled.ex)):
        them, word = actor_for(other), HIS if other == people.bob else "heron"
        session = supervision.start(actor=alice, supervisor_id=other.pk, on=today)
        item = supervision.bring(
            actor=alice,
            session_id=session,
            what=supervision.Bring("own", title=f"About a {WORD}", note=f"Why the {WORD}"),
        )
        shown = supervision.Bring("statement", "S10", share_until=later, with_note=True)
        supervision.bring(actor=alice, session_id=session, what=shown)
        for actor, text in ((alice, WORD), (them, word)):
            for part in ("well", f"item:{item.pk}"):
                supervision.say(
                    actor=actor, session_id=session, part=part, seen=0, words=f"As a {text} I say"
                )
        agreement = supervision.propose_wording(
            actor=alice,
            session_id=session,
            what=f"Ask the {WORD}",
            who="both",
            by=later,
            parts=["practice"],
        )
        supervision.reply(
            actor=them, agreement_id=agreement, seen=1, yes=False, words=f"Not as a {word}"
        )
        supervision.reply(actor=them, agreement_id=agreement, seen=1, yes=True)
        supervision.say_outcome(
            actor=alice, agreement_id=agreement, done_on=None, because=f"No {WORD}"
        )
        supervision.give_view(
            actor=them,
            worker_id=people.alice.pk,
            code="K01",
            point="practising",
            reason=f"Seen by a {word}",
            seen=0,
        )
        proposal = supervision.propose_date(actor=them, worker_id=people.alice.pk, on=later)
        assert proposal is not None
        filled.things |= {
            f"session{ending}": session,
            f"brought_item{ending}": item.pk,
            f"agreement{ending}": agreement,
            f"proposal{ending}": proposal.pk,
        }


def _brought_along(filled: Filled) -> None:
    """A record of supervision from elsewhere."""
    session = {
        "on": "2026-01-05",
        "supervisor": "Somebody",
        "said": f"There was a {WORD} there too",
    }
    moving.take(actor=filled.people.actor("alice"), part={"sessions": [session]})
    filled.things["brought"] = BroughtAlong.objects.get(person=filled.people.alice).pk


def _barrier(filled: Filled) -> None:
    """What the service would have to change, sent with her name and answered."""
    people, alice = filled.people, filled.people.actor("alice")
    service = people.team.service_id
    barrier = supervision.write_barrier(
        actor=alice,
        words=f"The rota leaves no hour for a {WORD}",
        kinds=["rota"],
        codes=["K01"],
        service_id=service,
        session_id=filled.things["session"],
    )
    supervision.send_barrier(actor=alice, barrier_id=barrier, going="with-name")
    sent = Barrier.objects.get(pk=barrier).sent_as
    supervision.answer_barrier(
        actor=actor_for(filled.lead),
        service_id=service,
        sent_as=sent,
        state="heard",
        because="Heard",
        seen=0,
    )
    filled.things |= {"barrier": barrier, "sent_as": sent}


def _badge(filled: Filled) -> None:
    """A badge for a forum she hosted, in her own words."""
    filled.things["badge"] = badges.make_badge(
        actor=filled.people.actor("alice"),
        act="forum",
        source_id=filled.things["entry"],
        own=f"A forum about the {WORD}",
        site=SITE,
    )


def _completions(filled: Filled) -> None:
    """Told to her employer's record store: something that waits, and it is on."""
    alice = filled.people.alice
    store = a_store(board=filled.people.team.service.board.name)
    filled.things["store"] = store.pk
    turned_on(alice, store)
    item = done(alice, "ask-about-money-without-shame", on=timezone.localdate())
    completions.note_completed(
        actor=None, kind=ACTIVITY, thing_id=item, at=timezone.now().isoformat()
    )


def _own_account(filled: Filled) -> None:
    """A name, a session, a form sent once, and something that Bob shares with Alice's address."""
    people = filled.people
    accounts.rename(actor=people.actor("alice"), name=NAME)
    browser = Client()
    browser.force_login(people.alice)
    browser.get("/account/")
    _send_once(actor=people.actor("alice"), key="a form")
    until = timezone.localdate() + timedelta(days=30)
    text = accounts.make_token(
        actor=people.actor("alice"), name=f"A {WORD} counter", scopes=["plan:read"], until=until
    )
    filled.things["token_id"] = queries.token_holder(text, today=timezone.localdate()).token_id
    shared = {"kind": "answer", "item": "K02", "until": until}
    accounts.share(actor=people.actor("bob"), reader_email=people.alice.email, **shared)
    accounts.share(actor=people.actor("bob"), reader_id=people.charlie.pk, **shared)


@action
def _send_once(*, actor, key):
    return once(actor=actor, key=key, do=lambda: {"to": "/"})
