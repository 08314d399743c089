"""What an area above shows beside a thing to do: the record says which entries belong to it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to something of the person's own."""

    title: str
    url: str


Provider = Callable[[UUID, Collection[UUID]], Mapping[UUID, list[Link]]]
"""Of a person and ids of their things to do: what there is beside each. Asked only for the owner."""

_providers: list[Provider] = []


def add(provider: Provider) -> None:
    """Called from the AppConfig.ready of an area above."""
    if provider not in _providers:
        _providers.append(provider)


def of(person_id: UUID, item_ids: Collection[UUID]) -> dict[UUID, list[Link]]:
    """Everything that stands beside these things to do, by id; only ids with something are there."""
    found: dict[UUID, list[Link]] = {}
    for provider in _providers if item_ids else ():
        for id_, links in provider(person_id, item_ids).items():
            if links:
                found.setdefault(id_, []).extend(links)
    return found
