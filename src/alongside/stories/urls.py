from django.urls import path

from . import views

app_name = "stories"

urlpatterns = [
    path("", views.index, name="index"),
    path("tell/", views.tell, name="tell"),
    path("mine/", views.mine, name="mine"),
    path("mine/<slug:step>/", views.step, name="step"),
    path("desk/", views.desk, name="desk"),
    path("desk/<uuid:story_id>/", views.read, name="read"),
    path("desk/<uuid:story_id>/words/", views.propose, name="propose"),
    path("<uuid:story_id>/", views.story, name="story"),
    path("<uuid:story_id>/picture/", views.picture, name="picture"),
]
