from django.urls import path, register_converter
from django.urls.resolvers import URLPattern

from . import views

app_name = "framework"


class CodeConverter:
    """A statement's code, however somebody typed it."""

    regex = "[A-Za-z][0-9]{1,3}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(CodeConverter, "code")


def of_an_edition(before: str) -> list[URLPattern]:
    """The pages of an edition: the newest, or (with a slug before them) one for good."""
    return [
        path(before, views.index, name="index"),
        path(f"{before}<code:code>/", views.statement, name="statement"),
        path(f"{before}themes/<slug:theme_id>/", views.theme, name="theme"),
        path(f"{before}kinds/<slug:kind>/", views.kind, name="kind"),
        path(f"{before}faces/<slug:face>/", views.face, name="face"),
        path(f"{before}outside/", views.outside, name="outside"),
        path(f"{before}print/", views.whole, name="print"),
        path(f"{before}search/", views.search, name="search"),
    ]


urlpatterns = [
    path("editions/", views.editions, name="editions"),
    path("editions/<slug:old>/<slug:new>/", views.difference, name="difference"),
    path("checks/", views.checks, name="checks"),
    *of_an_edition(""),
    *of_an_edition("<slug:slug>/"),
]
