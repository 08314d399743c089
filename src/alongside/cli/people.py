"""alongside people | provider: places, roles and sign-in providers, from the server's own terminal."""

import argparse

from alongside.foundation.actor import Forbidden, Role

from .refusing import Refused
from .with_django import start


def place(options: argparse.Namespace) -> None:
    start()
    from alongside.accounts.actions import add_place

    team = add_place(actor=None, board=options.board, service=options.service, team=options.team)
    print(f"{options.board} > {options.service} > {team.name}")


def role(options: argparse.Namespace) -> None:
    start()
    from alongside.accounts.actions import appoint

    if options.role not in list(Role):
        raise Refused(f"“{options.role}” is not a role. Use one of: {', '.join(Role)}.")
    where = appoint(
        actor=None,
        email=options.email,
        role=Role(options.role),
        board=options.board,
        service=options.service,
        team=options.team,
    )
    print(f"{options.email} is now {options.role}: {where}.")


def providers(options: argparse.Namespace) -> None:
    start()
    from alongside.accounts.queries import providers as known

    for provider in known():
        print(f"{provider.provider_id}  {provider.name}  {provider.settings.get('server_url')}")


def add_provider(options: argparse.Namespace) -> None:
    start()
    from alongside.accounts.actions import set_provider

    if not options.server.startswith("https://"):
        raise Refused("The provider's address must start with https://.")
    try:
        secret = options.secret_file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise Refused(f"{options.secret_file} cannot be read: {error.strerror}.") from error
    try:
        set_provider(
            actor=None,
            id=options.id,
            name=options.name,
            server=options.server,
            client_id=options.client_id,
            secret=secret,
            emails=options.emails,
        )
    except Forbidden as error:
        raise Refused(str(error)) from error
    print(f"{options.name} can now be used to sign in.")


def remove_provider(options: argparse.Namespace) -> None:
    start()
    from alongside.accounts.actions import remove_provider as remove

    if not remove(actor=None, id=options.id):
        raise Refused(f"There is no provider “{options.id}”. `alongside provider list` shows them.")
    print(f"{options.id} can no longer be used to sign in.")
