"""The words of `alongside courses`."""

from .verbs import Verbs, add_verb, verb


def of_courses(verbs: "Verbs") -> None:
    courses = verbs.add_parser(
        "courses", help="Learning platforms that open pages of this site inside a course (LTI 1.3)."
    )
    inner = courses.add_subparsers(required=True, metavar="WHAT")
    add_verb(inner, "platforms", verb("courses", "platforms"), "The platforms there are.")
    add = add_verb(
        inner,
        "add-platform",
        verb("courses", "add_platform"),
        "Let a platform open pages from here. /courses/ shows the addresses that it asks for.",
    )
    add.add_argument("--issuer", required=True, help="exactly as the platform shows it")
    add.add_argument("--client-id", required=True)
    add.add_argument("--auth-url", required=True, help="its authentication request address")
    add.add_argument("--token-url", default="", help="its access token address, if it names one")
    add.add_argument("--keys-url", required=True, help="the address of its public key set")
    add.add_argument(
        "--deployment", action="append", required=True, help="a deployment identifier (repeat)"
    )
    add.add_argument("--name", default="", help="what teachers see (the issuer)")
    add.add_argument(
        "--origin",
        action="append",
        default=[],
        help="another address at which people see it, where it differs from those above (repeat)",
    )
    more = add_verb(
        inner, "add-deployment", verb("courses", "add_deployment"), "One more place in a platform."
    )
    more.add_argument("number", help="the platform's number, as `courses platforms` shows it")
    more.add_argument("deployment", help="its deployment identifier")
    end = add_verb(
        inner,
        "end-platform",
        verb("courses", "end_platform"),
        "Let a platform open nothing from here any more. To change one, end it and add it again.",
    )
    end.add_argument("number", help="the platform's number, as `courses platforms` shows it")
    _key(inner)


def _key(inner: "Verbs") -> None:
    key = inner.add_parser("key", help="The key that signs what is put into a course.")
    verbs = key.add_subparsers(required=True, metavar="WHAT")
    add_verb(
        verbs,
        "new",
        verb("courses", "new_key"),
        "Print a new secret key for COURSES_KEY. Nothing is kept: it can be led into a file.",
    )
    add_verb(
        verbs,
        "rotate",
        verb("courses", "rotate_key"),
        "Sign with the key in COURSES_KEY from now on. Run it once before you change the key, so that "
        "platforms go on reading the earlier public half, and once after.",
    )
    drop = add_verb(
        verbs,
        "drop",
        verb("courses", "drop_key"),
        "Let platforms read an earlier key no longer: a day after it signed last, or at once where "
        "somebody else may have it.",
    )
    drop.add_argument("kid", metavar="KEY", help="what it is called at /courses/keys.json")
