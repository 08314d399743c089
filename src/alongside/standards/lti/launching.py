"""What a platform sends, read with pylti1p3 and held to more than it asks for by itself.

Beyond the library: only RS256, audience and issuer, a time in which it was made and ends, one use
of each nonce, keys from a bounded fetch, and nothing of the message kept anywhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

import jwt
from django.http import HttpRequest, QueryDict
from pylti1p3.cookie import CookieService
from pylti1p3.deployment import Deployment
from pylti1p3.exception import LtiException, OIDCException
from pylti1p3.message_launch import MessageLaunch
from pylti1p3.oidc_login import OIDCLogin
from pylti1p3.registration import Registration
from pylti1p3.request import Request
from pylti1p3.session import SessionService
from pylti1p3.tool_config.abstract import ToolConfAbstract

from alongside.courses import actions, queries
from alongside.courses.models import Platform

from . import opening, platform_keys
from .opening import Opening
from .refusing import NotOpened

CLAIM: Final = "https://purl.imsglobal.org/spec/lti/claim/"
CHOOSING: Final = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings"
LOGIN: Final = (
    *("iss", "login_hint", "target_link_uri", "lti_message_hint"),
    *("lti_deployment_id", "client_id"),
)
MOST: Final = 64 * 1024
MOST_OF_ONE: Final = 8 * 1024  # of what is sent first
LEEWAY: Final = 60  # seconds by which a platform's clock may differ
NEEDED: Final = ["exp", "iat", "iss", "aud", "nonce"]
SHAPES: Final[Mapping[str, type | tuple[type, ...]]] = {
    "iss": str,
    "aud": (str, list),
    "azp": str,
    "nonce": str,
    f"{CLAIM}deployment_id": str,
    f"{CLAIM}target_link_uri": str,
    f"{CLAIM}message_type": str,
    f"{CLAIM}resource_link": dict,
    f"{CLAIM}roles": list,
    CHOOSING: dict,
}


@dataclass(frozen=True, slots=True)
class Launched:
    """A message that holds. ``choosing`` are the settings of deep linking, or None. Nobody is in it."""

    platform: Platform
    deployment: str
    target: str
    choosing: dict[str, Any] | None


def registration(platform: Platform) -> Registration:
    """A platform as the library wants it."""
    return (
        Registration()
        .set_issuer(platform.issuer)
        .set_client_id(platform.client_id)
        .set_auth_login_url(platform.auth_url)
        .set_auth_token_url(platform.token_url)
        .set_key_set_url(platform.keys_url)
    )


def sent(request: HttpRequest) -> QueryDict:
    """What a platform sent first: some do it by an address, some by a form."""
    return request.POST if request.method == "POST" else request.GET


def begin(request: HttpRequest, launch_url: str) -> tuple[str, Opening]:
    """Where to send a browser that a platform sends first, and what to leave with it."""
    found = Platforms()
    asked, notes = _Asked(sent(request)), _Notes()
    if any(len(asked.sent.get(name, "")) > MOST_OF_ONE for name in LOGIN):
        raise NotOpened("shape")
    login = _Login(asked, found, session_service=notes, cookie_service=_Jar(notes))
    try:
        address = str(login.get_redirect_object(launch_url))
    except OIDCException as error:
        raise NotOpened("shape") from error
    assert found.platform is not None
    return address, Opening(found.platform.pk, notes.state, notes.nonce)


def receive(request: HttpRequest) -> Launched:
    """Read a platform's message. Raises NotOpened, and then nothing was kept."""
    token, state = request.POST.get("id_token", ""), request.POST.get("state", "")
    if not token or not state or len(token) > MOST or len(state) > MOST:
        raise NotOpened("shape")
    given = opening.brought(request, state)
    if given is None:
        raise NotOpened("state")
    found, notes = Platforms(), _Notes(given)
    asked = _Asked(request.POST)
    launch = _Launch(asked, found, session_service=notes, cookie_service=_Jar(notes))
    launch.hold_to(given)
    said = cast(dict[str, Any], launch.get_launch_data())
    assert found.platform is not None
    return Launched(
        found.platform,
        said[f"{CLAIM}deployment_id"],
        said.get(f"{CLAIM}target_link_uri", ""),
        said[CHOOSING] if launch.is_deep_link_launch() else None,
    )


def claimed_target(request: HttpRequest) -> str:
    """Where a message that could not be held to anything says it leads. Only to offer the page itself,
    if it is one of ours: never to send anybody there."""
    token = request.POST.get("id_token", "")
    if len(token) > MOST:
        return ""
    try:
        said = jwt.decode(token, options={"verify_signature": False})
    except (jwt.InvalidTokenError, ValueError, RecursionError):
        return ""
    target = said.get(f"{CLAIM}target_link_uri")
    return target if isinstance(target, str) else ""


