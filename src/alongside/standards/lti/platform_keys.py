"""A platform's public keys, asked for at the address it was registered with, and kept for a while.

Only over https and only at public addresses, with bounds of time and size and without being sent on.
On one's own machine (ALONGSIDE_PLAIN_HTTP) also over http, and also at that machine itself.
"""

import hashlib
import http.client
import json
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import caches
from jwcrypto.common import JWException
from jwcrypto.jwk import JWK

from alongside.foundation.addresses import NotPublic
from alongside.foundation.reaching import connected, ending, is_own

STEP: Final = 4.0  # seconds for each step
LONGEST: Final = 8.0  # seconds for all of it, however slowly an answer drips
MOST_BYTES: Final = 256 * 1024
MOST_KEYS: Final = 50
KEPT: Final = 3600  # seconds
ASKED_AGAIN: Final = 60  # seconds before an unknown key makes us ask again, and after a failure

HEADERS: Final = {"Accept": "application/json", "User-Agent": "Alongside"}

Keys = list[dict[str, Any]]


class NoKeysError(Exception):
    """The keys could not be had. The message is for whoever runs the platform."""


def keys(url: str, kid: str) -> Keys:
    """The keys at an address that can check a signature. Asked again for one that is not known,
    once a minute at most. Raises NoKeysError."""
    slot = "platform-keys-" + hashlib.sha256(url.encode()).hexdigest()
    store = caches["process"]
    kept: Keys | None = store.get(slot)
    if kept is not None and any(one.get("kid") == kid for one in kept):
        return kept
    if not store.add(f"{slot}-asked", True, ASKED_AGAIN):
        if kept is None:
            raise NoKeysError("They could not be had a moment ago.")
        return kept
    found = _usable(_read(url))
    store.set(slot, found, KEPT)
    return found


def _read(url: str) -> bytes:
    parts = urlsplit(url)
    own = settings.PLAIN_HTTP and is_own(parts)
    if not parts.hostname or not (parts.scheme == "https" or own):
        raise NoKeysError("The address does not start with https://.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection = connected(parts, loopback=own, step=STEP)
        with ending(connection, LONGEST):
            connection.request("GET", path, headers=HEADERS)
            reply = connection.getresponse()
            status, body = reply.status, reply.read(MOST_BYTES + 1)
    except NotPublic as error:
        raise NoKeysError("The address leads to a machine that is not public.") from error
    except TimeoutError as error:
        raise NoKeysError("It took too long.") from error
    except (OSError, ValueError, AttributeError, http.client.HTTPException) as error:
        raise NoKeysError(f"No answer ({type(error).__name__}).") from error
    if status != 200:
        raise NoKeysError(f"It answers with {status}.")
    if len(body) > MOST_BYTES:
        raise NoKeysError("The answer is larger than a set of keys is.")
    return body


def _usable(body: bytes) -> Keys:
    """Keys for RS256 signatures and no others: nothing else can ever check a message here."""
    try:
        listed = json.loads(body)["keys"]
        found = [
            one
            for one in listed[:MOST_KEYS]
            if one.get("kty") == "RSA"
            and one.get("alg", "RS256") == "RS256"
            and one.get("use", "sig") == "sig"
            and isinstance(one.get("kid"), str)
        ]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NoKeysError("The answer is no set of keys.") from error
    known = [{name: one[name] for name in ("kty", "n", "e", "kid") if name in one} for one in found]
    return [one for one in known if _is_a_key(one)]


def _is_a_key(one: dict[str, Any]) -> bool:
    try:
        JWK.from_json(json.dumps(one)).export_to_pem()
    except (JWException, ValueError, TypeError):
        return False
    return True
