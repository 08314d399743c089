"""Fields that stand sealed in the database: a dump, a backup or a stolen disk shows none of it.

Fernet from the ``cryptography`` package does the sealing. Its key is made from RECORD_KEY, a text in
the environment; earlier ones in RECORD_KEY_FALLBACKS still open what they sealed, until
``alongside record-key rotate`` has sealed everything with the newest.
"""

import base64
import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

if TYPE_CHECKING:
    Text = models.TextField[str, str]
    Values = models.TextField[Any, Any]
    Bytes = models.BinaryField[bytes, bytes]
else:
    Text = Values = models.TextField
    Bytes = models.BinaryField

# Part of how a key is made from its text: changing it would lock everything that is sealed.
PURPOSE = b"alongside: what people write in their record"


class CannotOpen(Exception):
    """No key there is opens this. The message says what to do."""

    def __init__(self) -> None:
        super().__init__(
            "Something was sealed with a key that is not here. Give the key it was sealed with in "
            "RECORD_KEY or RECORD_KEY_FALLBACKS. Nothing was changed."
        )


@lru_cache(maxsize=4)
def _box(texts: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_key(text)) for text in texts])


def _key(text: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(text.encode())
    return base64.urlsafe_b64encode(derived)


def box() -> MultiFernet:
    """The keys as they are set now, the newest first."""
    return _box((settings.RECORD_KEY, *settings.RECORD_KEY_FALLBACKS))


def seal(plain: bytes) -> bytes:
    return box().encrypt(plain)


def unseal(sealed: bytes) -> bytes:
    """What was sealed. Raises CannotOpen."""
    try:
        return box().decrypt(sealed)
    except InvalidToken as error:
        raise CannotOpen from error


def reseal(sealed: bytes) -> bytes:
    """The same, sealed with the newest key. Raises CannotOpen."""
    try:
        return box().rotate(sealed)
    except InvalidToken as error:
        raise CannotOpen from error


def is_newest(sealed: bytes) -> bool:
    """Whether the newest key sealed this."""
    try:
        _box((settings.RECORD_KEY,)).decrypt(sealed)
    except InvalidToken:
        return False
    return True


class Sealed:
    """What the sealed fields share. Nothing can be looked for in them: no lookup makes sense."""

    sealed = True

    def get_lookup(self, name: str) -> Any:
        return super().get_lookup(name) if name == "isnull" else None  # type: ignore[misc]


class SealedText(Sealed, Text):
    """Text that stands sealed. An empty text stays empty, so that a page knows it is not there."""

    def get_prep_value(self, value: Any) -> Any:
        return seal(str(value).encode()).decode() if value else ""

    def from_db_value(self, value: Any, *_: Any) -> str:
        return unseal(value.encode()).decode() if value else ""


class SealedJSON(Sealed, Values):
    """JSON values that stand sealed: a dict, a list, or None where there is nothing."""

    def get_prep_value(self, value: Any) -> Any:
        if value is None:
            return ""
        text = json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder)
        return seal(text.encode()).decode()

    def from_db_value(self, value: Any, *_: Any) -> Any:
        return json.loads(unseal(value.encode())) if value else None


class SealedBytes(Sealed, Bytes):
    """A file's bytes that stand sealed. Left out of a query with ``defer`` unless wanted."""

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        sealed = seal(bytes(value)) if value is not None else None
        return super().get_db_prep_value(sealed, connection, prepared)

    def from_db_value(self, value: Any, *_: Any) -> bytes | None:
        return unseal(bytes(value)) if value is not None else None
