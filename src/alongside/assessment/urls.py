from django.urls import path

from .views import answering, own, sharing, starting

app_name = "assessment"
urlpatterns = [
    path("", own.start, name="start"),
    path("themes/<slug:theme_id>/", answering.theme, name="theme"),
    path("answers/<slug:code>/", answering.answer, name="answer"),
    path("answers/<slug:code>/share/", sharing.share, name="share"),
    path("shared-with-me/", sharing.shared_with_me, name="shared_with_me"),
    path("shared-with-me/<uuid:share_id>/", sharing.shared, name="shared"),
    path("changes/", own.changes, name="changes"),
    path("history/", own.history, name="history"),
    path("picture/", own.picture, name="picture"),
    path("starting-point/", starting.starting_point, name="starting_point"),
    path("answers.csv", own.answers_csv, name="answers_csv"),
    path("answers.json", own.answers_json, name="answers_json"),
    path(
        "service-profiles/<uuid:service_id>/<slug:profile_id>/",
        starting.service_profile,
        name="service_profile",
    ),
    path(
        "service-profiles/<uuid:service_id>/<slug:profile_id>/<slug:code>/",
        starting.service_line,
        name="service_line",
    ),
]
