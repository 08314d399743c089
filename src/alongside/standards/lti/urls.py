from django.urls import path

from . import views

app_name = "lti"
urlpatterns = [
    path("", views.about, name="about"),
    path("login/", views.login, name="login"),
    path("launch/", views.launch, name="launch"),
    path("keys.json", views.keys, name="keys"),
    path("choose/", views.choose, name="choose"),
    path("place/", views.place, name="place"),
    path("platforms/", views.platforms, name="platforms"),
    path("platforms/add/", views.add_platform, name="add_platform"),
    path("platforms/<uuid:platform_id>/end/", views.end_platform, name="end_platform"),
]
