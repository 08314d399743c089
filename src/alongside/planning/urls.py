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
    path("plan/print/", views.paper, name="print"),
    path("plan.pdf", views.as_pdf, name="pdf"),
    path("plan.docx", views.as_docx, name="docx"),
    path("plan.json", views.as_json, name="json"),
    path("plan.ics", views.as_calendar, name="calendar"),
]
