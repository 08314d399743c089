from django.urls import path

from . import views

app_name = "planning"
urlpatterns = [
    path("plan/", views.plan, name="plan"),
    path("plan/hours/", views.hours, name="hours"),
    path("plan/dates/", views.dates, name="dates"),
    path("plan/choose/", views.choose, name="choose"),
    path("plan/options/", views.options, name="options"),
    path("plan/what-if/", views.what_if, name="what_if"),
    path("plan/first-line/", views.first_line, name="first_line"),
    path("plan/share/", views.share, name="share"),
    path("plan/of/<uuid:plan_id>/", views.of, name="of"),
    path("plan/agreement/", views.agreement, name="agreement"),
    path("plan/agreement/with/", views.share_to_agree, name="share_to_agree"),
    path("plan/agreement/terms/", views.terms, name="terms"),
    path("plan/move/", views.move, name="move"),
    path("plan/versions/<int:number>/", views.version, name="version"),
    path("plan/earlier/<uuid:plan_id>/", views.earlier, name="earlier"),
    path("plan/of/<uuid:plan_id>/versions/<int:number>/", views.version_of, name="version_of"),
    path("plan/of/<uuid:plan_id>/say/", views.say, name="say"),
    path("plan/of/<uuid:plan_id>/discussed/", views.discussed, name="discussed"),
    path("plan/of/<uuid:plan_id>/propose/", views.propose, name="propose"),
    path("plan/of/<uuid:plan_id>/yes/", views.yes, name="yes"),
    path("plan/of/<uuid:plan_id>/needs/", views.mark_need, name="mark_need"),
    path("plan/of/<uuid:plan_id>/needs/<uuid:need_id>/", views.need, name="need"),
    path("plan/doing/", views.doing, name="doing"),
    path("plan/doing/add/", views.add, name="add"),
    path("plan/doing/<uuid:item_id>/", views.item, name="item"),
    path("plan/doing/<uuid:item_id>/act/", views.act, name="act"),
    path("plan/review/", views.review, name="review"),
    path("plan/print/", views.paper, name="print"),
    path("plan.pdf", views.as_pdf, name="pdf"),
    path("plan.docx", views.as_docx, name="docx"),
    path("plan.json", views.as_json, name="json"),
    path("plan.ics", views.as_calendar, name="calendar"),
]
