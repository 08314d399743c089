from django.urls import path

from . import views

app_name = "library"
urlpatterns = [
    path("", views.index, name="index"),
    path("for/<str:code>/", views.index, name="for_statement"),
    path("resources/", views.resources, name="resources"),
    path("ours/", views.ours, name="ours"),
    path("ours/<uuid:service_id>/<slug:sort>/add/", views.add, name="add"),
    path("ours/<slug:sort>/<uuid:thing_id>/", views.edit, name="edit"),
    path("ours/<slug:sort>/<uuid:thing_id>/<slug:verb>/", views.change, name="change"),
    path("due/", views.due, name="due"),
    path("checks/", views.checks, name="checks"),
    path("<slug:activity_id>/", views.activity, name="activity"),
]
