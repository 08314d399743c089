"""The library, for anybody: what comes with Alongside and what is lent to everybody.

What a service added for its own people is not here: it is theirs to give.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router

from alongside.library import queries
from alongside.library.presenters.documents import activities_as_json, resources_as_json

from .problems import answers
from .sending import part_of, send
from .shapes import library as shapes
from .shapes.common import Paged

router = Router(tags=["library"], auth=None)


@router.get("/activities", response=answers(shapes.Activities, 422))
def activities(request: HttpRequest, wanted: Query[shapes.Wanted]) -> HttpResponse:
    """Things to do; for one statement, what develops it most first."""
    catalogue = queries.catalogue_for(None)

    def make() -> dict[str, Any]:
        asked = {name: getattr(wanted, name) for name in ("statement", "theme", "kind")}
        found = queries.find(catalogue, queries.Wanted(**asked))
        shown = activities_as_json(catalogue.library, found)
        return part_of(request, shown, wanted, lambda one: one, asked)

    return send(request, shapes.Activities, make, catalogue.library.digest, wanted.dict())


@router.get("/activities/{activity_id}", response=answers(shapes.Activity, 404))
def activity(request: HttpRequest, activity_id: str) -> HttpResponse:
    of = queries.catalogue_for(None).library
    found = of.by_id.get(activity_id)
    if found is None:
        raise Http404(activity_id)
    return send(request, shapes.Activity, lambda: activities_as_json(of, [found])[0], of.digest)


@router.get("/resources", response=answers(shapes.Resources, 422))
def resources(request: HttpRequest, part: Query[Paged]) -> HttpResponse:
    """Books, sites and bodies to learn from, and what has become of each."""
    of = queries.catalogue_for(None).library
    return send(
        request,
        shapes.Resources,
        lambda: part_of(request, resources_as_json(of), part, lambda one: one),
        of.digest,
        part.dict(),
    )
