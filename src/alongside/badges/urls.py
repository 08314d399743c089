from django.urls import path

from . import views

app_name = "badges"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("make/<slug:act>/", views.make, name="make"),
    path("<uuid:badge_id>/", views.badge, name="badge"),
    path("<uuid:badge_id>/badge.<slug:ending>", views.file, name="file"),
    path("<uuid:badge_id>/end/", views.end, name="end"),
]
