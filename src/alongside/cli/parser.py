"""The words of the command: its verbs, their options and help. docs/reference/cli.md comes from it."""

import argparse
from pathlib import Path

from .parser_courses import of_courses
from .parser_framework import of_framework
from .verbs import Verbs, add_verb, verb


def build() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="alongside",
        description="Realising Recovery as something to use every week: read it, see where you "
        "are, and leave with the best learning plan for the hours there are.",
    )
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    _plan(verbs)
    of_framework(verbs)
    _library(verbs)
    _language(verbs)
    _identifiers(verbs)
    _feedback(verbs)
    _content(verbs)
    of_courses(verbs)
    _demo(verbs)
    _serve(verbs)
    _upkeep(verbs)
    return parser


def _plan(verbs: "Verbs") -> None:
    plan = add_verb(
        verbs, "plan", verb("plan", "plan"), "The best learning plan for the hours there are."
    )
    plan.add_argument(
        "--answers", type=Path, required=True, help="CSV file with the columns code,point,want"
    )
    plan.add_argument("--hours", required=True, help="how many hours there are, such as 20 or 7.5")
    plan.add_argument("--library", type=Path, help="a folder with another library of activities")
    plan.add_argument("--profile", default="", help="a role profile to plan with as well")
    plan.add_argument("--setting", default="", help="a setting to add to the role profile")
    plan.add_argument("--pin", action="append", default=[], help="an activity to keep (repeat)")
    plan.add_argument("--decline", action="append", default=[], help="one to leave out (repeat)")
    plan.add_argument("--done", action="append", default=[], help="one already done (repeat)")
    plan.add_argument("--json", action="store_true", help="the whole answer, as JSON")


def _library(verbs: "Verbs") -> None:
    library = verbs.add_parser("library", help="The learning activities, in the terminal.")
    inner = library.add_subparsers(required=True, metavar="WHAT")
    listing = add_verb(inner, "list", verb("library", "listing"), "Every activity.")
    listing.add_argument("--json", action="store_true", help="as JSON")
    listing.add_argument("--library", type=Path, help="a folder with another library")
    check = add_verb(
        inner, "check", verb("library", "check"), "Check a library folder; name every fault."
    )
    check.add_argument("path", type=Path, help="the folder of a library")
    links = add_verb(
        inner, "links", verb("library", "links"), "Try every link; report, and delete nothing."
    )
    links.add_argument("--json", action="store_true", help="as JSON")


def _language(verbs: "Verbs") -> None:
    language = verbs.add_parser("language", help="Words that give hope, in the terminal.")
    inner = language.add_subparsers(required=True, metavar="WHAT")
    check = add_verb(
        inner,
        "check",
        verb("language", "check"),
        "Words to think about in text, Markdown, DOCX, ODT or PDF. Nothing is kept or sent. Exit "
        "code 1 where there is nearly always a better way (level A), 0 where there is none.",
    )
    check.add_argument("files", nargs="+", metavar="FILE", help="a file, or - for standard input")
    form = check.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as JSON")
    form.add_argument("--sarif", action="store_true", help="as SARIF 2.1.0, for code hosts")
    explain = add_verb(
        inner, "explain", verb("language", "explain"), "One rule, and why it is there."
    )
    explain.add_argument("rule", help="such as refused")
    listing = add_verb(inner, "list", verb("language", "listing"), "Every rule, by kind.")
    listing.add_argument("--json", action="store_true", help="as JSON")
    for one in (check, explain, listing):
        one.add_argument(
            "--rules", type=Path, help="another word list: what a site gives at /words/rules.json"
        )


def _identifiers(verbs: "Verbs") -> None:
    identifiers = verbs.add_parser("identifiers", help="What could tell who somebody is.")
    inner = identifiers.add_subparsers(required=True, metavar="WHAT")
    check = add_verb(
        inner,
        "check",
        verb("identifiers", "check"),
        "Numbers, names, dates and places in text, Markdown, DOCX, ODT or PDF that could tell who "
        "somebody is: where and what, never the words themselves. Nothing is kept or sent. Exit "
        "code 1 where anything is found, 0 where nothing is. It misses things.",
    )
    check.add_argument("files", nargs="+", metavar="FILE", help="a file, or - for standard input")
    check.add_argument("--json", action="store_true", help="as JSON")


