from django.urls import path

from . import views

app_name = "crosswalks"

urlpatterns = [
    path("", views.index, name="index"),
    path("begin/", views.begin, name="begin"),
    path("readings/<uuid:reading_id>/take-back/", views.take_back, name="take_back"),
    path("<slug:crosswalk_id>/", views.crosswalk, name="crosswalk"),
    path("<slug:crosswalk_id>/describe/", views.describe, name="describe"),
    path("<slug:crosswalk_id>/<str:item>/", views.item, name="item"),
    path("<slug:crosswalk_id>/<str:item>/<slug:about>/", views.relation, name="relation"),
    path("<slug:crosswalk_id>/<str:item>/<slug:about>/take-up/", views.take_up, name="take_up"),
    path("<slug:crosswalk_id>/<str:item>/<slug:about>/withdraw/", views.withdraw, name="withdraw"),
    path("<slug:crosswalk_id>/<str:item>/<slug:about>/read/", views.read, name="read"),
]
