"""To publish an edition: once, and never changed after."""

import json

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core import framework as core
from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.text import read_json
from alongside.foundation.writing import action
from alongside.framework import policies, queries
from alongside.framework.models import Draft, Edition, Statement
from alongside.framework.policies import Move, State

LARGEST = 20_000_000


@action
def publish(*, actor: Actor | None, edition: core.Edition) -> Edition:
    """Publish an edition: once, and never changed after. The same document again changes nothing.

    ``actor`` is None for whoever runs the installation, at its command line. Raises Forbidden
    where the slug holds another document already, or cannot be used; where what the edition says
    became of the one before it is not sound, with every fault in words; and, whoever asks, where it
    is made on this site and its lived-experience panel has not said yes to exactly this. BadText
    for control characters, which no loader lets through.
    """
    if not policies.may_publish(actor):
        raise Forbidden(_("Editions are published by a national steward."))
    if not policies.good_slug(edition.slug):
        raise Forbidden(
            _("“%(slug)s” cannot be an edition's slug. Use small letters, digits and hyphens.")
            % {"slug": edition.slug}
        )
    text = json.dumps(core.to_document(edition))
    read_json(text.encode(), most=LARGEST)
    digest = core.digest(edition)
    _refuse_unsound(edition)
    _refuse_undecided(actor, edition, digest)
    row, new = Edition.objects.get_or_create(
        slug=edition.slug,
        defaults={
            "title": edition.title,
            "digest": digest,
            "document": text,
            "published_at": timezone.now(),
        },
    )
    if not policies.may_follow(row.digest, digest):
        raise Forbidden(
            _(
                "“%(slug)s” is published and cannot change. Make a new edition with a slug of its "
                "own, and publish that."
            )
            % {"slug": edition.slug}
        )
    if new:
        _add_statements(row, edition)
        queries.look_again()
        transaction.on_commit(queries.look_again)
        history.record(
            chain=f"edition:{edition.slug}",
            verb="published",
            actor=actor,
            what={"digest": digest, "statements": len(edition.statements)},
        )
    return row


def _refuse_undecided(actor: Actor | None, edition: core.Edition, digest: str) -> None:
    """The rule about the panel, here and nowhere else, so that no way of publishing goes round it."""
    if Edition.objects.filter(slug=edition.slug, digest=digest).exists():
        return
    draft = Draft.objects.select_for_update().filter(slug=edition.slug).first()
    allowed = policies.may_publish_here(
        is_draft_here=draft is not None,
        in_review=draft is not None and policies.can(State(draft.state), Move.PUBLISH),
        same_words=draft is not None and draft.digest == digest,
        decided=draft is not None
        and policies.is_decided(
            queries.said_of(draft), digest=digest, not_theirs=queries.not_theirs(draft, actor)
        ),
        in_the_place_of_one=draft is None and _is_made_here(edition),
    )
    if not allowed:
        raise Forbidden(
            _(
                "This edition is made here, so it is published once two members of the "
                "lived-experience panel, other than stewards and whoever wrote in it, have said yes "
                "to it word for word and nobody of that panel says not yet."
            )
        )


def _is_made_here(edition: core.Edition) -> bool:
    """Whether this stands in the place of a draft that is not out, or has its words by another name."""
    out = queries.edition_slugs()
    return any(
        (draft.open and edition.previous == draft.follows) or _is_copied(edition, draft)
        for draft in queries.drafts()
        if draft.slug not in out
    )


def _is_copied(edition: core.Edition, draft: Draft) -> bool:
    """Its statements, the words of its points, its themes or its profiles, where the draft has them
    other than the edition before.
    """
    work = queries.work(draft)
    ours, theirs, before = (_words(one) for one in (edition, work.edition, work.before))
    return any(one == their != was for one, their, was in zip(ours, theirs, before, strict=True))


def _words(edition: core.Edition) -> tuple[object, ...]:
    return (
        [one.text for one in edition.statements],
        [one.line for points in edition.points.values() for one in points],
        [(one.name, one.summary) for one in edition.themes],
        edition.profiles,
    )


def _refuse_unsound(edition: core.Edition) -> None:
    """An edition follows one that is published here, and says soundly how; or follows none."""
    faults = queries.follows_soundly(edition)
    if faults:
        raise Forbidden(
            _("“%(slug)s” cannot be published yet. %(faults)s")
            % {"slug": edition.slug, "faults": " ".join(faults)}
        )


def _add_statements(row: Edition, edition: core.Edition) -> None:
    Statement.objects.bulk_create(
        Statement(
            edition=row,
            identifier=edition.identifier(statement.code),
            code=statement.code,
            kind=statement.kind.value,
            theme=statement.theme,
        )
        for statement in edition.statements
    )
