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
    if isinstance(error, OSError) and error.filename:
        return (
            f"{error.filename} cannot be used: {error.strerror}. Check that it may be written to."
        )
    if _no_database(error):
        return (
            f"The database cannot be used: {str(error).splitlines()[0]}. Check DATABASE_URL, that "
            "the server runs or the file may be written to, and that the disk has room."
        )
    return None


def _no_database(error: Exception) -> bool:
    """A database that is away, full, closed to us or none at all. Known by name, so that verbs
    without a database need not load Django."""
    kind = type(error)
    if kind.__module__ != "django.db.utils":
        return False
    return kind.__name__ == "OperationalError" or "not a database" in str(error)
