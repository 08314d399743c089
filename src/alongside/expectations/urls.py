from django.urls import path

from . import views

app_name = "expectations"

urlpatterns = [
    path("", views.index, name="index"),
    path("rights/", views.rights, name="rights"),
    path("rights/<slug:right_id>/", views.right, name="right"),
    path("all/", views.whole, name="whole"),
    path("pocket/", views.pocket, name="pocket"),
    path("pocket/sheet/", views.sheet, name="sheet"),
    path("pocket/pdf/", views.pocket_pdf, name="pocket-pdf"),
    path("services/", views.services, name="services"),
    path("services/<slug:slug>/", views.service, name="service"),
    path("ours/", views.ours, name="ours"),
    path("ours/law/", views.edit_reform, name="edit-reform"),
    path("ours/<uuid:service_id>/", views.edit_page, name="edit-page"),
    path("ours/<uuid:service_id>/places/", views.add_place, name="add-place"),
    path("ours/<uuid:service_id>/<slug:verb>/", views.change_page, name="change-page"),
    path("ours/places/<uuid:place_id>/", views.edit_place, name="edit-place"),
    path("ours/places/<uuid:place_id>/<slug:verb>/", views.change_place, name="change-place"),
    path("questions/<slug:theme_id>/", views.theme, name="theme"),
]
