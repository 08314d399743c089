from django.urls import path

from . import views
from .service import addresses, service

app_name = "api"
urlpatterns = [
    path("v1/openapi.json", views.openapi, name="openapi"),
    *(path(f"v1/{one.pattern}", one.callback, name=one.name) for one in addresses(service)),
    path("", views.nothing, name="start"),
    path("<path:rest>", views.nothing, name="nothing"),
]
