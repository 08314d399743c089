"""A learning platform of others' making (lti1p3platform), in this process, and a browser between it
and us. Its keys are served over loopback, so that ours are fetched as they would be."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from lti1p3platform.ltiplatform import LTI1P3PlatformConfAbstract
from lti1p3platform.message_launch import LTIAdvantageMessageLaunchAbstract
from lti1p3platform.oidc_login import OIDCLoginAbstract
from lti1p3platform.registration import Registration
from lti1p3platform.request import Request

from alongside.courses import actions
from alongside.courses.models import Platform

SITE = "http://testserver"
CHOOSE = f"{SITE}/courses/choose/"
CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
ISSUER, CLIENT, DEPLOYMENT = "https://moodle.example.org", "client-1", "deployment-1"
BACK = "https://moodle.example.org/return"
SUBJECT = "somebody-at-the-platform"
TEACHER = "http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"


@cache
def key(which: str) -> tuple[str, str]:
    """A pair of keys as PEM, secret and public, made once a run."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    secret = made.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public = made.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return secret.decode(), public.decode()


@cache
def read(which: str = "theirs"):
    """The secret key, read once: reading one takes longer than signing with it."""
    return serialization.load_pem_private_key(key(which)[0].encode(), None)


@cache
def kid() -> str:
    return str(Registration.get_jwk(key("theirs")[1])["kid"])


class _Registration(Registration):
    """Reads its keys once a run, not three times a message."""

    def get_kid(self):
        return kid()


@cache
def our_key() -> str:
    """A key for COURSES_KEY, made once a run."""
    from alongside.standards.lti.tool_key import new_key

    return new_key()


@contextmanager
def served(body: bytes | str, status: int = 200) -> Iterator[str]:
    """An address on loopback that answers with this, and counts in ``served.asked`` how often."""
    text = body.encode() if isinstance(body, str) else body

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            served.asked += 1
            self.send_response(status)
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *args):
            pass

    served.asked = 0
    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/keys"
    finally:
        server.shutdown()
        server.server_close()


def register(keys_url: str, **more: Any) -> Platform:
    facts = {
        "name": "Moodle of a college",
        "issuer": ISSUER,
        "client_id": CLIENT,
        "auth_url": f"{ISSUER}/auth",
        "token_url": f"{ISSUER}/token",
        "keys_url": keys_url,
        "origins": [],
    } | more
    return actions.add_platform(actor=None, facts=facts, deployments=[DEPLOYMENT])


class _Config(LTI1P3PlatformConfAbstract):
    def init_platform_config(self, site=SITE, issuer=ISSUER, **kwargs):
        made = _Registration().set_iss(issuer).set_client_id(CLIENT).set_deployment_id(DEPLOYMENT)
        made.set_launch_url(f"{site}/courses/launch/").set_oidc_login_url(f"{site}/courses/login/")
        made.set_deeplink_launch_url(f"{site}/courses/choose/")
        made.set_platform_private_key(read()).set_platform_public_key(key("theirs")[1])
        self._registration = made

    def get_registration_by_params(self, **kwargs):
        return self._registration


class _Login(OIDCLoginAbstract):
    def set_lti_message_hint(self, *, hint="hint", **kwargs):
        self._lti_message_hint = hint

    def get_redirect(self, url):
        return url


class _Request(Request):
    def build_metadata(self, request):
        return {"method": "GET", "get_data": request, "form_data": {}}


class _Launch(LTIAdvantageMessageLaunchAbstract):
    def render_launch_form(self, launch_data, **kwargs):
        return launch_data


@dataclass
class TheirPlatform:
    """The platform, with what it says changed where a test wants it to be wrong."""

    config: _Config = field(default_factory=_Config)
    back: str = BACK

    def keys(self) -> str:
        return json.dumps(self.config.get_jwks())

    def first(self, target: str) -> str:
        """Where the platform sends a browser first."""
        login = _Login(None, self.config)
        login.set_launch_url(target)
        login.set_lti_message_hint(hint=target)
        return str(login.initiate_login(SUBJECT))

    def message(
        self, asked: dict[str, str], target: str, *, choosing: dict | None = None, **claims
    ):
        """What it sends next: the form's fields, and where to."""
        launch = _Launch(_Request(asked), self.config)
        launch.set_user_data(SUBJECT, [TEACHER], full_name="Tam Teacher", email_address="t@x.org")
        launch.set_launch_url(target)
        launch.set_resource_link_claim("link-1", title="Week 3")
        launch.set_launch_context_claim("a-course-of-theirs", context_title="Recovery")
        if choosing is not None:
            launch.set_dl(self.back, accept_types={"ltiResourceLink"}, **choosing)
        launch.set_extra_claims(claims)
        return launch.lti_launch()

    def accepts(self, answer: str, keys: dict) -> list[dict]:
        """The items of our answer, as the platform reads them with our public keys."""
        self.config.get_registration().set_tool_key_set(keys)
        items: list[dict] = self.config.validate_deeplinking_resp({"JWT": answer})
        return items


@dataclass
class Browser:
    """Somebody's browser, going between the two."""

    platform: TheirPlatform
    client: Client = field(default_factory=Client)
    dest: str = "document"

    def begin(self, target: str) -> dict[str, str]:
        """As far as the platform's own login; what we asked it for."""
        first = self.platform.first(target)
        answer = self.client.get(first.removeprefix(SITE), headers={"Sec-Fetch-Dest": self.dest})
        assert answer.status_code == 302, answer.content.decode()
        assert answer["Location"].startswith(f"{ISSUER}/auth?")
        return dict(parse_qsl(urlsplit(answer["Location"]).query))

    def send(self, fields: dict[str, str]):
        return self.client.post(
            "/courses/launch/",
            {"id_token": fields["id_token"], "state": fields["state"]},
            headers={"Sec-Fetch-Dest": self.dest, "Sec-Fetch-Site": "cross-site", "Origin": ISSUER},
        )

    def open(self, target: str, **more):
        """All the way: what a launch is answered with."""
        return self.send(self.platform.message(self.begin(target), target, **more))


def now() -> int:
    return int(time.time())
