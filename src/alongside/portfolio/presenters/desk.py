"""A form filled for one person: their entries, what they want to learn, and the words for it all."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from alongside.accounts import queries as accounts
from alongside.assessment import queries as assessment
from alongside.core.framework import Edition
from alongside.core.record.counting import Period, years_before
from alongside.core.record.filling import Filled, Wanted, filled
from alongside.core.record.forms import Form
from alongside.foundation.actor import Actor
from alongside.framework.queries import NoEditionError, current_edition
from alongside.planning import queries as planning
from alongside.portfolio.loading import tag_fields
from alongside.portfolio.models.made import Made
from alongside.portfolio.queries import leaving as queries

from . import leaving
from .saying import Words, words_for


@dataclass(frozen=True, slots=True)
class Filling:
    """A filled form with what a paper or a page of it needs. ``versions``: of each entry, which."""

    of: Filled
    words: Words
    facts: leaving.Facts
    versions: Mapping[str, int]

    @property
    def paper(self) -> leaving.Paper:
        return leaving.paper(self.of, self.words, self.facts)

    @property
    def document(self) -> dict[str, Any]:
        return leaving.document(self.of, self.words, self.facts)


def usual_period(form: Form, today: date) -> Period:
    """The years a form looks back over, up to today: a start, which the worker changes."""
    return Period(years_before(today, form.years), today)


def fill(
    actor: Actor,
    form: Form,
    period: Period,
    *,
    today: date,
    chosen: Collection[str] | None = None,
    without: Collection[str] = (),
    as_of: Mapping[str, int] | None = None,
) -> Filling:
    """Fill a form from one's own record. ``as_of`` as in ``queries.counted``."""
    entries, versions = queries.counted(actor.person_id, as_of=as_of)
    edition = edition_now()
    of = filled(
        form,
        entries,
        period,
        chosen=chosen,
        without=without,
        wanted=wanted(actor, edition) if any(one.of == "needs" for one in form.sections) else (),
        today=today,
    )
    facts = leaving.Facts(
        edition=edition.title if edition else "",
        name=str(accounts.person(actor.person_id).name),
        today=today,
        gone=len(set(as_of or ()) - set(versions)),
    )
    titles = {one.code: one.title for one in edition.statements} if edition else {}
    return Filling(of, words_for(titles, form, tag_fields()), facts, versions)


def again(actor: Actor, made: Made, form: Form, *, today: date) -> Filling:
    """What was made before, with the version of the form and of each entry that it had."""
    period = Period(made.start, made.end)
    return fill(
        actor,
        form,
        period,
        today=today,
        chosen=made.entries,
        without=made.without,
        as_of=made.entries,
    )


def edition_now() -> Edition | None:
    try:
        return current_edition()
    except NoEditionError:
        return None


def wanted(actor: Actor, edition: Edition | None) -> tuple[Wanted, ...]:
    """What somebody marked as what they want to work on, and what is in their plan."""
    found = []
    if edition:
        answers = assessment.answers_of(actor.person_id, edition.slug)
        marked = [one for one in edition.statements if one.code in answers]
        found = [Wanted(one.title) for one in marked if answers[one.code].want]
    planned = tuple(one.title for one in planning.items_of(actor.person_id))
    return (*found, *([Wanted(_("In my plan"), planned)] if planned else []))
