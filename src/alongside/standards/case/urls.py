from django.urls import path, register_converter

from alongside.core.credentials.case.answering import ANSWERS
from alongside.core.credentials.case.telling import FILE

from . import views

app_name = "case"


class VersionConverter:
    """The versions that are spoken here."""

    regex = "v1p[01]"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(VersionConverter, "caseversion")

urlpatterns = [
    path("<caseversion:version>/CFDocuments", views.documents, name="CFDocumentSet"),
    *(
        path(
            f"<caseversion:version>/{name}/<path:sourced_id>",
            views.thing,
            {"path": name},
            name=name,
        )
        for name in ANSWERS
    ),
    path(f"<caseversion:version>/discovery/{FILE}", views.discovery, name="discovery"),
    path("", views.nothing, name="start"),
    path("<path:rest>", views.nothing, name="nothing"),
]
