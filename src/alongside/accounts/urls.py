from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("export.json", views.export, name="export"),
    path("erase/", views.erase, name="erase"),
    path("sharing/<uuid:share_id>/end/", views.end_share, name="end_share"),
    path("tokens/", views.tokens, name="tokens"),
    path("tokens/<uuid:token_id>/end/", views.end_token, name="end_token"),
    path("join/<str:token>/", views.join, name="join"),
    path("people/", views.people, name="people"),
    path("people/<uuid:team_id>/invite/", views.invite, name="invite"),
    path("people/role/<uuid:held_id>/take/", views.take_role, name="take_role"),
]
