"""One's own name, and erasing oneself."""

from allauth.account.models import EmailAddress
from django.utils.translation import gettext as _

from alongside.accounts import queries
from alongside.accounts.models import Invitation, Person, Share
from alongside.foundation import history
from alongside.foundation.actor import Actor
from alongside.foundation.text import check


def rename(*, actor: Actor, name: str) -> None:
    """Change one's own name as others see it."""
    name = check(name.strip(), _("Your name"))[:120]
    Person.objects.filter(pk=actor.person_id).update(name=name)
    history.record(
        chain=f"person:{actor.person_id}", verb="renamed", actor=actor, what={"name": name}
    )


def erase_person(*, actor: Actor) -> None:
    """Erase oneself: everything that is one's own goes; chains of history keep only digests."""
    for chain in ("answers", "plan", "shares", "person"):
        history.erase_details(f"{chain}:{actor.person_id}")
    # Others may have written to, shared with or invited an address that is proved to be theirs.
    emails = queries.verified_emails(actor.person_id)
    history.erase_details_with(email__in=emails)
    Share.objects.filter(reader_email__in=emails).delete()
    Invitation.objects.filter(email__in=emails).delete()
    EmailAddress.objects.filter(user_id=actor.person_id).delete()
    Person.objects.filter(pk=actor.person_id).delete()
