"""Every API address and method, asked by everybody with a token of their own that may do everything.

One sign for each of them, in the order of PEOPLE: y answered, n 404, f 403, x 401, - 405. What is
expected is what the account page promises: a token opens what is its owner's, whatever was shared
with them, whatever role they hold.
"""

import json
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from alongside.accounts.policies import SCOPES
from alongside.assessment.queries import answer_of
from alongside.foundation.actor import Role
from tests.asking import FILLS, PEOPLE, SIGNS, addresses
from tests.factories.accounts import PersonFactory, actor_for, give, with_second_factor
from tests.factories.everything import WORD, everything
from tests.standards.api.conftest import Program, token_for
from tests.standards.api.test_own import ENTRY, SAID

pytestmark = pytest.mark.usefixtures("edition")
METHODS = ("get", "post", "put", "patch", "delete")
EVERYBODY, OPEN, OWN, HERS = "yyyyyyyy", "--------", "yyyyyyyx", "ynnnnnnx"
READ_AND_WRITE = ("answers:read", "answers:write")
NOWHERE, CLOSED = "nnnnnnnn", "-------x"


@dataclass(frozen=True)
class Row:
    """``answers`` says what a method is answered; any other is not known there (``rest``)."""

    names: str
    rest: str
    answers: dict[str, str]
    scopes: tuple[str, ...] = ()
    body: Any = None
    ids: tuple[tuple[str, str], ...] = ()


TABLE = (
    Row("openapi editions edition themes theme statements statement changes", OPEN, {"get": EVERYBODY}),
    Row("activities activity resources questions question rights right help_lines", OPEN, {"get": EVERYBODY}),
    Row("start nothing", NOWHERE, {}),
    Row("token", CLOSED, {"get": OWN}),
    Row("answers_list", CLOSED, {"get": OWN}, ("answers:read",)),
    Row("answer_read answer_save", CLOSED, {"get": HERS, "put": OWN}, READ_AND_WRITE, SAID | {"version": 11}),
    Row("plan", CLOSED, {"get": OWN}, ("plan:read",)),
    Row("entries entry_add", CLOSED, {"get": OWN, "post": OWN}, ("record:read", "record:write"), ENTRY),
    Row("entry", CLOSED, {"get": HERS}, ("record:read",)),
    # A copy that she shares with her supervisor: he reads it on its page, and by no token.
    Row("entry", CLOSED, {"get": HERS}, ("record:read",), ids=(("entry_id", "copy"),)),
)  # fmt: skip


class World:
    """Alice and everybody else who asks, each with a token of their own."""

    def __init__(self, people) -> None:
        filled = everything(people)
        give(filled.steward, Role.STEWARD, service=people.team.service)
        colleague, administrator = PersonFactory(name="Fay Fyfe"), PersonFactory(name="Ada Adair")
        give(colleague, Role.WORKER, team=people.team)
        give(administrator, Role.ADMINISTRATOR, board=people.team.service.board)
        with_second_factor(administrator)
        self.things = filled.things
        asking = (people.alice, people.bob, filled.ex, colleague, people.charlie)
        self.people = (*asking, filled.steward, administrator)
        self.programs = {
            name: Program(token_for(actor_for(person)))
            for name, person in zip(PEOPLE, self.people, strict=False)
        }
        self.programs["anonymous"] = Program()

    def address(self, name: str, fills: list[str], ids: tuple[tuple[str, str], ...] = ()) -> str:
        given = dict(ids)
        values = {one: given.get(one, FILLS.get(one, one)) for one in fills}
        kwargs = {one: self.things.get(value, value) for one, value in values.items()}
        return reverse(f"api:{name}", kwargs=kwargs).removeprefix("/api/v1")


def undone(ask) -> Any:
    with transaction.atomic():
        answer = ask()
        transaction.set_rollback(True)
    return answer


@pytest.fixture
def world(people, caplog):
    caplog.set_level("CRITICAL", logger="django.request")
    return World(people)


