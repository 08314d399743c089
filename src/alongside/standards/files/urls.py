"""Below the framework's and the library's own addresses, and before them: "files" is no edition."""

from django.urls import path
from django.urls.resolvers import URLPattern

from . import views

app_name = "files"


def of_an_edition(before: str) -> list[URLPattern]:
    return [
        path(f"{before}files/", views.index, name="index"),
        path(f"{before}files/<slug:form>/", views.edition_file, name="edition"),
        path(f"{before}files/tables/<slug:table_name>/", views.table_file, name="table"),
    ]


urlpatterns = [
    path("framework/files/sets/<slug:set_name>/", views.set_file, name="set"),
    *of_an_edition("framework/"),
    *of_an_edition("framework/<slug:slug>/"),
    path("learning/files/<slug:form>/", views.library_file, name="library"),
]
