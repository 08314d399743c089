"""People and places for tests: Alice and Bob (same team), Charlie (elsewhere), Dana (national)."""

from dataclasses import dataclass

import factory
from allauth.account.models import EmailAddress

from alongside.accounts.models import Board, Person, RoleHeld, Service, Team
from alongside.foundation.actor import Actor, Role


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person
        skip_postgeneration_save = True

    name = factory.Sequence("Person {}".format)
    email = factory.Sequence("person{}@example.org".format)

    @factory.post_generation
    def verified(obj, create, extracted, **kwargs):
        obj.set_unusable_password()
        obj.save()
        EmailAddress.objects.create(user=obj, email=obj.email, primary=True, verified=True)


class BoardFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Board

    name = factory.Sequence("Board {}".format)


class ServiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Service

    board = factory.SubFactory(BoardFactory)
    name = factory.Sequence("Service {}".format)


class TeamFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Team

    service = factory.SubFactory(ServiceFactory)
    name = factory.Sequence("Team {}".format)


def give(person, role: Role, *, board=None, service=None, team=None) -> None:
    RoleHeld.objects.create(person=person, role=role, board=board, service=service, team=team)


def with_second_factor(person) -> None:
    from allauth.mfa.models import Authenticator

    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})


def actor_for(person) -> Actor:
    from alongside.accounts.queries import roles_of

    return Actor(person.pk, lambda: roles_of(person.pk))


@dataclass
class FourPeople:
    alice: Person
    bob: Person
    charlie: Person
    dana: Person
    team: Team
    elsewhere: Team

    def actor(self, name: str) -> Actor:
        return actor_for(getattr(self, name))


def four_people() -> FourPeople:
    team, elsewhere = TeamFactory(), TeamFactory()
    four = FourPeople(
        alice=PersonFactory(name="Alice Aird", email="alice@example.org"),
        bob=PersonFactory(name="Bob Baird", email="bob@example.org"),
        charlie=PersonFactory(name="Charlie Combe", email="charlie@example.org"),
        dana=PersonFactory(name="Dana Dunn", email="dana@example.org"),
        team=team,
        elsewhere=elsewhere,
    )
    give(four.alice, Role.WORKER, team=team)
    give(four.bob, Role.WORKER, team=team)
    give(four.charlie, Role.WORKER, team=elsewhere)
    give(four.dana, Role.ANALYST)
    return four
