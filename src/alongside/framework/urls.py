from django.urls import include, path, register_converter
from django.urls.resolvers import URLPattern

from . import views
from .views import crosswalks, parts, tailored

app_name = "framework"


class CodeConverter:
    """A statement's code, however somebody typed it."""

    regex = "[A-Za-z][0-9]{1,3}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(CodeConverter, "code")


def of_an_edition(before: str) -> list[URLPattern]:
    """The pages of an edition: the newest, or (with a slug before them) one for good."""
    return [
        path(before, views.index, name="index"),
        path(f"{before}<code:code>/", views.statement, name="statement"),
        path(f"{before}themes/<slug:theme_id>/", views.theme, name="theme"),
        path(f"{before}kinds/<slug:kind>/", views.kind, name="kind"),
        path(f"{before}faces/<slug:face>/", views.face, name="face"),
        path(f"{before}outside/", views.outside, name="outside"),
        path(f"{before}print/", views.whole, name="print"),
        path(f"{before}search/", views.search, name="search"),
        path(f"{before}crosswalks/", crosswalks.crosswalks, name="crosswalks"),
        path(f"{before}crosswalks/<slug:crosswalk_id>/", crosswalks.crosswalk, name="crosswalk"),
        path(
            f"{before}crosswalks/<slug:crosswalk_id>.csv",
            crosswalks.crosswalk_table,
            name="crosswalk_table",
        ),
        path(f"{before}tailored/", tailored.all_tailored, name="all_tailored"),
        path(f"{before}tailored/<slug:tailored_id>/", tailored.tailored, name="tailored"),
    ]


# What is made here, before it is an edition. Words that stand first here are nobody's slug (policies).
desk = [
    path("", views.desk, name="desk"),
    path("draft/", views.start_draft, name="start_draft"),
    path("comments/<uuid:comment_id>/", views.read_comment, name="read_comment"),
    path("<slug:slug>/", views.draft, name="desk_draft"),
    path("<slug:slug>/add/", views.add_statement, name="add_statement"),
    path("<slug:slug>/<code:code>/", views.edit_statement, name="desk_statement"),
    path("<slug:slug>/<code:code>/versions/", views.versions, name="desk_versions"),
    path("<slug:slug>/<code:code>/origins/", views.origins, name="origins"),
    path(
        "<slug:slug>/<code:code>/origins/<uuid:origin_id>/off/",
        views.take_origin_off,
        name="take_origin_off",
    ),
    path("<slug:slug>/<code:code>/<slug:verb>/", views.become, name="become"),
    path("<slug:slug>/round/", views.open_round, name="open_round"),
    path("<slug:slug>/move/<slug:verb>/", views.move, name="move_draft"),
    path("<slug:slug>/read/", views.read_draft, name="read_draft"),
    path("<slug:slug>/read/<uuid:reviewer_id>/", views.decide, name="decide"),
    path("<slug:slug>/publish/", views.publish_draft, name="publish_draft"),
    path("<slug:slug>/papers/", views.papers, name="papers"),
    path("<slug:slug>/papers/pdf/", views.papers_file, name="papers_file"),
    path("<slug:slug>/papers/<int:number>/stop/", views.stop_papers, name="stop_papers"),
    path("<slug:slug>/papers/enter/", views.enter_paper, name="enter_paper"),
    path("<slug:slug>/comments/", views.comments, name="comments"),
    path("<slug:slug>/log/", views.log, name="log"),
    path("<slug:slug>/log/<uuid:entry_id>/", views.log_entry, name="log_entry"),
    # What stands around the statements of a draft.
    path("<slug:slug>/themes/", parts.desk_themes, name="desk_themes"),
    path("<slug:slug>/themes/add/", parts.add_theme, name="add_theme"),
    path("<slug:slug>/themes/<slug:theme_id>/", parts.desk_theme, name="desk_theme"),
    path(
        "<slug:slug>/themes/<slug:theme_id>/bring/", parts.bring_statement, name="bring_statement"
    ),
    path("<slug:slug>/themes/<slug:theme_id>/retire/", parts.retire_theme, name="retire_theme"),
    path("<slug:slug>/points/", parts.desk_points, name="desk_points"),
    path("<slug:slug>/points/asking/", parts.desk_asking, name="desk_asking"),
    path("<slug:slug>/points/<slug:group>/<slug:point>/", parts.desk_point, name="desk_point"),
    path("<slug:slug>/profiles/", parts.desk_profiles, name="desk_profiles"),
    path("<slug:slug>/profiles/add/", parts.add_profile, name="add_profile"),
    path("<slug:slug>/profiles/<slug:profile_id>/", parts.desk_profile, name="desk_profile"),
    path(
        "<slug:slug>/profiles/<slug:profile_id>/retire/",
        parts.retire_profile,
        name="retire_profile",
    ),
    path("<slug:slug>/parts/<path:part>/back/", parts.part_back, name="part_back"),
    path("<slug:slug>/parts/<path:part>/versions/", parts.part_versions, name="part_versions"),
]
panels = [
    path("", views.panels, name="panels"),
    path("ask/", views.ask_to_panel, name="ask_to_panel"),
    path("<uuid:reviewer_id>/", views.arrangements, name="arrangements"),
    path("<uuid:reviewer_id>/answer/", views.answer_panel, name="answer_panel"),
    path("<uuid:reviewer_id>/leave/", views.leave_panel, name="leave_panel"),
    path("<uuid:reviewer_id>/end/", views.end_place, name="end_place"),
    path("<uuid:reviewer_id>/arrange/", views.take_over, name="take_over"),
]
consultation = [
    path("", views.consultations, name="consultations"),
    path("<slug:slug>/", views.consultation, name="consultation"),
    path("<slug:slug>/<code:code>/", views.consultation_statement, name="consultation_statement"),
]

urlpatterns = [
    path("editions/", views.editions, name="editions"),
    path("editions/<slug:old>/<slug:new>/", views.difference, name="difference"),
    path("checks/", views.checks, name="checks"),
    path("desk/", include(desk)),
    path("panels/", include(panels)),
    path("consultation/", include(consultation)),
    path("official/", views.official, name="official"),
    path("official/<slug:slug>/", views.official_words, name="official_words"),
    path("official/<slug:slug>/change/", views.change_official, name="change_official"),
    *of_an_edition(""),
    *of_an_edition("<slug:slug>/"),
]
