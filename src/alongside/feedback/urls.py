from django.urls import path

from . import views

app_name = "feedback"

# Everything here but rounds/, reading/ and told/ goes through middleware.ForgetMiddleware.
urlpatterns = [
    path("", views.index, name="index"),
    path("give/", views.give, name="give"),
    path("form/", views.long_form, name="form"),
    path("reply/", views.reply, name="reply"),
    path("withdraw/", views.withdraw, name="withdraw"),
    path("rounds/", views.rounds, name="rounds"),
    path("rounds/for/<uuid:service_id>/", views.open_round, name="open-round"),
    path("rounds/<uuid:round_id>/", views.round_page, name="round"),
    path("rounds/<uuid:round_id>/cards/", views.cards, name="cards"),
    path("rounds/<uuid:round_id>/paper/", views.paper, name="paper"),
    path("rounds/<uuid:round_id>/stop/<int:number>/", views.stop, name="stop"),
    path("reading/", views.reading, name="reading"),
    path("reading/open/", views.open_held, name="open-held"),
    path("reading/<uuid:batch_id>/", views.read, name="read"),
    path("reading/<uuid:batch_id>/release/", views.release, name="release"),
    path("told/", views.told, name="told"),
    path("told/<uuid:batch_id>/", views.told_batch, name="told-batch"),
    path("told/<uuid:batch_id>/show/<slug:verb>/", views.show, name="show"),
    path("told/<uuid:batch_id>/reply/", views.write_reply, name="write-reply"),
    path("told/<uuid:batch_id>/reply/<uuid:reply_id>/", views.change_reply, name="change-reply"),
]
