"""The forms are texts that grow old: when each was last looked at, and what must be confirmed."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.core.record.forms import Form
from alongside.foundation.actor import Actor
from alongside.foundation.upkeep import Dated, Marked, Texts
from alongside.portfolio.loading import packaged

KIND = "regulator-form"


def dated(actor: Actor | None) -> Iterator[Dated]:
    """Every form in use. One whose time is over stays as it was and wants no looking at."""
    for one in packaged():
        if one.valid_until is None:
            what, name = _("A form a record can fill"), f"{one.title}, {one.version}"
            yield Dated(KIND, what, one.key, name, one.last_checked, one.review_days, _page(one))


def marked() -> Iterator[Marked]:
    for one in packaged():
        for check in one.checks:
            yield Marked(one.key, f"{one.title}: {check.where}", check.note, _page(one))


def links() -> Iterator[tuple[str, str]]:
    for one in packaged():
        yield from ((source.link, one.title) for source in one.sources if source.link)


def _page(form: Form) -> str:
    return reverse("portfolio:form", args=[form.id, form.version])


TEXTS = Texts("portfolio", dated, marked, links)
