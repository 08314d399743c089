"""One run in a process of its own: fills a database, or measures one kind of export of what is in it."""

import io
import json
import os
import random
import resource
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import django

WORDS = [
    "hope",
    "waiting",
    "asking",
    "listening",
    "choice",
    "plan",
    "peer",
    "street",
    "tea",
    "morning",
    "question",
    "story",
    "door",
]
KINDS = ("learning", "reflection", "feedback", "reading", "visit", "discussion", "team-discussion")


def fill(entries: int, files: int, sessions: int) -> dict[str, float]:
    """One person with a record of three years. The same every time."""
    from alongside.accounts.models import Person
    from alongside.cli.upkeep import bring_up_to_date
    from alongside.portfolio import actions

    bring_up_to_date()
    dice = random.Random(1)
    Person.objects.create_user("bench@example.org", "x", name="Bench Marker")
    size = 0
    for number in range(entries):
        entry = actions.add_entry(actor=me(), **an_entry(dice, number))
        if number % 4 == 0:
            actions.change_entry(
                actor=me(), entry_id=entry, number=1, texts={"happened": prose(dice, 150)}
            )
        if number < files:
            body = a_picture(dice)
            size += len(body)
            actions.add_file(actor=me(), entry_id=entry, name=f"picture {number}.jpg", body=body)
    supervise(dice, sessions)
    return {"mb": size / 2**20}


def an_entry(dice: random.Random, number: int) -> dict[str, Any]:
    from django.utils import timezone

    kind = "practice" if number % 30 == 0 else KINDS[number % len(KINDS)]
    texts = (
        ("content", "used") if kind == "feedback" else ("happened", "learned", "changed", "relates")
    )
    return {
        "kind": kind,
        "title": prose(dice, 5),
        "on": timezone.localdate() - timedelta(days=1 + dice.randrange(1090)),
        "hours": Decimal(dice.randint(1, 32)) / 4,
        "participatory_hours": Decimal("0.25"),
        "codes": [f"K{dice.randint(1, 25):02}", f"S{dice.randint(1, 22):02}"],
        "texts": {name: prose(dice, 120) for name in texts},
        "about": {"source": prose(dice, 3), "type": prose(dice, 2), "with_name": prose(dice, 2)},
        "tags": {"nmc.code-theme": ["people"], "hcpc.type-of-learning": ["work"],
                 "sssc.core-element": ["trauma"], "ksf.dimension": ["quality"]},
    }  # fmt: skip


def supervise(dice: random.Random, sessions: int) -> None:
    """Supervision over the same three years: both voices in every session, and what they agree."""
    from django.utils import timezone

    from alongside.accounts import actions as accounts
    from alongside.accounts.models import Person
    from alongside.foundation.actor import Actor
    from alongside.supervision import actions

    other = Person.objects.create_user("other@example.org", "x", name="Bench Beside")
    they, mine = Actor(other.pk, list), me()
    link = accounts.ask_with_link(actor=mine)
    accounts.answer_supervising(actor=they, yes=True, token=link)
    for number in range(sessions):
        on = timezone.localdate() - timedelta(days=1090 * (sessions - number) // sessions)
        session = actions.start(actor=mine, supervisor_id=other.pk, on=on)
        brought = actions.Bring("own", title=prose(dice, 5), note=prose(dice, 20))
        item = actions.bring(actor=mine, session_id=session, what=brought)
        for part in ("well", f"item:{item.pk}", "close"):
            for who in (mine, they):
                words = prose(dice, 80)
                actions.say(actor=who, session_id=session, part=part, seen=0, words=words)
        for outcome in (True, False):
            agreed = actions.propose_wording(
                actor=mine, session_id=session, what=prose(dice, 12), who="both", by=None,
                parts=["practice"],
            )  # fmt: skip
            actions.reply(actor=they, agreement_id=agreed, seen=1, yes=True)
            if outcome:
                actions.say_outcome(
                    actor=mine, agreement_id=agreed, done_on=None, because=prose(dice, 9)
                )


def prose(dice: random.Random, count: int) -> str:
    return " ".join(dice.choice(WORDS) for _word in range(count)).capitalize()


def a_picture(dice: random.Random) -> bytes:
    """A photograph as far as a program can tell: noise hardly packs, as photographs hardly do."""
    from PIL import Image

    small = Image.frombytes("RGB", (700, 525), dice.randbytes(700 * 525 * 3))
    out = io.BytesIO()
    small.resize((2000, 1500)).save(out, "JPEG", quality=85)
    return out.getvalue()


def me() -> Any:
    from alongside.accounts.models import Person
    from alongside.accounts.queries import roles_of
    from alongside.foundation.actor import Actor

    person = Person.objects.get(email="bench@example.org")
    return Actor(person.pk, lambda: roles_of(person.pk))


def exports() -> dict[str, Callable[[], int]]:
    """Each kind as something to do; it says how many bytes came out."""
    from django.utils import timezone

    from alongside.core.record.missing import missing
    from alongside.portfolio import documents, loading
    from alongside.portfolio.actions import arriving
    from alongside.portfolio.documents.kinds import as_json
    from alongside.portfolio.presenters import arriving as coming
    from alongside.portfolio.presenters import desk, taking
    from alongside.portfolio.queries.bundle import Bundle
    from alongside.portfolio.views.leaving import members
    from alongside.supervision.presenters import own as supervision

    today, actor = timezone.localdate(), me()
    nmc = loading.form("nmc", "2015")
    assert nmc is not None

    def filling() -> desk.Filling:
        return desk.fill(actor, nmc, desk.usual_period(nmc, today), today=today)

    def zipped(forms: Any = ()) -> Any:
        return documents.whole(members(actor, list(forms)), made=timezone.localtime())

    def sent(forms: Any = ()) -> int:
        return sum(len(piece) for piece in zipped(forms))

    def bundle() -> io.BytesIO:
        return io.BytesIO(b"".join(zipped()))

    def taken(body: bytes) -> int:
        from alongside.accounts.models import Person
        from alongside.foundation.actor import Actor

        other = Person.objects.create_user(f"{time.time()}@example.org", "x")
        them = Actor(other.pk, list)
        staged = arriving.stage(actor=them, body=body)
        arriving.take(actor=them, arriving_id=staged)
        return len(body)

    kinds: dict[str, Callable[[], int]] = {
        "JSON alone": lambda: len(as_json(taking.document(actor, today=today))),
        "supervision, as in it": lambda: len(as_json(supervision.everything(actor.person_id))),
        "everything in one zip": lambda: sent(loading.packaged()),
        "the zip without forms": sent,
        "a form as Word": lambda: len(documents.word(filling().paper)),
        "a form as PDF": lambda: len(documents.file_of("pdf", filling().paper, {})),
        "a form as text": lambda: len(documents.plain_text(filling().paper)),
        "what am I missing": lambda: len(missing(filling().of)),
    }
    if sys.argv[-1].endswith("what comes in"):
        held = bundle()
        kinds["looking at what comes in"] = lambda: len(coming.preview(actor, Bundle(held)))
        kinds["taking in what comes in"] = lambda: taken(held.getvalue())
    return kinds


def run(kind: str) -> dict[str, float]:
    do = exports()[kind]
    began, busy = time.perf_counter(), time.process_time()
    out = do()
    seconds, busy = time.perf_counter() - began, time.process_time() - busy
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "busy": busy, "held": held, "out": out / 2**20}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.project.settings")
    django.setup()
    what, *rest = sys.argv[1:]
    print(json.dumps(fill(*map(int, rest)) if what == "fill" else run(*rest)))
