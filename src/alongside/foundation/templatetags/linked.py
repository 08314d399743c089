"""Data inside a page, for search engines and catalogues. It is never run: a data block, no script."""

import json
from typing import Any, Final

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# So that no text in the data can end the element or begin another.
_ESCAPES: Final = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.filter
def data_block(value: Any) -> SafeString:
    """JSON-LD in an element of its own. Browsers do not run its type, so the content security
    policy, which lets no inline script run, has nothing to say about it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    block = mark_safe(text)  # noqa: S308 (escaped above)
    return format_html('<script type="application/ld+json">{}</script>', block)
