"""Signing documents and checking what others signed: the only file that knows ``openbadgeslib``.

Data Integrity proofs of the suite eddsa-rdfc-2022. Keys are Ed25519: a secret one is a line of text
for the environment, a public one is written as a Multikey (``z6Mk...``). Nothing is ever fetched:
the vocabularies that a document names must be among those that came with the package.
"""

import base64
import binascii
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

MOST_BYTES: Final = 64 * 1024
"""The largest document that is looked at, as text: a badge has a few thousand letters, and what is made
to be dear to look at costs a second at this size (a third, with ``badge_reading``'s bound on parts)."""
LIST_BITS: Final = 131_072
"""As many places as a status list has at the least, so that one ended badge hides among many."""

Document = Mapping[str, Any]


class BadKey(ValueError):
    """No secret key of ours. The message says how to get one."""

    def __init__(self) -> None:
        super().__init__("It is no key for badges. `alongside badge-key new` prints one.")


class DoesNotHold(Exception):
    """What was looked at is not what was signed, or nothing that can be checked. Why, for a log."""


def new_key() -> str:
    """A new secret key, as one line of text."""
    return base64.urlsafe_b64encode(Ed25519PrivateKey.generate().private_bytes_raw()).decode()


def public_half(secret: str) -> str:
    """The public half of a secret key, as a Multikey. Raises BadKey."""
    from openbadgeslib.ob3.did import multikey_from_pem

    form = serialization.PublicFormat.SubjectPublicKeyInfo
    pem = _key(secret).public_key().public_bytes(serialization.Encoding.PEM, form)
    return str(multikey_from_pem(pem))


@lru_cache(maxsize=4)
def _key(secret: str) -> Ed25519PrivateKey:
    try:
        return Ed25519PrivateKey.from_private_bytes(base64.urlsafe_b64decode(secret))
    except (ValueError, binascii.Error) as error:
        raise BadKey from error


def sign(document: Document, *, secret: str, method: str, created: datetime) -> dict[str, Any]:
    """The document with a proof. ``method``: the address of the public key. Raises BadKey.

    A word that no vocabulary knows would be left unsigned without a sound: look at what is to be
    given out with ``check`` as well.
    """
    from openbadgeslib.ob3.ldp import add_data_integrity_proof

    pem = _key(secret).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    signed: dict[str, Any] = add_data_integrity_proof(dict(document), pem, method, created=created)
    return signed


def check(text: str, *, public: str) -> None:
    """Whether a badge is what the holder of a key signed, and its dates are now. Raises DoesNotHold."""
    from openbadgeslib.errors import LibOpenBadgesException
    from openbadgeslib.ob3.did import resolve_did
    from openbadgeslib.ob3.ldp import OB3LdpVerifier

    try:
        pem = resolve_did(f"did:key:{public}", download=_never)
        OB3LdpVerifier(pubkey_pem=pem).verify(text, download=_never)
    except (LibOpenBadgesException, ValueError) as error:
        raise DoesNotHold(str(error)) from error


def _never(url: str) -> bytes:
    raise DoesNotHold(f"{url} would have to be fetched, and nothing is fetched here.")


def bits(ended: Iterable[int]) -> str:
    """The places that are ended, as a status list writes them."""
    from openbadgeslib.ob3.status_list import encode_bitstring

    return str(encode_bitstring(ended, LIST_BITS))


def bake(picture: bytes, text: str) -> bytes:
    """A PNG picture that carries the text of a badge."""
    from openbadgeslib import baking

    baked: bytes = baking.bake_png(picture, text, keyword=baking.ITXT_KEYWORD_OB3)
    return baked


def baked_in(picture: bytes) -> str | None:
    """The badge that a PNG picture carries, None where it carries none. Raises DoesNotHold."""
    import png
    from openbadgeslib import baking
    from openbadgeslib.errors import LibOpenBadgesException

    try:
        found = baking.extract_png(picture, MOST_BYTES, keyword=baking.ITXT_KEYWORD_OB3)
    except (LibOpenBadgesException, png.Error, ValueError, EOFError) as error:
        raise DoesNotHold(str(error)) from error
    return None if found is None else str(found)
