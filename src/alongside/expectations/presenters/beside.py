"""What more a service's own page shows. Areas above this one come and say; it knows none of them.

The page is for everybody, so only what a service agreed to show in public may stand here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with a line of explanation, and where more can be read."""

    title: str
    text: str
    url: str
    url_label: str


Provider = Callable[[UUID], Sequence[Part]]

_providers: list[Provider] = []


def add(provider: Provider) -> None:
    """Register what gives a service's parts; called from an area's AppConfig.ready."""
    if provider not in _providers:
        _providers.append(provider)


def of(service_id: UUID) -> tuple[Part, ...]:
    return tuple(one for provider in _providers for one in provider(service_id))
