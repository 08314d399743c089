"""What matters to one person's plan: a weight for each statement, and the reasons for it.

The rule is the project's own: what a worker wants to work on counts most, a low point never drives
a plan by itself, and no point of a value is ever read.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from alongside.core.planning.model import BadNumber, Need, UnknownCode

# What a reason adds to a statement's weight. Marking (16) is more than everything else together
# (6 + 3 + 4 = 13), so that whatever a worker marks always comes before whatever they did not.
MARKED = 16
AGREED = 6
EMPHASIS_EACH = 1  # the profile's emphasis is 1, 2 or 3
BELOW_EACH = 1  # each described point below the profile's typical one; at most 4
EMPHASES = (1, 2, 3)

# The described points in order, for knowledge and skills only. Answers that place nobody add
# nothing.
POINTS = ("not-met-yet", "exploring", "developing", "practising", "helping-others")
NOT_MY_ROLE = "not-my-role"
UNPLACED = (NOT_MY_ROLE, "rather-not-say", "")


def is_value(code: str) -> bool:
    """True for a value, whose code begins with V."""
    return code.startswith("V")


def weigh(
    *,
    marked: Collection[str],
    agreed: Collection[str] = (),
    profile: Mapping[str, int],
    typical: Mapping[str, str],
    points: Mapping[str, str],
    order: Sequence[str],
    profile_alone: bool = False,
) -> tuple[Need, ...]:
    """The statements that matter, in the framework's order, each with a weight above 0.

    marked, agreed: codes. profile: code -> emphasis 1 to 3. typical, points: code -> described
    point (the profile's, the worker's own). order: every code of the edition. With nothing marked
    and nothing agreed the answer is empty, unless the caller asks for `profile_alone`. Raises
    UnknownCode for a code outside `order` and BadNumber for an emphasis or point that is not one.
    """
    known = frozenset(order)
    for codes in (marked, agreed, profile, typical, points):
        for code in codes:
            if code not in known:
                raise UnknownCode(
                    f"There is no statement {code}.", row=code, fix="Use a code of this edition."
                )
    if not marked and not agreed and not profile_alone:
        return ()
    marks, agreements = frozenset(marked), frozenset(agreed)
    needs = []
    for code in dict.fromkeys(order):
        if is_value(code):
            parts = _value_parts(code, marks, agreements)
        else:
            parts = _parts(code, marks, agreements, profile, typical, points)
        weight = sum(amount for _, amount in parts)
        if weight > 0:
            needs.append(Need(code, float(weight), tuple(reason for reason, _ in parts)))
    return tuple(needs)


def _value_parts(
    code: str, marked: frozenset[str], agreed: frozenset[str]
) -> list[tuple[str, int]]:
    """A value counts only if its owner marked it. Neither profile nor points are handed in here."""
    if code not in marked:
        return []
    return [("marked", MARKED)] + ([("agreed", AGREED)] if code in agreed else [])


def _parts(
    code: str,
    marked: frozenset[str],
    agreed: frozenset[str],
    profile: Mapping[str, int],
    typical: Mapping[str, str],
    points: Mapping[str, str],
) -> list[tuple[str, int]]:
    parts = []
    if code in marked:
        parts.append(("marked", MARKED))
    if code in agreed:
        parts.append(("agreed", AGREED))
    point = points.get(code, "")
    if point == NOT_MY_ROLE:  # the worker knows their role better than a profile does
        return parts
    emphasis = profile.get(code, 0)
    if emphasis:
        if emphasis not in EMPHASES:
            raise BadNumber(
                f"The profile's emphasis on {code} is {emphasis}.", row=code, fix="Use 1, 2 or 3."
            )
        parts.append(("profile", EMPHASIS_EACH * emphasis))
    below = _place(code, typical.get(code, "")) - _place(code, point) if code in typical else 0
    if point not in UNPLACED and below > 0:
        parts.append(("below-profile", BELOW_EACH * below))
    return parts


def _place(code: str, point: str) -> int:
    if point in UNPLACED:
        return 0
    if point not in POINTS:
        raise BadNumber(
            f"{point} is not a described point ({code}).",
            row=code,
            fix="Use one of: " + ", ".join(POINTS) + ".",
        )
    return POINTS.index(point)