def _feedback(verbs: "Verbs") -> None:
    feedback = verbs.add_parser("feedback", help="Feedback that cannot be traced to its giver.")
    inner = feedback.add_subparsers(required=True, metavar="WHAT")
    add_verb(
        inner,
        "key",
        verb("feedback", "key"),
        "Make a pair of keys: one for the server, one for somebody outside the teams to keep.",
    )
    opening = add_verb(
        inner,
        "open",
        verb("feedback", "open_held"),
        "Open what was held in quarters that are over, wherever ten or more can be opened together. "
        "It says nothing of how much there is. A moderator reads it before anybody sees it.",
    )
    opening.add_argument(
        "--key-file",
        type=Path,
        help="a file with the release key, or - for standard input; else FEEDBACK_RELEASE_KEY",
    )


def _content(verbs: "Verbs") -> None:
    content = verbs.add_parser("content", help="What the texts need from a person.")
    inner = content.add_subparsers(required=True, metavar="WHAT")
    due = add_verb(inner, "due", verb("content", "due"), "What is older than its review time.")
    due.add_argument("--json", action="store_true", help="as JSON")
    checks = add_verb(
        inner, "checks", verb("content", "checks"), "What to check before a service goes live."
    )
    checks.add_argument("--json", action="store_true", help="as JSON")


def _demo(verbs: "Verbs") -> None:
    demo = add_verb(verbs, "demo", verb("demo", "demo"), "Make the demo, in a database of its own.")
    demo.add_argument("--serve", action="store_true", help="and serve it")
    demo.add_argument("--port", default="8000", help="the port to serve on (8000)")


def _serve(verbs: "Verbs") -> None:
    serve = add_verb(verbs, "serve", verb("serve", "serve"), "Serve the site.")
    serve.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
    serve.add_argument("--port", default="8000", help="the port to listen on (8000)")
    serve.add_argument("--workers", default="", help="web processes (one more than cores)")


def _record_key(verbs: "Verbs") -> None:
    record_key = verbs.add_parser("record-key", help="The key that seals what people write.")
    inner = record_key.add_subparsers(required=True, metavar="WHAT")
    add_verb(
        inner,
        "rotate",
        verb("record_key", "rotate"),
        "Seal everything with the key in RECORD_KEY. Put the new key there and the old one in "
        "RECORD_KEY_FALLBACKS, start every server process again, run this, and then take the old "
        "key away. It may be stopped at any time and run again: nothing is lost, and what is "
        "sealed with the new key already is left alone. Backups keep needing the old key.",
    )


def _badge_key(verbs: "Verbs") -> None:
    badge_key = verbs.add_parser("badge-key", help="The key that signs badges.")
    inner = badge_key.add_subparsers(required=True, metavar="WHAT")
    add_verb(
        inner,
        "new",
        verb("badge_key", "new"),
        "Print a new secret key for BADGE_KEY. Nothing is kept: it can be led into a file.",
    )
    add_verb(
        inner,
        "rotate",
        verb("badge_key", "rotate"),
        "Sign badges with the key in BADGE_KEY from now on. Put a new key there, start every server "
        "process again, and run this. The public halves of earlier keys stay, so that badges signed "
        "with them still hold; their secret halves are needed no more.",
    )
    drop = add_verb(
        inner,
        "drop",
        verb("badge_key", "drop"),
        "Stand by an earlier key no longer, because it was stolen: no badge that was signed with it "
        "holds from then on, also those that were made rightly.",
    )
    drop.add_argument(
        "public", metavar="KEY", help="its public half, as /badges/issuer/did.json says"
    )


