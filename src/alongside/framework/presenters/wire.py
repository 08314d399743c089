"""Forms in which a page of the framework can be had, beside HTML and JSON. An edge comes and adds.

The page gives linked data (JSON-LD as plain values); a form writes it down as bytes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Form:
    """``name`` is what ``?format=`` calls it."""

    name: str
    media_type: str
    write: Callable[[Mapping[str, Any]], bytes]


_forms: dict[str, Form] = {}


def add(form: Form) -> None:
    """Register a form; called from an AppConfig.ready."""
    _forms[form.name] = form


def forms() -> tuple[Form, ...]:
    return tuple(_forms.values())
