from django.urls import path

from . import views

app_name = "completions"
urlpatterns = [
    path("account/completions/", views.mine, name="mine"),
    path("account/completions/stores/", views.stores, name="stores"),
    path("account/completions/<uuid:store_id>/on/", views.on, name="on"),
    path("account/completions/<uuid:store_id>/off/", views.off, name="off"),
    path("completions/", views.about, name="about"),
]
