"""alongside plan: the main job with no server and no database."""

import argparse
import json
import math
import textwrap
from datetime import UTC, datetime
from typing import Any

from alongside.core.framework import Edition, Profile, laid_over
from alongside.core.library import Library
from alongside.core.planning.model import Bounds
from alongside.framework.loading import packaged_edition
from alongside.planning.solving import Asked, as_document, needs_from, solve

from .answers import read_answers
from .library import chosen
from .refusing import Refused

MOST_HOURS = 2000.0
WIDTH = 78
TIME_LIMIT = 20.0  # seconds: no page waits here, and the same answer every time counts more
STRENGTHS = {1: "touches", 2: "develops", 3: "goes deep into"}
WHY_NOT = {
    "nothing-develops-this": "nothing in this library develops it",
    "declined": "you left out what develops it",
    "done-already": "you have done what develops it",
    "not-in-the-hours": "not in these hours: {more:g} more would let you add “{title}”",
    "not-in-the-cost": "not within the cost",
    "not-in-the-dates": "not within the dates",
    "not-at-this-pace": "not at this pace",
    "needs-something-first": "what develops it needs something else first",
    "not-worth-its-place": "other activities serve more in these hours",
}


def plan(options: argparse.Namespace) -> None:
    edition = packaged_edition()
    library = chosen(options)
    hours = _hours(options.hours)
    answers = read_answers(options.answers, edition.by_code)
    asked = Asked(
        needs=needs_from(
            edition,
            {answer.code: answer for answer in answers},
            profile=_profile(edition, options.profile, options.setting),
        ),
        bounds=Bounds(
            hours=hours,
            pinned=_ids(library, options.pin),
            declined=_ids(library, options.decline),
            done=_ids(library, options.done),
        ),
    )
    solved = solve(asked, library, today=datetime.now(UTC).date(), time_limit=TIME_LIMIT)
    document = as_document(solved)
    if options.json:
        print(json.dumps(document, ensure_ascii=False, indent=2))
        return
    print("\n".join(_table(document, edition, library, hours)))


def _hours(text: str) -> float:
    try:
        hours = float(text)
    except ValueError:
        hours = math.nan
    if not math.isfinite(hours) or not 0 <= hours <= MOST_HOURS:
        raise Refused(f"--hours is “{text}”. Use a number from 0 to {MOST_HOURS:g}, such as 7.5.")
    return hours


def _profile(edition: Edition, role: str, setting: str) -> Profile | None:
    if not role and not setting:
        return None
    for name, overlay in ((role, False), (setting, True)):
        known = [one.id for one in edition.profiles if one.overlay is overlay]
        if name and name not in known:
            what = "setting" if overlay else "role profile"
            raise Refused(f"There is no {what} “{name}”. Use one of: {', '.join(known)}.")
    of_role, of_setting = (
        edition.profile_by_id[name].emphasis if name else () for name in (role, setting)
    )
    merged = laid_over(of_role, of_setting)
    return Profile(role or setting, "", "", tuple(merged.values()))


def _ids(library: Library, given: list[str]) -> frozenset[str]:
    unknown = [one for one in given if one not in library.by_id]
    if unknown:
        raise Refused(
            f"There is no activity “{unknown[0]}”. `alongside library list` shows them all."
        )
    return frozenset(given)


def _table(document: dict[str, Any], edition: Edition, library: Library, hours: float) -> list[str]:
    if not document["needs"]:
        return [
            "Nothing is marked, so there is nothing to plan for yet.",
            "Put yes in the column want beside what you want to work on.",
        ]
    lines = [f"The plan for {hours:g} hours", ""]
    for row in document["activities"]:
        activity = library.by_id[row["id"]]
        lines.append(f"{row['order']:3}. {row['hours']:5.2f} h  {activity.title}")
        for why in row["why"]:
            title = edition.by_code[why["code"]].title
            lines.append(f"              {STRENGTHS[why['strength']]} {why['code']} {title}")
    if not document["activities"]:
        lines.append("  Nothing fits in these hours.")
    used, left = document["hours"]["used"], document["hours"]["left"]
    lines += [
        "",
        f"Hours: {used:g} used, {left:g} left (a quarter hour each to get ready and write up)",
    ]
    lines += ["", "What you want to work on"]
    for need in document["needs"]:
        lines += _need(need, edition, library)
    return [*lines, "", _proof(document["certificate"], hours)]


def _need(need: dict[str, Any], edition: Edition, library: Library) -> list[str]:
    title = edition.by_code[need["code"]].title
    if need["by"]:
        by = "; ".join(library.by_id[one["id"]].title for one in need["by"])
        said = f"served by {by}"
    else:
        let_in = library.by_id.get(need["would_let_in"])
        said = WHY_NOT[need["why_not"]].format(
            more=need["more_hours"], title=let_in.title if let_in else ""
        )
    return textwrap.wrap(
        f"{need['code']} {title}: {said}", WIDTH, initial_indent="  ", subsequent_indent="      "
    )


def _proof(certificate: dict[str, Any], hours: float) -> str:
    if certificate["proved"]:
        return f"Proved: no other choice of activities in {hours:g} hours serves what you marked better."
    within = math.ceil(certificate["gap"] * 100)
    return f"The time to look ran out: this plan is within {within} % of the best possible."
