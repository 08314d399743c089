from django.urls import path

from . import views

app_name = "others"

urlpatterns = [
    path("", views.index, name="index"),
    path("<int:framework_id>/", views.framework, name="framework"),
    path("<int:framework_id>/package.json", views.package, name="package"),
]
