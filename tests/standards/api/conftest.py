"""Programs that ask: each holds a token of somebody's own, or none."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from alongside.accounts import actions
from alongside.accounts.policies import SCOPES

ROOT = "/api/v1"


class Program:
    """Asks the API with one token, and reads what it is answered."""

    def __init__(self, token: str = "") -> None:
        self.token = token
        self.browser = Client(raise_request_exception=False)

    def ask(self, method: str, address: str, body: Any = None, **headers: str) -> Any:
        if self.token:
            headers = {"authorization": f"Bearer {self.token}", **headers}
        data = body if isinstance(body, str) else json.dumps(body) if body is not None else ""
        return self.browser.generic(
            method.upper(), ROOT + address, data, "application/json", headers=headers
        )

    def get(self, address: str, **headers: str) -> Any:
        return self.ask("get", address, **headers)


def token_for(actor, *scopes: str, days: int = 90) -> str:
    return actions.make_token(
        actor=actor,
        name="A program",
        scopes=scopes or tuple(SCOPES),
        until=timezone.localdate() + timedelta(days=days),
    )


@pytest.fixture
def anybody():
    return Program()


@pytest.fixture
def program(people):
    """A function: `program("alice", "plan:read")` asks with a token of Alice's that may do that."""

    def with_token(name: str, *scopes: str, **more: int) -> Program:
        return Program(token_for(people.actor(name), *scopes, **more))

    return with_token
