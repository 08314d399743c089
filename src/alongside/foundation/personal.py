"""What happens to rows about a person: every model that points at one must say.

A test refuses a model that does not. The words are shown on the privacy page.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Personal:
    """``export``: how it leaves with the person. ``erase``: what erasing them does to it.
    ``keep``: how long it is kept when nobody asks."""

    export: str
    erase: str
    keep: str
