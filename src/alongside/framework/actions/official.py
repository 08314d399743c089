"""A document as its publisher worded it: loaded beside an edition, shown, withheld, taken away."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.core.framework.places import Placed
from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.public import forget as forget_pages
from alongside.foundation.text import check
from alongside.foundation.writing import Conflict, action
from alongside.framework import policies, queries
from alongside.framework.loading import Document
from alongside.framework.models import Edition, OfficialDocument, OfficialVersion, OfficialWording


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of loading a document: which version it is, whether it was new, and who reads it."""

    number: int
    new: bool
    public: bool


@action
def load_official(
    *, actor: Actor | None, edition: str, document: Document, placed: Sequence[Placed], shown: bool
) -> Kept:
    """Keep a document beside a published edition, as a new version; earlier ones stay.

    ``shown``: whoever loads it has the right to show it to everybody. Without it, other words than
    those before are withheld until somebody says so of them. The same again changes nothing else.
    """
    _refuse_others(actor)
    beside = Edition.objects.filter(slug=edition).first()
    if beside is None:
        raise Forbidden(_("“%(slug)s” is not published here.") % {"slug": edition})
    row, _new = OfficialDocument.objects.select_for_update().get_or_create(edition=beside)
    if _says(row, document, placed):
        if shown and not row.public:
            _change(row, edition, actor, verb="shown", public=True)
        return Kept(row.number, new=False, public=row.public)
    row.number += 1
    version = OfficialVersion.objects.create(
        document=row,
        number=row.number,
        name=check(document.name, _("The file's name"))[:200],
        form=document.form,
        digest=document.digest,
    )
    OfficialWording.objects.bulk_create(
        OfficialWording(
            version=version,
            code=one.code,
            section=one.section,
            ordinal=one.ordinal,
            line=one.entry.line,
            text=check(one.entry.whole, _("The document")),
        )
        for one in placed
    )
    facts = {"digest": document.digest, "entries": len(placed)}
    _change(row, edition, actor, verb="loaded", public=shown, **facts)
    return Kept(row.number, new=True, public=shown)


def _says(row: OfficialDocument, document: Document, placed: Sequence[Placed]) -> bool:
    """Whether the version that counts is this very file, with the same entries in the same places."""
    version = OfficialVersion.objects.filter(document=row, number=row.number).first()
    if version is None or version.digest != document.digest:
        return False
    kept = OfficialWording.objects.filter(version=version).values_list("code", "text")
    return dict(kept) == {one.code: one.entry.whole for one in placed}


@action
def show_official(*, actor: Actor | None, edition: str, seen: str, shown: bool) -> None:
    """Show the document to everybody, or withhold it. ``seen``: the stamp of what was on the page."""
    row = _held(actor, edition)
    if str(row.stamp) != seen:
        raise _clash(row, _("Show it to everybody") if shown else _("Withhold it"))
    if row.public != shown:
        _change(row, edition, actor, verb="shown" if shown else "withheld", public=shown)


@action
def remove_official(*, actor: Actor | None, edition: str, seen: str | None = None) -> int:
    """Take the document away, every version and every word of it. Returns how many versions went.

    History keeps that it was here, and the digest of each file; never a word of it.
    """
    row = _held(actor, edition)
    if seen is not None and str(row.stamp) != seen:
        raise _clash(row, _("Take it away"))
    number = row.number
    row.delete()
    _pages_made_anew()
    chain = f"official:{edition}"
    history.record(chain=chain, verb="removed", actor=actor, what={"versions": number})
    return number


def _refuse_others(actor: Actor | None) -> None:
    if not policies.may_keep_official(actor):
        raise Forbidden(_("A national steward looks after documents as they were published."))


def _held(actor: Actor | None, edition: str) -> OfficialDocument:
    _refuse_others(actor)
    found = OfficialDocument.objects.select_for_update().filter(edition__slug=edition).first()
    if found is None:
        raise Forbidden(_("No document is kept beside “%(slug)s”.") % {"slug": edition})
    return found


def _change(
    row: OfficialDocument,
    edition: str,
    actor: Actor | None,
    *,
    verb: str,
    public: bool,
    **facts: Any,
) -> None:
    row.public, row.stamp = public, uuid4()
    row.save(update_fields=["number", "public", "stamp"])
    _pages_made_anew()
    what = {"version": row.number, "public": public, **facts}
    history.record(chain=f"official:{edition}", verb=verb, actor=actor, what=what)


def _pages_made_anew() -> None:
    """No page made before this is shown after it, nor are its words kept in memory."""

    def let_go() -> None:
        queries.forget_official()
        queries.look_again()
        forget_pages()

    let_go()
    transaction.on_commit(let_go)


def _clash(row: OfficialDocument, wanted: str) -> Conflict:
    version = OfficialVersion.objects.get(document=row, number=row.number)
    now = _("Everybody can read it") if row.public else _("Only stewards can read it")
    return Conflict(
        label=_("the document as it was published"),
        yours=[(_("Wanted"), wanted)],
        theirs=[
            (_("Document"), f"{version.name}, {_('version')} {row.number}"),
            (_("State"), now),
        ],
        go_on=reverse("framework:official"),
    )
