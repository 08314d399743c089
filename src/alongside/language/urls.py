from django.urls import path

from . import views

app_name = "language"
urlpatterns = [
    path("", views.words, name="words"),
    path("rules.json", views.rules, name="rules"),
    path("ours.json", views.our_rules, name="our_rules"),
    path("ours/", views.ours, name="ours"),
    path("ours/<uuid:word_id>/remove/", views.remove_ours, name="remove_ours"),
    path("desk/", views.desk, name="desk"),
    path("desk/draft/", views.start_draft, name="start_draft"),
    path("desk/rules/", views.edit_rule, name="new_rule"),
    path("desk/rules/<slug:rule_id>/", views.edit_rule, name="edit_rule"),
    path("desk/rules/<slug:rule_id>/remove/", views.remove_rule, name="remove_rule"),
    path("desk/decide/", views.decide, name="decide"),
    path("desk/publish/", views.publish, name="publish"),
    path("desk/panel/", views.ask, name="ask"),
    path("desk/panel/answer/", views.answer, name="answer"),
    path("desk/panel/leave/", views.leave, name="leave"),
]
