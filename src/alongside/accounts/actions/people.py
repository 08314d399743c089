"""One's own name, erasing oneself, and erasing again whoever a restored backup brought back."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.accounts import queries
from alongside.accounts.models import Erasure, Invitation, Person, Share
from alongside.foundation import erasing, history, personal
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.erasing import Report
from alongside.foundation.erasure_list import Erased, append
from alongside.foundation.text import check
from alongside.foundation.writing import action


@action
def rename(*, actor: Actor, name: str) -> None:
    """Change one's own name as others see it."""
    name = check(name.strip(), _("Your name"))[:120]
    Person.objects.filter(pk=actor.person_id).update(name=name)
    history.record(
        chain=f"person:{actor.person_id}", verb="renamed", actor=actor, what={"name": name}
    )


@action
def erase_person(*, actor: Actor) -> Report:
    """Erase oneself: all that is one's own goes, and chains of history keep only digests.

    The list outside the database is written last, and before the change is kept: a backup from
    before can always be put right. Where it cannot be written, nothing is erased.
    """
    report = _erase(actor.person_id, actor=actor)
    erased = Erased(timezone.localdate(), actor.person_id)
    Erasure.objects.get_or_create(person=erased.person, defaults={"day": erased.day})
    if settings.ERASURES_FILE:
        try:
            append(Path(settings.ERASURES_FILE), erased)
        except OSError as error:
            raise Forbidden(
                _(
                    "Nothing is erased yet: the list that guards it against old backups cannot be "
                    "written. Please tell whoever runs this site."
                )
            ) from error
    return report


@action
def erase_again(*, actor: None, erased: Iterable[Erased]) -> int:
    """Erase whoever of these is back, after a backup was restored. Returns how many were.

    Each is remembered here too. Running it again finds nobody and changes nothing.
    """
    back = 0
    for one in sorted(set(erased)):
        Erasure.objects.get_or_create(person=one.person, defaults={"day": one.day})
        if queries.is_back(one.person):
            _erase(one.person, actor=None)
            back += 1
    return back


def _erase(person_id: UUID, *, actor: Actor | None) -> Report:
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    emails = queries.verified_emails(person_id)
    went = personal.run_steps(person_id)
    went["what history said"] += sum(map(history.erase_details, personal.chains_about(person_id)))
    went["what history said"] += history.erase_details_naming(emails)
    if person is None:
        return erasing.report(went, Counter())
    gone, kept = erasing.fate(person)
    person.delete()
    verb = "erased" if actor else "erased again"
    history.record(chain=f"person:{person_id}", verb=verb, actor=actor, what={})
    return erasing.report(went + gone, kept)


def forget_addresses(person_id: UUID) -> dict[str, int]:
    """What others shared with, or invited to, an address that is proved to be this person's."""
    emails = queries.verified_emails(person_id)
    shared = Share.objects.filter(reader_email__in=emails).exclude(owner_id=person_id)
    invited = Invitation.objects.filter(email__in=emails)
    return {
        Share.personal.called: shared.delete()[0],
        Invitation.personal.called: invited.delete()[0],
        "messages that waited": erasing.forget_messages(emails),
    }
