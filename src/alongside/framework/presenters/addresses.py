"""Where the pages of an edition stand."""

from django.urls import reverse


class Addresses:
    """Addresses of one edition's pages: with its slug, or (for the current edition) without."""

    def __init__(self, slug: str = "") -> None:
        self._fixed = {"slug": slug} if slug else {}

    def to(self, name: str, **which: str) -> str:
        return reverse(f"framework:{name}", kwargs={**self._fixed, **which})

    def statement(self, code: str) -> str:
        return self.to("statement", code=code)

    def theme(self, theme_id: str) -> str:
        return self.to("theme", theme_id=theme_id)
