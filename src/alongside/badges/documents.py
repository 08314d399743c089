"""A badge as a picture that carries it: drawn here, so that it holds nothing but the act and the badge."""

import io
from functools import lru_cache
from textwrap import wrap
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from alongside.foundation import proofs

SIZE: Final = 600
PAPER, SEA, DEEP, SAND = "#ffffff", "#0b6e78", "#12343b", "#f4efe4"


def picture(text: str, *, name: str) -> bytes:
    """A PNG with the badge inside. ``text``: the signed document; ``name``: what stands on it."""
    return proofs.bake(_drawn(name), text)


@lru_cache(maxsize=32)
def _drawn(name: str) -> bytes:
    canvas = Image.new("RGB", (SIZE, SIZE), PAPER)
    pen = ImageDraw.Draw(canvas)
    pen.rounded_rectangle(
        (12, 12, SIZE - 12, SIZE - 12), radius=48, fill=SAND, outline=SEA, width=6
    )
    # Two side by side: the sign of walking alongside somebody.
    pen.ellipse((190, 80, 310, 200), outline=SEA, width=14)
    pen.ellipse((290, 80, 410, 200), outline=DEEP, width=14)
    lines = wrap(name, 26)[:6]
    pen.multiline_text(
        (SIZE / 2, 340),
        "\n".join(lines),
        font=ImageFont.load_default(size=34),
        fill=DEEP,
        anchor="mm",
        align="center",
        spacing=10,
    )
    for place, line in enumerate(("self-recorded: no rating, no level", "Alongside")):
        pen.text(
            (SIZE / 2, 500 + 36 * place),
            line,
            font=ImageFont.load_default(size=22),
            fill=DEEP,
            anchor="mm",
        )
    kept = io.BytesIO()
    canvas.save(kept, "PNG", optimize=True)
    return kept.getvalue()
