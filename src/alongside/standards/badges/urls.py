from django.urls import path

from . import views

app_name = "openbadges"
urlpatterns = [
    path("", views.about, name="about"),
    path("check/", views.check, name="check"),
    path("issuer/", views.issuer, name="issuer"),
    path("issuer/did.json", views.keys, name="keys"),
    path("status/<uuid:list_id>/", views.status, name="status"),
]
