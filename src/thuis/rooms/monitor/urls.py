"""Addresses of the monitor: students under /m, /monitor and /mine, colleagues under /rounds."""

from django.urls import path

from thuis.rooms.monitor.views import answering, letters, lost_link, mine, reminders, rounds

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
    path("mine/", mine.mine, name="mine"),
    path("mine/answers.json", mine.answers_file, name="mine-file"),
    path("mine/erase/", mine.erase_all, name="mine-erase-all"),
    path("mine/take-back/<slug:layer>/", mine.take_back, name="mine-take-back"),
    path("mine/round/<slug:key>/", mine.letter, name="mine-letter"),
    path("mine/round/<slug:key>/letter.pdf", mine.letter_pdf, name="mine-pdf"),
    path("mine/round/<slug:key>/erase/", mine.erase, name="mine-erase"),
    path("rounds/", rounds.overview, name="rounds"),
    path("rounds/new/", rounds.create, name="round-new"),
    path("rounds/<slug:key>/", rounds.show, name="round"),
    path("rounds/<slug:key>/edit/", rounds.edit, name="round-edit"),
    path("rounds/<slug:key>/preview/", rounds.preview, name="round-preview"),
    path("rounds/<slug:key>/invite/", rounds.invite, name="round-invite"),
    path("rounds/<slug:key>/open/", rounds.open_now, name="round-open"),
    path("rounds/<slug:key>/close/", rounds.close, name="round-close"),
    path("rounds/<slug:key>/reminders/", reminders.overview, name="reminders"),
    path("rounds/<slug:key>/reminders/new/", reminders.create, name="reminder-new"),
    path("rounds/<slug:key>/reminders/<int:pk>/", reminders.edit, name="reminder-edit"),
    path("rounds/<slug:key>/reminders/<int:pk>/test/", reminders.test, name="reminder-test"),
    path("rounds/<slug:key>/reminders/<int:pk>/remove/", reminders.remove, name="reminder-remove"),
]