class Platforms(ToolConfAbstract[Request]):
    """The registered platforms, as the library asks for them."""

    def __init__(self) -> None:
        self.platform: Platform | None = None

    def check_iss_has_one_client(self, iss: str) -> bool:
        return False

    def check_iss_has_many_clients(self, iss: str) -> bool:
        return True

    def find_registration_by_issuer(self, iss: str, *args: Any, **kwargs: Any) -> Registration:
        return self.find_registration_by_params(iss, "")

    def find_registration_by_params(
        self, iss: str, client_id: str, *args: Any, **kwargs: Any
    ) -> Registration:
        self.platform = queries.registered(iss, client_id or "")
        if self.platform is None:
            raise NotOpened("platform")
        return registration(self.platform)

    def find_deployment(self, iss: str, deployment_id: str) -> Deployment | None:
        return self.find_deployment_by_params(iss, deployment_id, "")

    def find_deployment_by_params(
        self, iss: str, deployment_id: str, client_id: str, *args: Any, **kwargs: Any
    ) -> Deployment | None:
        known = self.platform is not None and queries.knows(self.platform, deployment_id)
        return Deployment().set_deployment_id(deployment_id) if known else None


class _Asked(Request):
    """What was sent, and nothing else of the request: no session and no account."""

    def __init__(self, sent: Mapping[str, Any]) -> None:
        self.sent = sent

    def is_secure(self) -> bool:
        return True

    def get_param(self, key: str) -> str:
        return cast(str, self.sent.get(key))


class _Notes(SessionService):
    """Instead of a session: one opening, in hand. The library would keep the message for a day."""

    def __init__(self, given: Opening | None = None) -> None:
        self.given, self.state, self.nonce = given, "", ""

    def save_nonce(self, nonce: str) -> None:
        self.nonce = nonce

    def check_nonce(self, nonce: str) -> bool:
        return self.given is not None and nonce == self.given.nonce

    def check_state_is_valid(self, state: str, id_token_hash: str) -> bool:
        return False  # what the browser brings is asked for each time

    def set_state_valid(self, state: str, id_token_hash: str) -> None:
        """Nothing is remembered."""

    def save_launch_data(self, key: str, jwt_body: Any) -> None:
        """Nothing is kept."""


class _Jar(CookieService):
    def __init__(self, notes: _Notes) -> None:
        self.notes = notes

    def get_cookie(self, name: str) -> str | None:
        given = self.notes.given
        return given.state if given is not None and name == given.state else None

    def set_cookie(self, name: str, value: str | int, exp: int | None = 3600) -> None:
        self.notes.state = str(value)


class _Login(OIDCLogin[Any, Any, Any, Any, Any]):
    def get_redirect(self, url: str) -> Any:
        return url


class _Launch(MessageLaunch[Any, Any, Any, Any]):
    """The library's steps, each with what it means when it fails."""

    steps: Final = {
        "validate_state": "state",
        "validate_jwt_format": "shape",
        "validate_nonce": "state",
        "validate_registration": "platform",
        "validate_jwt_signature": "signature",
        "validate_deployment": "deployment",
        "validate_message": "message",
    }

    def _get_request_param(self, key: str) -> str:
        return cast(str, self._request.get_param(key))

    def hold_to(self, given: Opening) -> None:
        """Everything a message is held to; last, that it is used for the first time."""
        self._validated = True
        for step, why in self.steps.items():
            try:
                getattr(self, step)()
            except LtiException as error:
                raise NotOpened(why) from error
        if self._tool_config.platform.pk != given.platform:
            raise NotOpened("state")
        if not actions.use(actor=None, opening=given.nonce, until=given.ends()):
            raise NotOpened("used")

    def validate_jwt_format(self) -> "_Launch":
        super().validate_jwt_format()
        head, body = cast(Any, self._jwt["header"]), cast(Any, self._jwt["body"])
        fits = isinstance(head, dict) and isinstance(body, dict)
        if not fits or not all(
            isinstance(body[name], kind) for name, kind in SHAPES.items() if name in body
        ):
            raise NotOpened("shape")
        meant_for = body.get("aud")
        if not meant_for or not all(isinstance(one, str) for one in meant_for):
            raise NotOpened("shape")
        return self

    def get_client_id(self) -> str:
        """Whom of us it is meant for: where it names several, the one it was made for (``azp``)."""
        said = cast(dict[str, Any], self._jwt["body"])
        meant_for = [said["aud"]] if isinstance(said["aud"], str) else said["aud"]
        made_for = said.get("azp", meant_for[0] if len(meant_for) == 1 else "")
        return str(made_for) if made_for in meant_for else ""

    def fetch_public_key(self, key_set_url: str) -> Any:
        kid = str(cast(Any, self._jwt["header"]).get("kid"))
        try:
            return {"keys": platform_keys.keys(key_set_url, kid)}
        except platform_keys.NoKeysError as error:
            raise NotOpened("keys") from error

    def validate_jwt_signature(self) -> "_Launch":
        assert self._registration is not None
        public, _algorithm = self.get_public_key()
        try:
            said = jwt.decode(
                self._get_id_token(),
                public,
                algorithms=["RS256"],
                audience=self._registration.get_client_id(),
                issuer=self._registration.get_issuer(),
                leeway=LEEWAY,
                options={"require": NEEDED},
            )
        except (jwt.ExpiredSignatureError, jwt.ImmatureSignatureError) as error:
            raise NotOpened("expired") from error
        except (jwt.InvalidTokenError, ValueError) as error:
            raise NotOpened("signature") from error
        self._jwt["body"] = cast(Any, said)
        return self
