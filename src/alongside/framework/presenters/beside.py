"""What there is to do beside a statement. The library stands above this area, so it comes and says.

A statement's page is kept for everybody, so only what is public and the same for all may stand here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Beside:
    """Something to do about a statement; ``led``: people with lived experience lead it."""

    title: str
    url: str
    hours: float
    led: bool


Provider = Callable[[str], Sequence[Beside]]

_providers: list[Provider] = []


def add(provider: Provider) -> None:
    """Register what gives the things to do for a code; called from an area's AppConfig.ready."""
    if provider not in _providers:
        _providers.append(provider)


def of(code: str) -> tuple[Beside, ...]:
    return tuple(one for provider in _providers for one in provider(code))
