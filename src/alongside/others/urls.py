from django.urls import path

from . import views

app_name = "others"

urlpatterns = [
    path("", views.index, name="index"),
    path("bring/", views.bring, name="bring"),
    path("arriving/<uuid:arriving_id>/", views.arriving, name="arriving"),
    path("arriving/<uuid:arriving_id>/drop/", views.drop, name="drop"),
    path("<int:framework_id>/", views.framework, name="framework"),
    path("<int:framework_id>/package.json", views.package, name="package"),
]
