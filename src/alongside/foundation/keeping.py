"""Words that find no place any more are shown back to whoever wrote them, so that they can be copied."""

from collections.abc import Callable
from fnmatch import fnmatchcase
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from .actor import Forbidden
from .request import Request

P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponse]


def keeping(*boxes: str, leads_to: str, called: Any) -> Callable[[View[P]], View[P]]:
    """A decorator for views that take what is written in these boxes.

    A page may have been open when what it belongs to ended. ``leads_to`` names the page to go on
    to, ``called`` what its link says. A box named ``why_*`` stands for all that begin so.
    """

    def written(request: Request) -> list[str]:
        names = [name for box in boxes for name in request.POST if fnmatchcase(name, box)]
        texts = (text.strip() for name in names for text in request.POST.getlist(name))
        return list(filter(None, texts))

    def wrap(view: View[P]) -> View[P]:
        @wraps(view)
        def run(request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except Http404:
                why, status = _("This page is not open to you, or not any more."), 404
                if request.method != "POST" or not written(request):
                    raise
            except (Forbidden, PermissionDenied) as error:
                why, status = str(error), 403
                if request.method != "POST" or not written(request):
                    raise
            facts = {"why": why, "written": written(request)}
            facts |= {"onward": reverse(leads_to), "called": called}
            return render(request, "foundation/kept.html", facts, status=status)

        return cast(View[P], run)

    return wrap
