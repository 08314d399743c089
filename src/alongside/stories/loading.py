"""Reading a picture that somebody sends: made afresh, small, and with nothing of where it was taken."""

import io
from typing import Final

from PIL import Image, ImageOps

MOST_BYTES: Final = 8_000_000
# A JPEG can be read at a fraction of its size; the others are read whole.
MOST_PIXELS: Final = {"JPEG": 60_000_000, "PNG": 20_000_000, "WEBP": 20_000_000}
LONGEST_SIDE: Final = 1400
TYPE: Final = "image/webp"


class NoPictureError(ValueError):
    """What was sent is no picture that can be used."""


def picture_from(sent: bytes) -> bytes:
    """A JPEG, PNG or WebP as a WebP of our own making: its pixels and nothing else.

    Its size is looked at before a pixel is read, so that a small file cannot fill the memory.
    """
    try:
        with Image.open(io.BytesIO(sent), formats=list(MOST_PIXELS)) as found:
            if found.width * found.height > MOST_PIXELS[found.format or ""]:
                raise NoPictureError("too large")
            found.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            turned = ImageOps.exif_transpose(found)
            turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            made = _on_white(turned)
    except NoPictureError:
        raise
    except Exception as error:  # a broken file may fail in any way there is
        raise NoPictureError("cannot be read") from error
    out = io.BytesIO()
    made.save(out, "WEBP", quality=80, method=4)
    return out.getvalue()


def _on_white(found: Image.Image) -> Image.Image:
    """A new picture with these pixels; what was see-through is white."""
    whole = found.convert("RGBA")
    made = Image.new("RGB", whole.size, "white")
    made.paste(whole, mask=whole.getchannel("A"))
    return made
