"""An organisation's record store, from the server's own terminal.

Whoever runs the server is the actor there, and history says nobody's name.
"""

from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.completions import queries
from alongside.completions.models import STORE_ENDED, Sending, Store
from alongside.foundation import handing, history
from alongside.foundation.actor import Forbidden
from alongside.foundation.text import check
from alongside.foundation.writing import action

from .turning import end


@action
def add_store(
    *,
    actor: None,
    name: str,
    address: str,
    key: str,
    secret: str,
    board: str = "",
    service: str = "",
) -> Store:
    """Set up a record store for everybody of a board or of a service. It is told of nobody yet."""
    name = check(name.strip(), _("The name"))[:120]
    if not name or not key or not secret:
        raise Forbidden(_("A record store needs a name, a key and a secret."))
    try:
        handing.checked(address, loopback=settings.PLAIN_HTTP)
    except handing.BadAddress as error:
        raise Forbidden(
            _("The address must begin with https://, and hold no name, question mark or #.")
        ) from error
    place = queries.place_named(board=board, service=service)
    if place is None:
        raise Forbidden(_("Name one board or one service that there is, and no more than that."))
    which, found = place
    made = Store.objects.create(
        name=name, address=address.rstrip("/"), key=key, secret=secret, **{which: found}
    )
    history.record(
        chain=f"store:{made.pk}",
        verb="added",
        actor=actor,
        what={"name": name, "address": address, "place": str(found)},
    )
    return made


@action
def end_store(*, actor: None, store_id: UUID) -> bool:
    """Nothing is sent there from now on. Everybody's yes to it ends, and what waits is dropped."""
    found = queries.store(store_id)
    if found is None or found.ended_at is not None:
        return False
    found.ended_at = timezone.now()
    found.key = found.secret = ""
    found.save(update_fields=["ended_at", "key", "secret"])
    for row in Sending.objects.select_for_update().filter(store=found, ended_at__isnull=True):
        end(row, because=STORE_ENDED)
    history.record(chain=f"store:{found.pk}", verb="ended", actor=actor, what={})
    return True
