"""The library as JSON, for programs and the command line."""

from collections.abc import Iterable
from typing import Any

from alongside.core.library import Activity, Library, as_data

Json = dict[str, Any]


def library_as_json(library: Library) -> list[Json]:
    """Every activity with all its facts, in catalogue order."""
    return activities_as_json(library, library.activities)


def activities_as_json(library: Library, activities: Iterable[Activity]) -> list[Json]:
    return [{**as_data(one), "course": library.is_course(one)} for one in activities]


def resources_as_json(library: Library) -> list[Json]:
    return [as_data(one) for one in library.resources]
