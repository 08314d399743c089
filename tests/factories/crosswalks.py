"""Relations written and read, and a crosswalk with a framework that was taken in."""

import json
from typing import Any

from alongside.accounts.models import Person
from alongside.core.credentials.case.reading import read
from alongside.core.crosswalks import How, digest
from alongside.core.crosswalks.laying import Key
from alongside.crosswalks import actions, queries
from alongside.foundation.actor import Actor, Role
from alongside.framework import queries as framework
from alongside.framework.policies import Panel
from alongside.others import actions as others
from tests.factories.accounts import actor_for, give, with_second_factor
from tests.factories.drafting import seat
from tests.factories.packages import good, own

KSF = "ksf-core"
WHY, REST = "Both are about talking with people.", "Writing, and all that is not about recovery."
AS = {"shown_as": "C. Combe", "capacity": "Practice educator", "words": "I work by both."}
SAID: dict[str, Any] = {
    "title": "Another framework, by its titles",
    "lead": "It is for another trade, and nothing here shows that it is met.",
    "terms": "Its titles are shown with its publisher's leave.",
}


def a_writer(person: Person) -> Actor:
    """A national steward with both steps."""
    give(person, Role.STEWARD)
    with_second_factor(person)
    return actor_for(person)


def a_reader(person: Person, by: Actor) -> Actor:
    """Somebody who has joined the practice panel."""
    seat(person, by, Panel.PRACTICE)
    return actor_for(person)


def about(code: str) -> str:
    return str(framework.statement_ids()[code])


def key(code: str = "S04", item: str = "C1") -> Key:
    return item, about(code)


def write(by: Actor, at: Key, *, slug: str = KSF, **more: Any) -> None:
    thread = thread_of(at, slug)
    said = {"how": How.RELATED, "why": WHY, "not_covered": REST, "seen": thread.number, **more}
    actions.write(actor=by, slug=slug, key=at, **said)


def say(by: Actor, at: Key, *, slug: str = KSF, yes: bool = True, **more: Any) -> None:
    thread = thread_of(at, slug)
    seen = digest(thread.item, thread.about, thread.newest)
    actions.read(actor=by, slug=slug, key=at, **{"seen": seen, "yes": yes, **AS, **more})


def thread_of(at: Key, slug: str = KSF) -> Any:
    desk = queries.desk(slug)
    assert desk is not None
    thread = queries.thread(desk, at)
    assert thread is not None
    return thread


def begun(by: Actor, *, size: int = 3, public: bool = False) -> str:
    """A crosswalk with a small framework that was taken in."""
    others.take_in(actor=None, package=read([json.dumps(good(size))]))
    slug = actions.begin(actor=by, framework=own("document"), **SAID)
    if public:
        actions.describe(actor=by, slug=slug, seen=1, public=True, **SAID)
    return slug
