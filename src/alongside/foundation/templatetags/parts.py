"""Parts of a page that are the same for everybody who is shown the same facts."""

from django import template
from django.utils.safestring import SafeString

from alongside.foundation import public

register = template.Library()


@register.simple_tag
def part(name: str, /, **facts: object) -> SafeString:
    """``{% part "components/site_footer.html" help_now=help_now %}``: made once, then kept."""
    return public.part(name, facts)
