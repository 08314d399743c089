"""Writes about editions. There is one: to publish."""

import json

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core import framework as core
from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.text import read_json
from alongside.foundation.writing import action

from . import policies, queries
from .models import Edition, Statement

LARGEST = 20_000_000


@action
def publish(*, actor: Actor | None, edition: core.Edition) -> Edition:
    """Publish an edition: once, and never changed after. The same document again changes nothing.

    ``actor`` is None for whoever runs the installation, at its command line. Raises Forbidden
    where the slug holds another document already, or cannot be used, and where what the edition
    says became of the one before it is not sound, with every fault in words; BadText for control
    characters, which no loader lets through.
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
