"""Learning activities and resources, as plain values, and the library they make up.

Everything here is an immutable value. Reading files and keeping rows belong to the library area.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import IntEnum
from functools import cached_property
from typing import Any, Final

FEWEST_HOURS: Final = 0.25
MOST_HOURS: Final = 8.0
HOURS_STEP: Final = 0.25
FEWEST_STEPS: Final = 2
MOST_STEPS: Final = 6
SURE: Final = "high"
CONFIDENCES: Final = (SURE, "medium", "low")


class Strength(IntEnum):
    """How strongly an activity develops a statement: about the activity, never a person."""

    TOUCHES = 1
    DEVELOPS = 2
    GOES_DEEP = 3


@dataclass(frozen=True, slots=True)
class Check:
    """Something a named reader must look at before a service goes live.

    ``id`` is the activity's or resource's; ``where`` says which part of it, in words; ``note``
    says what to check.
    """

    id: str
    where: str
    note: str


@dataclass(frozen=True, slots=True)
class ActivityKind:
    """A sort of activity. ``course`` is true where someone teaches it as a course."""

    id: str
    label: str
    about: str = ""
    course: bool = False


@dataclass(frozen=True, slots=True)
class Activity:
    """Something a worker can do to learn. ``hours`` includes preparing and following up inside it.

    ``develops`` maps a statement code to a Strength value; ``kind`` is one of the kinds listed in
    the library's own data; ``prerequisites`` are activity ids; ``dates`` is empty unless dated.
    ``settings`` is empty where it can be done anywhere; ``cautions`` are whole texts, the
    activity's own first; ``cost`` is in pounds, to the worker or the team; ``from_framework`` is
    the framework's own id for it (A01 to A09, F01 to F03) or empty; ``offering_of`` is the id of
    the activity that this is one dated or local offering of; ``owner`` names the service that
    added it, or is empty for the library's own; ``link`` is the page of this site that it is about.
    ``kept_as`` is what a copy may call it, where the title itself can be taken back.
    """

    id: str
    title: str
    kind: str
    with_whom: str
    hours: float
    theme: str
    develops: Mapping[str, int]
    steps: tuple[str, ...]
    notice: str
    evidence: str
    cautions: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    lived_experience_led: bool = False
    prerequisites: tuple[str, ...] = ()
    cost: float = 0.0
    from_framework: str = ""
    offering_of: str = ""
    dates: tuple[date, ...] = ()
    last_checked: date | None = None
    checks: tuple[str, ...] = ()
    owner: str = ""
    link: str = ""
    kept_as: str = ""

    def called_as(self, now: Callable[[str], str]) -> "Activity":
        """The same with the statements it develops as they are called now, "" for not at all."""
        develops = {now(code): strength for code, strength in self.develops.items()}
        return replace(self, develops={code: at for code, at in develops.items() if code})

    @property
    def lasting_title(self) -> str:
        """The title for whatever is kept apart from the library, such as an agreed plan."""
        return self.kept_as or self.title


@dataclass(frozen=True, slots=True)
class Resource:
    """A book, site or body to learn from, with what has become of it.

    ``standing`` says how it stands today; ``confidence`` is high, medium or low and says how sure
    we are of that, with the reason in ``confidence_note``; ``serves`` are statement codes.
    """

    id: str
    kind: str
    title: str
    about: str
    standing: str
    confidence: str
    serves: tuple[str, ...]
    confidence_note: str = ""
    framework_activities: tuple[str, ...] = ()
    link: str = ""
    last_checked: date | None = None
    owner: str = ""

    def called_as(self, now: Callable[[str], str]) -> "Resource":
        """The same with the statements it serves as they are called now, "" for not at all."""
        found = (now(code) for code in self.serves)
        return replace(self, serves=tuple(code for code in found if code))


@dataclass(frozen=True)
class Library:
    """Everything there is to learn from, in catalogue order, with the words its entries share.

    ``kinds``, ``with_whom`` and ``settings`` give the plain label of each id an entry may use, in
    the order to show them; ``shared_cautions`` are already written out in each activity.
    """

    title: str
    activities: tuple[Activity, ...]
    resources: tuple[Resource, ...] = ()
    kinds: Mapping[str, ActivityKind] = field(default_factory=dict)
    with_whom: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    shared_cautions: Mapping[str, str] = field(default_factory=dict)

    def called_as(self, now: Callable[[str], str]) -> "Library":
        """The same with its statements as they are called now; one that has no name now is left out
        of what an activity develops and a resource serves.
        """
        return replace(
            self,
            activities=tuple(one.called_as(now) for one in self.activities),
            resources=tuple(one.called_as(now) for one in self.resources),
        )

    @cached_property
    def by_id(self) -> Mapping[str, Activity]:
        return {activity.id: activity for activity in self.activities}

    @cached_property
    def resource_by_id(self) -> Mapping[str, Resource]:
        return {resource.id: resource for resource in self.resources}

    @cached_property
    def by_code(self) -> Mapping[str, tuple[Activity, ...]]:
        """Statement code to what develops it: the deepest first, then catalogue order."""
        found: dict[str, list[Activity]] = {}
        for activity in self.activities:
            for code in activity.develops:
                found.setdefault(code, []).append(activity)
        return {
            code: tuple(sorted(activities, key=lambda activity: -activity.develops[code]))
            for code, activities in found.items()
        }

    @cached_property
    def resources_by_code(self) -> Mapping[str, tuple[Resource, ...]]:
        """Statement code to the resources that serve it, in catalogue order."""
        found: dict[str, list[Resource]] = {}
        for resource in self.resources:
            for code in resource.serves:
                found.setdefault(code, []).append(resource)
        return {code: tuple(resources) for code, resources in found.items()}

    @cached_property
    def leading_to(self) -> Mapping[str, tuple[Activity, ...]]:
        """Activity id to the activities that it prepares for."""
        found: dict[str, list[Activity]] = {}
        for activity in self.activities:
            for earlier in activity.prerequisites:
                found.setdefault(earlier, []).append(activity)
        return {id_: tuple(activities) for id_, activities in found.items()}

    def is_course(self, activity: Activity) -> bool:
        """Whether the activity is of a kind that counts as a course."""
        kind = self.kinds.get(activity.kind)
        return kind is not None and kind.course

    def resources_for(self, activity: Activity) -> tuple[Resource, ...]:
        """The framework's resources that belong to one of the framework's own activities."""
        return tuple(
            resource
            for resource in self.resources
            if activity.from_framework and activity.from_framework in resource.framework_activities
        )

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """Everything a named reader must look at before a service goes live, in catalogue order.

        The notes on activities, and every resource whose standing we are less than sure of.
        """
        notes = [
            Check(activity.id, f"Activity: {activity.title}", note)
            for activity in self.activities
            for note in activity.checks
        ]
        standings = [
            Check(resource.id, f"Resource: {resource.title}", resource.confidence_note)
            for resource in self.resources
            if resource.confidence != SURE
        ]
        return (*notes, *standings)

    @cached_property
    def digest(self) -> str:
        """64 hexadecimal characters that change when anything in the library does."""
        return hashlib.sha256(canonical_json(self).encode()).hexdigest()

    def including(
        self, activities: Iterable[Activity] = (), resources: Iterable[Resource] = ()
    ) -> "Library":
        """This library with more in it, after its own. Raises ValueError for an id in it twice."""
        more = replace(
            self,
            activities=(*self.activities, *activities),
            resources=(*self.resources, *resources),
        )
        ids = Counter([one.id for one in more.activities])
        ids.update(one.id for one in more.resources)
        twice = [id_ for id_, count in ids.items() if count > 1]
        if twice:
            raise ValueError(f"in the library already: {', '.join(twice)}")
        return more


def as_data(value: Any) -> Any:
    """A library value as what JSON can hold: dicts, lists, text, numbers.

    Works for Library, Activity, Resource and what they hold. Dates become ISO text.
    """
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: as_data(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [as_data(inner) for inner in value]
    if hasattr(value, "__dataclass_fields__"):
        return {one.name: as_data(getattr(value, one.name)) for one in fields(value)}
    return value


def canonical_json(value: Any) -> str:
    """The one JSON text of a library value: keys sorted, no spaces, plain ASCII."""
    return json.dumps(as_data(value), sort_keys=True, separators=(",", ":"), allow_nan=False)


def good_hours(hours: float) -> bool:
    """Whether a length is one a plan can use: 0.25 to 8 hours, in quarter hours."""
    return FEWEST_HOURS <= hours <= MOST_HOURS and (hours / HOURS_STEP).is_integer()


def find_circle(prerequisites: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Ids that each wait for the next and the last for the first, or () if there is no circle.

    ``prerequisites`` maps an activity id to the ids it builds on; ids it does not hold have none.
    Among several circles, the one reached first in the mapping's order is given.
    """
    done: set[str] = set()
    for start in prerequisites:
        path: list[str] = []
        waiting = [(start, False)]
        while waiting:
            current, leaving = waiting.pop()
            if leaving:
                done.add(path.pop())
            elif current in path:
                return tuple(path[path.index(current) :])
            elif current not in done:
                path.append(current)
                waiting.append((current, True))
                waiting += [(earlier, False) for earlier in prerequisites.get(current, ())]
    return ()
