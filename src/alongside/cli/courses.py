"""alongside courses: the learning platforms that open pages from here, and the key that signs."""

import argparse
from uuid import UUID

from .refusing import Refused
from .with_django import start


def new_key(options: argparse.Namespace) -> None:
    """Only the key goes to standard output, so that it can be led into a file."""
    from alongside.standards.lti.tool_key import new_key as made

    print(made())


def rotate_key(options: argparse.Namespace) -> None:
    start()
    from alongside.courses import actions, queries
    from alongside.standards.lti import tool_key

    if not tool_key.can_sign():
        raise Refused("COURSES_KEY is empty. Put a key there first: `alongside courses key new`.")
    try:
        jwk = tool_key.public_jwk()
    except ValueError as error:
        raise Refused("COURSES_KEY is no key. `alongside courses key new` prints one.") from error
    is_new = actions.keep_key(actor=None, kid=jwk["kid"], jwk=jwk)
    said = "from now on" if is_new else "already"
    print(f"What goes into courses is signed with {jwk['kid']} {said}.")
    print(f"Earlier public keys that platforms still read: {len(queries.public_keys()) - 1}.")


def drop_key(options: argparse.Namespace) -> None:
    start()
    from alongside.courses import actions
    from alongside.standards.lti import tool_key

    if tool_key.can_sign() and tool_key.public_jwk()["kid"] == options.kid:
        raise Refused("This key signs now. Put another one in COURSES_KEY first.")
    if not actions.drop_key(actor=None, kid=options.kid):
        raise Refused("No such key signed here. /courses/keys.json lists them.")
    print("The key is gone. Platforms trust nothing that was signed with it any more.")


def platforms(options: argparse.Namespace) -> None:
    start()
    from alongside.courses.queries import platforms as known

    for one in known():
        deployments = ", ".join(each.called for each in one.deployments.all())
        print(f"{one.pk}  {one.name}  {one.issuer}  {one.client_id}  [{deployments}]")


def add_platform(options: argparse.Namespace) -> None:
    start()
    from alongside.courses.actions import add_platform as add
    from alongside.standards.lti.forms import PlatformForm

    form = PlatformForm(
        {
            "name": options.name or options.issuer,
            "issuer": options.issuer,
            "client_id": options.client_id,
            "auth_url": options.auth_url,
            "token_url": options.token_url,
            "keys_url": options.keys_url,
            "deployments": "\n".join(options.deployment),
            "origins": "\n".join(options.origin),
        }
    )
    if not form.is_valid():
        raise Refused(
            "\n".join(f"{name}: {' '.join(map(str, said))}" for name, said in form.errors.items())
        )
    row = add(actor=None, facts=form.platform(), deployments=form.cleaned_data["deployments"])
    print(f"{row.name} can now open pages from here. Its number is {row.pk}.")


def add_deployment(options: argparse.Namespace) -> None:
    start()
    from alongside.courses.actions import add_deployment as add

    add(actor=None, platform_id=_number(options.number), called=options.deployment)
    print("Done.")


def end_platform(options: argparse.Namespace) -> None:
    start()
    from alongside.courses.actions import end_platform as end

    if not end(actor=None, platform_id=_number(options.number)):
        raise Refused("There is no such platform. `alongside courses platforms` lists them.")
    print("This platform opens nothing from here any more.")


def _number(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Refused(
            "That is no number of a platform. `alongside courses platforms` lists them."
        ) from error
