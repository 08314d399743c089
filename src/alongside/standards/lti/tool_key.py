"""Our own key: its secret half signs what goes back to a platform, platforms read the public one."""

import base64
import json
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from jwcrypto.jwk import JWK

BITS = 2048


def new_key() -> str:
    """A new secret half, on one line."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    return base64.b64encode(
        made.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    ).decode()


def can_sign() -> bool:
    return bool(settings.COURSES_KEY)


def secret_half() -> str:
    """The key in COURSES_KEY as PEM. Raises ValueError where it is no key."""
    read = serialization.load_der_private_key(base64.b64decode(settings.COURSES_KEY), None)
    return read.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


def public_half() -> str:
    """Its public half as PEM."""
    read = serialization.load_der_private_key(base64.b64decode(settings.COURSES_KEY), None)
    return (
        read.public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        .decode()
    )


def public_jwk() -> dict[str, Any]:
    """Its public half as platforms read it, with what it is called (``kid``)."""
    public: dict[str, Any] = json.loads(JWK.from_pem(public_half().encode()).export_public())
    return public | {"alg": "RS256", "use": "sig"}
