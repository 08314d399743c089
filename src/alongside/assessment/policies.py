"""Who may see, share and change what. Plain functions of an actor and facts."""

from typing import Final
from uuid import UUID

from alongside.foundation.actor import Actor, Role

# What a share of an answer covers: the point and the mark, or the worker's own words too.
WITH_NOTE: Final = "+note"


def may_answer(actor: Actor, *, owner: UUID) -> bool:
    """Only the person themselves. No role answers, or looks, in somebody's place."""
    return actor.person_id == owner


def may_change_service_profile(actor: Actor, *, board: UUID, service: UUID) -> bool:
    """A steward or service lead of that service, or of the board above it."""
    return actor.is_a_at(Role.STEWARD, Role.SERVICE_LEAD, board=board, service=service)


def share_item(code: str, *, edition: str, with_note: bool) -> str:
    """The name under which an answer is shared, such as ``an-edition/K01`` or ``…/K01+note``."""
    return f"{edition}/{code}{WITH_NOTE if with_note else ''}"


def shared_code(item: str) -> tuple[str, str, bool]:
    """What a share is about: the edition, the statement, and whether the worker's words go too."""
    edition, _slash, code = item.removesuffix(WITH_NOTE).rpartition("/")
    return edition, code, item.endswith(WITH_NOTE)
