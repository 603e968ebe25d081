"""Addresses of the monitor: students under /m and /monitor, colleagues under /rounds."""

from django.urls import path

from thuis.rooms.monitor.views import answering, board, letters, lost_link, mailing, reminders, rounds

app_name = "monitor"

urlpatterns = [
    path("m/<slug:token>/", answering.enter, name="enter"),
    path("lost-link/", lost_link.lost_link, name="lost-link"),
    path("reminders/stop/<str:token>/", reminders.stop, name="reminder-stop"),
    path("monitor/", answering.welcome, name="welcome"),
    path("monitor/start/", answering.start, name="start"),
    path("monitor/page/<slug:key>/", answering.page, name="page"),
    path("monitor/page/<slug:key>/keep/", answering.keep_answer, name="keep"),
    path("monitor/more/", answering.more, name="more"),
    path("monitor/stop/", answering.stop, name="stop"),
    path("monitor/letter/", letters.letter, name="letter"),
    path("monitor/letter.pdf", letters.letter_pdf, name="letter-pdf"),
    path("monitor/delete/", letters.delete, name="delete"),
    path("rounds/", rounds.overview, name="rounds"),
    path("rounds/new/", rounds.create, name="round-new"),
    path("rounds/<slug:key>/", rounds.show, name="round"),
    path("rounds/<slug:key>/edit/", rounds.edit, name="round-edit"),
    path("rounds/<slug:key>/preview/", rounds.preview, name="round-preview"),
    path("rounds/<slug:key>/invite/", rounds.invite, name="round-invite"),
    path("rounds/<slug:key>/open/", rounds.open_now, name="round-open"),
    path("rounds/<slug:key>/close/", rounds.close, name="round-close"),
    path("rounds/<slug:key>/board/", board.show, name="board"),
    path("rounds/<slug:key>/board/target/", board.target, name="board-target"),
    path("rounds/<slug:key>/invitation/", mailing.invitation, name="invitation-text"),
    path("rounds/<slug:key>/invitation/test/", mailing.test, name="invitation-test"),
    path("rounds/<slug:key>/mail/", mailing.overview, name="mail"),
    path("rounds/<slug:key>/mail/again/", mailing.all_again, name="mail-again"),
    path("rounds/<slug:key>/mail/<int:pk>/", mailing.address, name="mail-address"),
    path("rounds/<slug:key>/mail/<int:pk>/again/", mailing.one_again, name="mail-one-again"),
    path("rounds/<slug:key>/reminders/", reminders.overview, name="reminders"),
    path("rounds/<slug:key>/reminders/new/", reminders.create, name="reminder-new"),
    path("rounds/<slug:key>/reminders/<int:pk>/", reminders.edit, name="reminder-edit"),
    path("rounds/<slug:key>/reminders/<int:pk>/test/", reminders.test, name="reminder-test"),
    path("rounds/<slug:key>/reminders/<int:pk>/remove/", reminders.remove, name="reminder-remove"),
]
