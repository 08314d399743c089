"""How somebody reads: size, layout, language. It travels in the address, so nothing is kept."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from alongside.expectations.loading import Language, Texts

LARGE, EASY = "large", "easy"
Text = str | Promise


@dataclass(frozen=True, slots=True)
class Way:
    """A link to the same page read another way."""

    label: Text
    url: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What was asked for in an address; what is not offered counts as not asked."""

    large: bool = False
    easy: bool = False
    language: Language | None = None

    @classmethod
    def asked(cls, given: QueryDict, texts: Texts) -> "Look":
        return cls(
            large=given.get("size") == LARGE,
            easy=given.get("layout") == EASY,
            language=texts.language_by_code.get(given.get("language", "")),
        )

    @property
    def key(self) -> tuple[bool, bool, str]:
        return self.large, self.easy, self.language.code if self.language else ""

    @property
    def query(self) -> str:
        chosen = {
            "size": LARGE if self.large else "",
            "layout": EASY if self.easy else "",
            "language": self.language.code if self.language else "",
        }
        named = urlencode({name: value for name, value in chosen.items() if value})
        return f"?{named}" if named else ""

    def url(self, name: str, *args: object) -> str:
        """Another page of this area, read the same way."""
        return reverse(f"expectations:{name}", args=args) + self.query

    def ways(self, path: str, texts: Texts, *, layouts: bool = True) -> list[Way]:
        """The same page in the other size, the other layout, and the other languages."""
        easy = _("Ordinary layout") if self.easy else _("Easy Read, with pictures")
        large = _("Ordinary size") if self.large else _("Large print")
        found = [Way(easy, path + replace(self, easy=not self.easy).query)] if layouts else []
        found.append(Way(large, path + replace(self, large=not self.large).query))
        if self.language:
            found.append(Way(_("English"), path + replace(self, language=None).query))
        for one in texts.languages:
            if one != self.language:
                found.append(Way(one.name, path + replace(self, language=one).query, one.code))
        return found
