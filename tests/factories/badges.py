"""Badges for tests, and what they are made from."""

from datetime import date

from alongside.badges import actions
from alongside.core.credentials.badges import FORUM, Site
from alongside.planning.models import Plan, PlanItem
from tests.factories.accounts import actor_for
from tests.factories.portfolio import add

SITE = Site("http://testserver")
ACTIVITY = "keeping-them-going-at-handover"
DAY = date(2026, 9, 3)


def done(person, activity: str = ACTIVITY, *, on: date | None = DAY):
    """Something in this person's plan, done on a day (or not done yet); returns its id."""
    plan = Plan.objects.filter(person=person).first() or Plan.objects.create(person=person)
    state = "done" if on else "to-do"
    row = PlanItem.objects.create(
        plan=plan, activity=activity, title="As it was called then", state=state, done_on=on
    )
    return row.pk


def a_badge(person, *, own: str = "", key: str = "", **entry):
    """A badge for a forum that this person hosted; returns its id."""
    source = add(person, "A forum in the church hall", **{"codes": ["K01", "V20"], **entry})
    return actions.make_badge(
        actor=actor_for(person), act=FORUM, source_id=source, site=SITE, own=own, key=key
    )
