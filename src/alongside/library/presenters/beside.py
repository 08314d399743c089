"""What the library shows beside a statement on the framework's pages."""

from typing import Final

from django.urls import reverse

from alongside.framework.presenters.beside import Beside
from alongside.library.loading import packaged_library

SHOWN: Final = 3


def beside(code: str) -> list[Beside]:
    """Three things to do that need no course: what goes deepest, then what takes least time."""
    library = packaged_library()
    found = [
        one
        for one in library.activities
        if code in one.develops and not library.kinds[one.kind].course
    ]
    found.sort(key=lambda one: (-one.develops[code], one.hours, one.id))
    return [
        Beside(
            one.title,
            reverse("library:activity", args=[one.id]),
            one.hours,
            one.lived_experience_led,
        )
        for one in found[:SHOWN]
    ]