def _upkeep(verbs: "Verbs") -> None:
    add_verb(
        verbs,
        "prepare",
        verb("upkeep", "prepare"),
        "Bring the database, the framework and the static files up to date.",
    )
    add_verb(
        verbs,
        "check",
        verb("upkeep", "check"),
        "Check the settings and the database for going live.",
    )
    add_verb(verbs, "secret", verb("upkeep", "secret"), "Print a new long random secret.")
    _record_key(verbs)
    _badge_key(verbs)
    history = verbs.add_parser("history", help="The record of what was done.")
    inner = history.add_subparsers(required=True, metavar="WHAT")
    add_verb(
        inner, "verify", verb("upkeep", "verify"), "Read every chain and say where one is broken."
    )
    add_verb(
        verbs,
        "deliver",
        verb("upkeep", "deliver"),
        "Hand on what waits in the outbox, such as e-mail, and send what people have had noted to an "
        "employer's record store. Run it every minute.",
    )
    _erasures(verbs)
    add_verb(
        verbs,
        "remind",
        verb("upkeep", "remind"),
        "Send a reminder of every supervision session of tomorrow, which says nothing of what it is "
        "about. Run it each morning; nobody is reminded twice.",
    )
    people = verbs.add_parser("people", help="Places, and who looks after them.")
    inner = people.add_subparsers(required=True, metavar="WHAT")
    place = add_verb(inner, "place", verb("people", "place"), "Add a board, service and team.")
    place.add_argument("board")
    place.add_argument("service")
    place.add_argument("team")
    role = add_verb(inner, "role", verb("people", "role"), "Give somebody a role at a place.")
    role.add_argument("email")
    role.add_argument("role")
    role.add_argument("--board", default="", help="the board's name")
    role.add_argument("--service", default="", help="the service's name")
    role.add_argument("--team", default="", help="the team's name")
    _provider(verbs)
    _completions(verbs)


def _provider(verbs: "Verbs") -> None:
    provider = verbs.add_parser("provider", help="Sign-in through an OpenID Connect provider.")
    inner = provider.add_subparsers(required=True, metavar="WHAT")
    add_verb(inner, "list", verb("people", "providers"), "The providers there are.")
    add = add_verb(inner, "add", verb("people", "add_provider"), "Add or change a provider.")
    add.add_argument("id", help="a short name in the address, such as nhs-scotland")
    add.add_argument("--name", required=True, help="what people see on the sign-in page")
    add.add_argument("--server", required=True, help="its address, starting with https://")
    add.add_argument("--client-id", required=True)
    add.add_argument("--secret-file", type=Path, required=True, help="a file that holds the secret")
    add.add_argument(
        "--emails",
        action="append",
        default=[],
        metavar="ENDING",
        help="what e-mail addresses that it gives out itself end in, such as nhs.scot (repeat); any "
        "other address has to be confirmed by mail",
    )
    remove = add_verb(inner, "remove", verb("people", "remove_provider"), "Take a provider away.")
    remove.add_argument("id")


def _completions(verbs: "Verbs") -> None:
    completions = verbs.add_parser(
        "completions", help="Employers' record stores, for people who want theirs told."
    )
    inner = completions.add_subparsers(required=True, metavar="WHAT")
    add = add_verb(
        inner,
        "add-store",
        verb("completions", "add_store"),
        "Set up a record store (xAPI 1.0.3) for everybody of a board or a service. Nothing is sent "
        "until somebody turns it on for themselves.",
    )
    add.add_argument("--name", required=True, help="what people see it called")
    add.add_argument(
        "--address", required=True, help="what comes before /statements, with https://"
    )
    add.add_argument("--key", required=True, help="the name it knows this site by")
    add.add_argument("--secret-file", type=Path, required=True, help="a file that holds the secret")
    add.add_argument("--board", default="", help="the board's name")
    add.add_argument("--service", default="", help="the service's name")
    add_verb(inner, "list", verb("completions", "listing"), "The record stores there are.")
    end = add_verb(
        inner,
        "end",
        verb("completions", "end"),
        "Take a record store away: everybody's yes to it ends, and what waits is dropped.",
    )
    end.add_argument("id", help="as `alongside completions list` says it")


def _erasures(verbs: "Verbs") -> None:
    add_verb(
        verbs,
        "tidy",
        verb("erasures", "tidy"),
        "Let go of what has passed its time: ended shares, old invitations, ended sessions, stories "
        "whose time is over and the like. Says how many of what went. Run it every day.",
    )
    erasures = verbs.add_parser(
        "erasures", help="Who was erased, and which story, for after a backup."
    )
    inner = erasures.add_subparsers(required=True, metavar="WHAT")
    listing = add_verb(
        inner, "list", verb("erasures", "listing"), "Every erasure: an identifier and a day."
    )
    listing.add_argument("--json", action="store_true", help="as JSON, one a line, to be applied")
    apply = add_verb(
        inner,
        "apply",
        verb("erasures", "apply"),
        "Erase again whoever a restored backup brought back, and stories that were taken back. Safe "
        "to run again.",
    )
    apply.add_argument("file", nargs="?", type=Path, help="a list (what ERASURES_FILE names)")
