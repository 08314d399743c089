"""What people told, after release: counts in words, what may be read, and the replies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.expectations import queries as expectations
from alongside.expectations.presenters.beside import Part
from alongside.expectations.presenters.look import Look
from alongside.expectations.presenters.pages import View
from alongside.expectations.presenters.said import Said
from alongside.feedback import queries
from alongside.feedback.models import Batch, Reply

from . import wording


@dataclass(frozen=True, slots=True)
class Row:
    """One answer that was offered, and how many chose it, in words."""

    answer: Any
    share: Any


@dataclass(frozen=True, slots=True)
class About:
    """One statement. Nothing in a part: too few people answered to show it."""

    code: str
    mine: Said
    expect: Said
    matters: list[Row]
    happens: list[Row]


@dataclass(frozen=True, slots=True)
class ToldPage:
    id: UUID
    place: str
    service: str
    quarter: str
    people: int
    about: list[About]
    words: list[str]
    replies: list[Reply]
    shown: bool
    for_service: bool


@dataclass(frozen=True, slots=True)
class ToldLine:
    id: UUID
    place: str
    quarter: str
    url: str


def line(row: Batch) -> ToldLine:
    url = reverse("feedback:told-batch", args=[row.pk])
    return ToldLine(row.pk, wording.place(row), wording.quarter(row.quarter), url)


def page(row: Batch) -> ToldPage:
    view = View(expectations.texts(), queries.edition_of(row), Look(), timezone.localdate())
    counted: Mapping[str, Any] = row.counted or {"people": 0, "lines": []}
    return ToldPage(
        id=row.pk,
        place=wording.place(row),
        service=str(row.service),
        quarter=wording.quarter(row.quarter),
        people=counted["people"],
        about=[_about(view, one) for one in counted["lines"]],
        words=[one.shown_words for one in queries.shown_words(row.pk)],
        replies=queries.replies(row.pk),
        shown=row.shown,
        for_service=row.team_id is None,
    )


def _about(view: View, one: Mapping[str, Any]) -> About:
    code = one["code"]
    return About(
        code=code,
        mine=view.voice.asked(code),
        expect=view.voice.expect(code),
        matters=_rows(one["matters"], wording.MATTERS),
        happens=_rows(one["happens"], wording.HAPPENS),
    )


def _rows(shares: Sequence[Mapping[str, str]], words: Mapping[str, Any]) -> list[Row]:
    return [Row(words[one["answer"]], wording.SHARES[one["share"]]) for one in shares]


def on_service_page(service_id: UUID) -> list[Part]:
    """On a service's own public page: what it agreed to show, the newest quarter first."""
    return [
        Part(
            title=_("What people told us"),
            text=_("From people who use %(place)s, %(quarter)s, and what was done about it.")
            % {"place": wording.place(row), "quarter": wording.quarter(row.quarter)},
            url=reverse("feedback:told-batch", args=[row.pk]),
            url_label=_("Read what people told us"),
        )
        for row in queries.shown_of(service_id)
    ]
