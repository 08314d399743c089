"""Writes about the word list: drafting, deciding, publishing, and a service's own words."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.accounts import queries as accounts
from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.writing import Conflict, action

from . import loading, policies, queries
from .models import Decision, PanelMember, ServiceWord, WordEdition

LABELS = ("title", "level", "finds", "unless", "instead", "why")


# Drafts


@action
def start_draft(*, actor: Actor) -> WordEdition:
    """The draft of the next edition, begun from the list in use. There is one at a time."""
    _may_edit(actor)
    waiting = queries.draft()
    if waiting is not None:
        return waiting
    now = queries.current()
    text = _as_text(now.written)
    row = WordEdition.objects.create(
        number=now.number + 1, written=text, digest=loading.digest(text)
    )
    history.record(chain=_chain(row), verb="draft begun", actor=actor, what={"from": now.number})
    return row


@action
def save_rule(*, actor: Actor, version: int, rule: Mapping[str, Any]) -> WordEdition:
    """Put one rule into the draft, new or changed. Raises Conflict where another came first.

    Raises BadPattern where a pattern cannot be used.
    """
    row = _draft_to_edit(actor)
    loading.rule_of(rule, str(rule["kind"]))
    written = queries.written_of(row)
    if row.version != version:
        raise _clash(rule, written.get(rule["id"], {}))
    before = written.get(rule["id"])
    written[rule["id"]] = dict(rule)
    _keep(row, written)
    history.record(
        chain=_chain(row),
        verb="rule changed" if before else "rule added",
        actor=actor,
        what={"rule": rule, "before": before},
    )
    return row


@action
def remove_rule(*, actor: Actor, version: int, rule_id: str) -> WordEdition:
    """Take one rule out of the draft. Raises Conflict where the draft has changed meanwhile."""
    row = _draft_to_edit(actor)
    written = queries.written_of(row)
    if row.version != version:
        raise _clash({"title": _("Taken out")}, written.get(rule_id, {}))
    before = written.pop(rule_id, None)
    if before is not None:
        _keep(row, written)
        history.record(chain=_chain(row), verb="rule removed", actor=actor, what={"before": before})
    return row


def _keep(row: WordEdition, written: Mapping[str, Any]) -> None:
    row.written = _as_text(written)
    row.digest = loading.digest(row.written)
    row.version += 1
    row.save(update_fields=["written", "digest", "version"])


def _draft_to_edit(actor: Actor) -> WordEdition:
    _may_edit(actor)
    row = WordEdition.objects.select_for_update().filter(draft=True).first()
    if row is None:
        raise Forbidden(_("There is no draft. Begin one first."))
    return row


def _may_edit(actor: Actor) -> None:
    if not policies.may_edit(actor, on_panel=queries.member(actor) is not None):
        raise Forbidden(_("The word list is written by its panel and by national stewards."))


def _clash(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Conflict:
    return Conflict(
        label=_("the word list"),
        yours=_words_of(mine),
        theirs=_words_of(theirs),
        go_on=reverse("language:desk"),
    )


def _words_of(rule: Mapping[str, Any]) -> list[tuple[str, str]]:
    shown = ((key, rule.get(key, "")) for key in LABELS)
    return [(key, "\n".join(text) if isinstance(text, list) else str(text)) for key, text in shown]


def _as_text(written: Mapping[str, Any]) -> str:
    return json.dumps(written, ensure_ascii=False, sort_keys=True)


def _chain(row: WordEdition) -> str:
    return f"words:{row.number}"


# The panel


@action
def ask_to_panel(*, actor: Actor, email: str) -> PanelMember:
    """Ask somebody, by address, to decide on the word list. It counts once they agree."""
    if not policies.may_ask_to_panel(actor):
        raise Forbidden(_("A national steward asks people to join the panel."))
    row, new = PanelMember.objects.get_or_create(email=email.strip().lower())
    if new:
        history.record(chain="words:panel", verb="asked", actor=actor, what={"member": str(row.pk)})
    return row


@action
def answer_panel(*, actor: Actor, agrees: bool, shown_as: str = "") -> None:
    """Join the panel under a name of one's own choosing, or decline."""
    row = queries.asked(actor)
    if row is None:
        raise Forbidden(_("No invitation to the panel waits for you."))
    if not agrees:
        row.delete()
    else:
        row.person_id, row.shown_as, row.agreed_at = actor.person_id, shown_as, timezone.now()
        row.save(update_fields=["person", "shown_as", "agreed_at"])
    verb = "joined" if agrees else "declined"
    history.record(chain="words:panel", verb=verb, actor=actor, what={})


