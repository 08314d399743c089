"""The navigation: each area says which doors it has and who can use them. Nobody sees another."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from .actor import Actor

MOST = 7


@dataclass(frozen=True, slots=True)
class Door:
    label: str | Promise
    url_name: str
    order: int
    for_actor: Callable[[Actor], bool] | None = None  # None: public


@dataclass(frozen=True, slots=True)
class OpenDoor:
    label: str
    url: str
    current: bool


_doors: list[Door] = []


def add(door: Door) -> None:
    """Register a door; called from an area's AppConfig.ready."""
    if door not in _doors:
        _doors.append(door)
        _doors.sort(key=lambda known: known.order)


def open_to(request: HttpRequest) -> list[OpenDoor]:
    """The doors this visitor can use, at most seven: a signed-in person's own come first."""
    actor: Actor | None = getattr(request, "actor", None)
    own = [d for d in _doors if d.for_actor and actor and d.for_actor(actor)]
    public = [d for d in _doors if d.for_actor is None]
    chosen = (own + public)[:MOST] if own else public[:MOST]
    chosen.sort(key=lambda known: known.order)
    urls = [reverse(door.url_name) for door in chosen]
    # A door inside another's address (my view, my plan) is the current one alone.
    here = max((url for url in urls if request.path.startswith(url)), key=len, default="")
    return [
        OpenDoor(str(door.label), url, url == here) for door, url in zip(chosen, urls, strict=True)
    ]
