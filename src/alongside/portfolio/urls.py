from django.urls import path

from .views import arriving, files, leaving, linking, missing, record, sharing, writing

app_name = "portfolio"
urlpatterns = [
    path("", record.record, name="record"),
    path("add/", writing.add, name="add"),
    path("<uuid:entry_id>/", writing.entry, name="entry"),
    path("<uuid:entry_id>/edit/", writing.edit, name="edit"),
    path("<uuid:entry_id>/remove/", writing.remove, name="remove"),
    path("<uuid:entry_id>/versions/", writing.versions, name="versions"),
    path("<uuid:entry_id>/share/", sharing.share, name="share"),
    path("<uuid:entry_id>/copy/", sharing.copy, name="copy"),
    path("of/<uuid:entry_id>/", sharing.of, name="of"),
    path("<uuid:entry_id>/files/add/", files.add_file, name="add_file"),
    path("<uuid:entry_id>/files/<uuid:file_id>/", files.file, name="file"),
    path("<uuid:entry_id>/files/<uuid:file_id>/remove/", files.remove_file, name="remove_file"),
    path("<uuid:entry_id>/links/", linking.links, name="links"),
    path("link/answer/<slug:code>/", linking.link_answer, name="link_answer"),
    path("link/plan-item/<uuid:item_id>/", linking.link_item, name="link_item"),
    path("forms/", leaving.forms, name="forms"),
    path("forms/<slug:form_id>/<slug:version>/", missing.form, name="form"),
    path("forms/<slug:form_id>/<slug:version>/make/", leaving.make, name="make"),
    path("forms/<slug:form_id>/<slug:version>.<slug:ending>", leaving.download, name="form_file"),
    path("made/<uuid:made_id>.<slug:ending>", leaving.made, name="made"),
    path("take/", leaving.take, name="take"),
    path("take/my-record.zip", leaving.take_zip, name="take_zip"),
    path("take/record.json", leaving.take_json, name="take_json"),
    path("bring/", arriving.bring, name="bring"),
    path("bring/<uuid:arriving_id>/", arriving.arriving, name="arriving"),
    path("bring/<uuid:arriving_id>/drop/", arriving.drop, name="drop_arriving"),
]
