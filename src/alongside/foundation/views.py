"""Home, the standing pages, and the pages for when something goes wrong."""

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from .access import access, anyone
from .context import help_now
from .personal import Personal


@access(anyone)
@require_safe
def page(request: HttpRequest, template: str) -> HttpResponse:
    """A page that is only words: about, accessibility, privacy."""
    return render(request, template)


@access(anyone)
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, with each table's own word on how it leaves, goes and stays."""
    kept = [
        (called[:1].upper() + called[1:], fate)
        for model in apps.get_models()
        if isinstance(fate := getattr(model, "personal", None), Personal)
        for called in [fate.called or str(model._meta.verbose_name)]
    ]
    return render(request, "foundation/privacy.html", {"kept": kept})


@access(anyone)
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("alive", content_type="text/plain")


@access(anyone)
@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """Browsers ask here for pages that cannot name an icon, such as JSON."""
    return redirect(static("alongside/mark.svg"))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", {"exception": None}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", {"exception": exception}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Touches neither session nor database: one of them may be what went wrong."""
    facts = {"help_now": help_now(), "contact": settings.CONTACT_EMAIL}
    return HttpResponse(render_to_string("500.html", facts), status=500)
