"""What areas above show beside an answer: entries of the owner's record that show something about it,
and what people told the owner's team about it. Shown, and written into nobody's answers.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from alongside.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to something of the person's own, or of their team's."""

    title: str
    url: str


Provider = Callable[[UUID, Collection[str]], Mapping[str, list[Link]]]
"""Of a person and statement codes: what there is beside each. Asked only for the owner."""

Telling = Callable[[Actor, Collection[str]], Mapping[str, list[Link]]]
"""Of the owner and statement codes: what people told their team about each."""

_providers: list[Provider] = []
_telling: list[Telling] = []


def add(provider: Provider) -> None:
    """Called from the AppConfig.ready of an area above."""
    if provider not in _providers:
        _providers.append(provider)


def add_telling(provider: Telling) -> None:
    """The same for what people told a team."""
    if provider not in _telling:
        _telling.append(provider)


def of(person_id: UUID, codes: Collection[str]) -> dict[str, list[Link]]:
    """Everything that stands beside these answers, by code; only codes with something are there."""
    return _gathered(provider(person_id, codes) for provider in (_providers if codes else ()))


def told(actor: Actor, codes: Collection[str]) -> dict[str, list[Link]]:
    """What people told this person's team about each statement; only codes with something."""
    return _gathered(provider(actor, codes) for provider in _telling)


def _gathered(all_: Iterable[Mapping[str, list[Link]]]) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = {}
    for one in all_:
        for code, links in one.items():
            if links:
                found.setdefault(code, []).extend(links)
    return found
