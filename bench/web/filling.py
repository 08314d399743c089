"""Made-up workers for the bench, and the requests that are sent for them."""

import random
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

SAMPLE = 64
PAGES = {"framework": "/framework/S10/", "theme": "/my/themes/hope/", "own plan": "/my/plan/"}


def prepare() -> None:
    import django

    django.setup()
    from alongside.cli.upkeep import bring_up_to_date

    bring_up_to_date()


def fill(size: int) -> list[Any]:
    """Workers up to ``size``, each with 67 answers and about six marks; returns a sample."""
    from django.db import connection
    from django.utils import timezone

    from alongside.accounts.models import Person
    from alongside.assessment.models import Answer
    from alongside.core.scales import POINTS
    from alongside.framework.queries import current_edition

    edition, now = current_edition(), timezone.now()
    rng = random.Random(7)
    have = Person.objects.count()
    team = _team()
    for first in range(have, size, 500):
        people = [
            Person(name=f"Worker {n}", email=f"w{n}@bench.example", password="!")
            for n in range(first, min(first + 500, size))
        ]
        Person.objects.bulk_create(people)
        _roles(people, team)
        Answer.objects.bulk_create(
            [
                Answer(
                    person=person,
                    edition=edition.slug,
                    code=statement.code,
                    point=rng.choice(POINTS),
                    want=rng.random() < 0.09,
                    seq=1,
                    saved_at=now,
                )
                for person in people
                for statement in edition.statements
            ],
            batch_size=2000,
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    sample = list(Person.objects.order_by("email")[:SAMPLE])
    _plans(sample)
    return sample


def _team() -> Any:
    from alongside.accounts.actions import add_place

    return add_place(actor=None, board="Bench board", service="Bench service", team="Bench team")


def _roles(people: list[Any], team: Any) -> None:
    from alongside.accounts.models import RoleHeld

    RoleHeld.objects.bulk_create(
        [RoleHeld(person=person, role="worker", team=team) for person in people]
    )


def _plans(people: list[Any]) -> None:
    """A plan that was asked for once, by the same action the page uses."""
    for person in people:
        browser = signed_in(person)
        page = browser.get("/my/plan/")
        assert page.status_code == 200, page.status_code
        ask_for_plan(person)


def ask_for_plan(person: Any) -> None:
    from alongside.foundation.actor import Actor
    from alongside.planning import actions

    # Twice, because hours that stay as they are change nothing: answers saved in the round before
    # would leave every process to work the plan out for itself.
    for hours in (13, 12):
        actions.change_hours(actor=Actor(person.pk), hours=Decimal(hours))


def signed_in(person: Any) -> Any:
    from django.test import Client

    browser = Client(headers={"host": "127.0.0.1"})
    browser.force_login(person)
    return browser


def queries(person: Any) -> dict[str, int]:
    """Queries of each page the second time it is opened; transaction marks are not counted."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser, found = signed_in(person), {}
    for name, address in PAGES.items():
        visit = browser if address.startswith("/my/") else _visitor()
        for _time in range(2):
            with CaptureQueriesContext(connection) as caught:
                assert visit.get(address).status_code == 200
        found[name] = _count(caught)
    for seq in (10, 11):
        with CaptureQueriesContext(connection) as caught:
            reply = browser.post("/my/answers/S10/", _answer(person, seq))
            assert reply.status_code == 200, reply.content
    found["save one answer"] = _count(caught)
    return found


def _visitor() -> Any:
    from django.test import Client

    return Client(headers={"host": "127.0.0.1"})


def _count(caught: Any) -> int:
    marks = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
    return sum(not query["sql"].startswith(marks) for query in caught.captured_queries)


def _answer(person: Any, seq: object) -> dict[str, object]:
    from alongside.framework.queries import current_edition

    return {
        "edition": current_edition().slug,
        "page": uuid4().hex,
        "owner": person.pk,
        "S10-point": "developing",
        "S10-want": "on",
        "S10-seq": seq,
        "S10-base": 0,
    }


def requests(people: list[Any]) -> dict[str, list[str]]:
    """For each page, lines of method, path, cookie and body, one for each of the sample."""
    from django.conf import settings
    from django.middleware.csrf import _get_new_csrf_string

    lines: dict[str, list[str]] = {name: [] for name in (*PAGES, "save one answer")}
    for person in people:
        session = signed_in(person).cookies[settings.SESSION_COOKIE_NAME].value
        token = _get_new_csrf_string()
        cookie = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={token}"
        for name, address in PAGES.items():
            own = cookie if address.startswith("/my/") else ""
            lines[name].append(f"GET\t{address}\t{own}\t")
        form = urlencode({"csrfmiddlewaretoken": token, **_answer(person, "SEQ")})
        lines["save one answer"].append(f"POST\t/my/answers/S10/\t{cookie}\t{form}")
    return lines
