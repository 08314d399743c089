"""Which errors are somebody's input and not our fault, and how the command line says them."""

from alongside.core.planning.model import BadPlan
from alongside.foundation.actor import Forbidden
from alongside.foundation.environment import BadSetting
from alongside.foundation.reading import Faults

BAD_INPUT = 2


class Refused(Exception):
    """Input that cannot be used; the message says where, what, and what to do."""


def refusal(error: Exception) -> str | None:
    """The words for bad input, or None when the error is a fault of ours."""
    if isinstance(error, Faults):
        return "\n".join(str(fault) for fault in error.faults)
    if isinstance(error, Refused | BadSetting | BadPlan | Forbidden):
        return str(error)
    return None
