from django.urls import path

from . import views

urlpatterns = [
    path("about/", views.page, {"template": "foundation/about.html"}, name="about"),
    path("privacy/", views.privacy, name="privacy"),
    path(
        "accessibility/",
        views.page,
        {"template": "foundation/accessibility.html"},
        name="accessibility",
    ),
    path("alive/", views.alive, name="alive"),
    path("favicon.ico", views.icon, name="icon"),
]
