"""A choice begun from a course (deep linking), and the signed answer that goes back to the platform."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.core import signing
from pylti1p3.deep_link import DeepLink
from pylti1p3.deep_link_resource import DeepLinkResource

from alongside.courses import queries
from alongside.courses.models import Platform

from . import framing, tool_key
from .launching import Launched, registration
from .refusing import NotOpened

LASTS: Final = 2 * 3600  # seconds
SALT: Final = "alongside.courses.choice"
RETURN: Final = "deep_link_return_url"
DATA: Final = "https://purl.imsglobal.org/spec/lti-dl/claim/data"


@dataclass(frozen=True, slots=True)
class Choice:
    """Where an answer goes, and what the platform wants back with it. Nobody is named in it."""

    platform: Platform
    deployment: str
    back: str
    data: Any

    def sealed(self) -> str:
        """As text for the form on the page, signed: nothing of a choice is kept here."""
        said = [str(self.platform.pk), self.deployment, self.back, self.data]
        return signing.dumps(said, salt=SALT, compress=True)


def of(launched: Launched) -> Choice:
    """The choice that a message asks for. Raises NotOpened."""
    asked = launched.choosing or {}
    back = asked.get(RETURN)
    if not isinstance(back, str) or not framing.origin(back):
        raise NotOpened("answer")
    if not tool_key.can_sign():
        raise NotOpened("no-key")
    return Choice(launched.platform, launched.deployment, back, asked.get("data"))


def unsealed(text: str) -> Choice:
    """The choice that a form brings back. Raises NotOpened where it is too old or not ours."""
    try:
        given: Any = signing.loads(text, salt=SALT, max_age=LASTS)
        platform = queries.platform(UUID(given[0]))
    except (signing.BadSignature, ValueError, TypeError, IndexError) as error:
        raise NotOpened("late") from error
    if platform is None or not queries.knows(platform, given[1]):
        raise NotOpened("platform")
    return Choice(platform, given[1], given[2], given[3])


def answer(choice: Choice, *, title: str, text: str, address: str) -> str:
    """What goes back: one page of ours, to be opened in a window of its own. Signed."""
    ours = registration(choice.platform)
    ours.set_tool_private_key(tool_key.secret_half()).set_tool_public_key(tool_key.public_half())
    asked: Any = {RETURN: choice.back, "data": choice.data}
    item = _Item(text).set_title(title).set_url(address)
    return _Answer(ours, choice.deployment, asked).get_response_jwt([item])


class _Item(DeepLinkResource):
    """The library's item says nothing of windows. Never ``iframe``: pages refuse to be in one."""

    def __init__(self, text: str) -> None:
        self.text = text

    def to_dict(self) -> dict[str, object]:
        more = {"text": self.text, "window": {"targetName": "_blank"}}
        return {**super().to_dict(), **more}


class _Answer(DeepLink):
    def get_message_jwt(self, resources: Sequence[DeepLinkResource]) -> dict[str, object]:
        said: dict[str, object] = super().get_message_jwt(resources)
        if said.get(DATA) is None:  # to be given back as it came, or not at all
            said.pop(DATA, None)
        return said
