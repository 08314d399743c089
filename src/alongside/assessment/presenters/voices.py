"""Other voices on the owner's own picture: an area above says whose, and where they see them.

They are marks of their own. Nothing is joined, averaged or worked out from them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Voice:
    """How somebody else sees one statement. ``point`` is '' where they only said something, and
    where its words mean something else now; ``said`` is its name in the words it was chosen with.
    """

    name: str
    point: str
    when: datetime
    said: str = ""


Provider = Callable[[UUID, str], Mapping[str, list[Voice]]]
"""Of a person and an edition's slug: other voices by statement code. Asked only for the owner."""

_providers: list[Provider] = []


def add(provider: Provider) -> None:
    """Called from the AppConfig.ready of an area above."""
    if provider not in _providers:
        _providers.append(provider)


def of(person_id: UUID, edition: str) -> dict[str, list[Voice]]:
    """Every other voice on a person's statements, by code."""
    found: dict[str, list[Voice]] = {}
    for provider in _providers:
        for code, voices in provider(person_id, edition).items():
            found.setdefault(code, []).extend(voices)
    return found