def known() -> dict[str, list[str]]:
    return {name[4:]: fills for name, fills in addresses() if name.startswith("api:")}


def test_every_address_has_a_row():
    assert {name for row in TABLE for name in row.names.split()} == set(known())


def test_everybody_is_answered_as_the_table_says_and_reads_only_their_own(world):
    wrong, read = [], set()
    for row in TABLE:
        for name in row.names.split():
            address = world.address(name, known()[name], row.ids)
            for method in METHODS:
                answers = [
                    undone(partial(world.programs[who].ask, method, address, row.body))
                    for who in PEOPLE
                ]
                said = "".join(SIGNS.get(one.status_code, "y") for one in answers)
                expected = row.answers.get(method, row.rest)
                if said != expected:
                    wrong.append(f"{method:6} {name:12} expected {expected} and got {said}")
                for who, one in zip(PEOPLE, answers, strict=True):
                    assert one.headers.get("Content-Type", "").startswith("application/"), address
                    if WORD in one.content.decode().lower():
                        read.add(who)
    assert not wrong, "\n" + "\n".join(wrong)
    assert read == {"owner"}, "nobody else reads a word of hers, and she reads her own"


def test_what_somebody_else_saves_is_theirs(world, people):
    before = answer_of(people.alice.pk, "realising-recovery-2007", "K01")
    bob = world.programs["supervisor"]
    assert bob.ask("put", "/my/answers/K01", SAID).status_code == 200
    assert answer_of(people.alice.pk, "realising-recovery-2007", "K01") == before
    assert answer_of(people.bob.pk, "realising-recovery-2007", "K01").note == SAID["note"]


def test_without_the_scope_nothing_is_done(people, caplog):
    caplog.set_level("CRITICAL", logger="django.request")
    world = World(people)
    for row in TABLE:
        for method, scope in zip(row.answers, row.scopes, strict=False):
            address = world.address(row.names.split()[0], known()[row.names.split()[0]], row.ids)
            others = [one for one in SCOPES if scope not in (one, *SCOPES[one])]
            without = Program(token_for(people.actor("alice"), *others))
            assert without.ask(method, address, row.body).status_code == 403, (method, address)
            only = Program(token_for(people.actor("alice"), scope))
            answer = undone(partial(only.ask, method, address, row.body))
            assert answer.status_code in (200, 201), (method, address)


# Being signed in


def test_a_session_opens_nothing_and_is_not_touched(signed_in, django_assert_num_queries):
    browser = signed_in("alice")
    browser.get("/account/")
    with django_assert_num_queries(0):
        answer = browser.get("/api/v1/my/token")
    assert answer.status_code == 401
    assert not answer.cookies


def test_with_a_session_of_one_and_a_token_of_another_the_token_counts(people, signed_in, program):
    program("alice").ask("put", "/my/answers/K01", SAID)
    token = token_for(people.actor("bob"))
    answer = signed_in("alice").get(
        "/api/v1/my/answers", headers={"authorization": f"Bearer {token}"}
    )
    assert answer.json()["total"] == 0


def test_a_program_needs_no_form_token(people):
    browser = Client(enforce_csrf_checks=True)
    answer = browser.put(
        "/api/v1/my/answers/K01",
        json.dumps(SAID),
        content_type="application/json",
        headers={"authorization": f"Bearer {token_for(people.actor('alice'))}"},
    )
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic {}", "{}", "Bearer x{}", "Bearer {} x", "Token {}"]
)
def test_a_token_is_sent_in_one_way_only(people, anybody, header):
    token = token_for(people.actor("alice"))
    answer = anybody.get("/my/token", authorization=header.format(token))
    assert answer.status_code == 401
    assert anybody.get(f"/my/token?token={token}&access_token={token}").status_code == 401
    assert anybody.get("/my/token", authorization=f"bearer {token}").status_code == 200
