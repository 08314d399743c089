"""What an area above shows beside an answer: the record says which entries show something about it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to something of the person's own."""

    title: str
    url: str


Provider = Callable[[UUID, Collection[str]], Mapping[str, list[Link]]]
"""Of a person and statement codes: what there is beside each. Asked only for the owner."""

_providers: list[Provider] = []


def add(provider: Provider) -> None:
    """Called from the AppConfig.ready of an area above."""
    if provider not in _providers:
        _providers.append(provider)


def of(person_id: UUID, codes: Collection[str]) -> dict[str, list[Link]]:
    """Everything that stands beside these answers, by code; only codes with something are there."""
    found: dict[str, list[Link]] = {}
    for provider in _providers if codes else ():
        for code, links in provider(person_id, codes).items():
            if links:
                found.setdefault(code, []).extend(links)
    return found
