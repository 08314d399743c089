"""The XML inside a packed document (DOCX, ODT), read with care.

A file somebody sends may be made to do harm: unpacked bytes are counted while they stream, XML that
declares entities is refused, nesting has an end, and a password is not guessed.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any, Final
from xml.etree.ElementTree import ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

MAX_UNPACKED: Final = 40 * 1024 * 1024
MAX_DEPTH: Final = 200
_CHUNK: Final = 64 * 1024
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, ParseError, EOFError, OSError, ValueError)


class Unreadable(Exception):
    """A file that cannot be read, with what is wrong and what to do."""


class _Counted(io.RawIOBase):
    """A member of a zip that stops once it has unpacked too much, whatever the zip says of it."""

    def __init__(self, member: IO[bytes]) -> None:
        self._member = member
        self._left = MAX_UNPACKED

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        part = self._member.read(min(len(buffer), _CHUNK))
        self._left -= len(part)
        if self._left < 0:
            raise Unreadable(f"this file unpacks to more than {MAX_UNPACKED:,} bytes")
        buffer[: len(part)] = part
        return len(part)


def xml_events(raw: bytes, member: str) -> Iterator[tuple[str, Any]]:
    """ "start" and "end" of every element in one file of a zip, with the element. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as folder, folder.open(member) as packed:
            stream = io.BufferedReader(_Counted(packed))
            depth = 0
            for event, element in ElementTree.iterparse(
                stream, events=("start", "end"), forbid_dtd=True
            ):
                depth += 1 if event == "start" else -1
                if depth > MAX_DEPTH:
                    raise Unreadable("this file is nested too deeply to be a letter or a note")
                yield event, element
    except KeyError as error:
        raise Unreadable(f"this file has no {member} inside; is it what its name says?") from error
    except DefusedXmlException as error:
        raise Unreadable(
            "this file declares entities, which could do harm; save it anew"
        ) from error
    except NotImplementedError as error:
        raise Unreadable(
            "this file is packed in a way that cannot be read; save it anew"
        ) from error
    except RuntimeError as error:
        raise Unreadable("this file is locked with a password; save it without one") from error
    except _DAMAGE as error:
        raise Unreadable(f"this file is damaged or is not what its name says: {error}") from error