@action
def leave_panel(*, actor: Actor) -> None:
    """Leave the panel; one's decisions go too."""
    row = queries.member(actor)
    if row is None:
        raise Forbidden(_("You are not on the panel."))
    row.delete()
    history.record(chain="words:panel", verb="left", actor=actor, what={})


def forget_invitation(person_id: UUID) -> dict[str, int]:
    """Erasing somebody: an invitation that waits for an address they have proved to be theirs."""
    emails = accounts.verified_emails(person_id)
    asked = PanelMember.objects.filter(email__in=emails, person=None)
    return {"invitations to the panel": asked.delete()[0]}


@action
def decide(*, actor: Actor, digest: str, yes: bool, note: str) -> None:
    """Say yes, or not yet, to the draft as it was read. Words changed since need a new decision."""
    member = queries.member(actor)
    if member is None:
        raise Forbidden(_("Only members of the panel decide on the word list."))
    row = WordEdition.objects.select_for_update().filter(draft=True).first()
    if row is None or row.digest != digest:
        raise Forbidden(
            _("The draft has changed since you read it. Read it again, and then decide.")
        )
    Decision.objects.update_or_create(
        edition=row, member=member, defaults={"digest": digest, "yes": yes, "note": note}
    )
    history.record(
        chain=_chain(row), verb="decided", actor=actor, what={"yes": yes, "digest": digest}
    )


@action
def publish(*, actor: Actor, digest: str, note: str) -> WordEdition:
    """Publish the draft, word for word as the panel decided on it."""
    row = WordEdition.objects.select_for_update().filter(draft=True).first()
    if row is None or row.digest != digest:
        raise Forbidden(_("The draft has changed since you read it. Read it again first."))
    yes, not_yet = queries.people_deciding(row)
    if not policies.may_publish(actor, yes=yes, not_yet=not_yet):
        raise Forbidden(
            _(
                "A national steward publishes the word list, once two members of the panel other "
                "than the steward have said yes to it as it stands and none has said not yet."
            )
        )
    row.compiled = loading.compiled_text(loading.rules_of(queries.written_of(row)))
    row.draft, row.published_at, row.note = False, timezone.now(), note
    row.save(update_fields=["compiled", "draft", "published_at", "note"])
    history.record(
        chain=_chain(row),
        verb="published",
        actor=actor,
        what={"digest": digest, "yes": [str(who) for who in yes]},
    )
    return row


# A service's own words


@action
def add_service_word(
    *, actor: Actor, service_id: UUID, pattern: str, instead: str, why: str
) -> ServiceWord:
    """Add a word for one's own service to think about. Raises BadPattern."""
    _may_add(actor, service_id)
    mine = ServiceWord.objects.filter(service_id=service_id)
    if mine.count() >= policies.MOST_SERVICE_WORDS:
        raise Forbidden(_("A service keeps at most 200 words of its own. Take one out first."))
    pattern = " ".join(pattern.split())
    rule = {"id": "ours", "title": pattern, "level": "C", "finds": [pattern]}
    loading.rule_of({**rule, "instead": [instead], "why": why, "sources": ["ours"]}, "ours")
    row, new = mine.get_or_create(
        service_id=service_id, pattern=pattern, defaults={"instead": instead, "why": why}
    )
    if new:
        what = {"pattern": pattern, "instead": instead, "why": why}
        history.record(chain=f"words:{service_id}", verb="word added", actor=actor, what=what)
    return row


@action
def remove_service_word(*, actor: Actor, word_id: UUID) -> None:
    row = ServiceWord.objects.filter(pk=word_id).first()
    if row is None:
        raise Forbidden(_("That word is not there any more."))
    _may_add(actor, row.service_id)
    row.delete()
    what = {"pattern": row.pattern, "instead": row.instead, "why": row.why}
    history.record(chain=f"words:{row.service_id}", verb="word removed", actor=actor, what=what)


def _may_add(actor: Actor, service_id: UUID) -> None:
    service = accounts.service(service_id)
    if service is None or not policies.may_add_words(
        actor, board=service.board_id, service=service_id
    ):
        raise Forbidden(_("Stewards and leads of a service add words for it."))
