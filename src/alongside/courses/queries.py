"""Reads: the platforms there are, and the public halves of our key."""

from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from .models import Deployment, Platform, ToolKey


def platforms() -> list[Platform]:
    """Those that may open pages from here, by name, each with its deployments."""
    found = Platform.objects.filter(ended_at__isnull=True).order_by("name", "made_at")
    in_order = Prefetch("deployments", Deployment.objects.order_by("pk"))
    return list(found.prefetch_related(in_order))


def platform(platform_id: UUID) -> Platform | None:
    return Platform.objects.filter(pk=platform_id, ended_at__isnull=True).first()


def registered(issuer: str, client_id: str = "") -> Platform | None:
    """The platform of this issuer. One issuer can have several; then ``client_id`` says which."""
    found = Platform.objects.filter(issuer=issuer, ended_at__isnull=True)
    if client_id:
        return found.filter(client_id=client_id).first()
    several = list(found[:2])
    return several[0] if len(several) == 1 else None


def knows(platform: Platform, deployment: str) -> bool:
    return Deployment.objects.filter(platform=platform, called=deployment).exists()


def public_keys() -> list[dict[str, Any]]:
    """The public halves of the keys that signed here, the newest first."""
    return list(ToolKey.objects.order_by("-since").values_list("jwk", flat=True))
