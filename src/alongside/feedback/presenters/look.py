"""How somebody reads: large print, Easy Read. It travels in the address and says nothing of them."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.expectations.presenters.look import EASY, LARGE, Way


@dataclass(frozen=True, slots=True)
class Look:
    large: bool = False
    easy: bool = False

    @classmethod
    def asked(cls, given: QueryDict) -> "Look":
        return cls(large=given.get("size") == LARGE, easy=given.get("layout") == EASY)

    @property
    def query(self) -> str:
        chosen = {"size": LARGE if self.large else "", "layout": EASY if self.easy else ""}
        named = urlencode({name: value for name, value in chosen.items() if value})
        return f"?{named}" if named else ""

    def url(self, name: str, *args: object) -> str:
        return reverse(f"feedback:{name}", args=args) + self.query

    def ways(self, path: str) -> list[Way]:
        """The same page in the other layout and the other size."""
        easy = _("Ordinary layout") if self.easy else _("Easy Read, with pictures")
        large = _("Ordinary size") if self.large else _("Large print")
        return [
            Way(easy, path + replace(self, easy=not self.easy).query),
            Way(large, path + replace(self, large=not self.large).query),
        ]
