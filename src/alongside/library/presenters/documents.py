"""The library as JSON, for programs and the command line; and what its pages say to catalogues."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from alongside.core.credentials import schema_org
from alongside.core.library import Activity, Library, as_data
from alongside.framework import queries as framework
from alongside.framework.documents import Linked

Json = dict[str, Any]


def library_as_json(library: Library) -> list[Json]:
    """Every activity with all its facts, in catalogue order."""
    return activities_as_json(library, library.activities)


def activities_as_json(library: Library, activities: Iterable[Activity]) -> list[Json]:
    return [{**as_data(one), "course": library.is_course(one)} for one in activities]


def resources_as_json(library: Library) -> list[Json]:
    return [as_data(one) for one in library.resources]


def learning(activity: Activity, site: str) -> Json:
    """An activity in the words of schema.org: what it is, and the statements it teaches to.

    ``site`` is the absolute address of the site, with no slash at its end.
    """
    try:
        published = framework.published()
    except framework.NoEditionError:
        publication = None
    else:
        publication = Linked(published, f"{site}{reverse('framework:index')}").publication
    return schema_org.learning(
        name=activity.title,
        address=f"{site}{reverse('library:activity', args=[activity.id])}",
        hours=activity.hours,
        cost=activity.cost,
        publication=publication,
        codes=activity.develops,
    )
