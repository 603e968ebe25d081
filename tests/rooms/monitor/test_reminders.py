"""Reminders go to who has not completed and did not ask to stop, on their day, once."""

import datetime

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests import cast, factories
from tests.rooms.monitor.conftest import make_round, open_now
from thuis.config.jobs import JOBS
from thuis.config.mail import deliver
from thuis.foundation.audit.actions import Operator
from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.jobs.models import Job
from thuis.foundation.mail.models import OutboxMail
from thuis.rooms.monitor.actions.reminders import SEND_REMINDER, save_reminder
from thuis.rooms.monitor.actions.rounds import close_round
from thuis.rooms.monitor.models import Invitation, Reminder, ReminderStop, Round
from thuis.rooms.monitor.queries.reminders import stop_token
from thuis.rooms.monitor.queries.rounds import token_of
from thuis.rooms.monitor.tasks import send_reminder

pytestmark = pytest.mark.django_db
BY = Operator("test")
WORDS = {
    "subject_nl": "Nog een week",
    "subject_en": "One more week",
    "text_nl": "Wat vind jij?",
    "text_en": "What do you think?",
}


def in_days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


@pytest.fixture
def reminder(round):
    return save_reminder(reminder=Reminder(round=round, day=in_days(0), **WORDS), by=BY)


def test_a_reminder_carries_own_words_the_same_link_and_a_way_to_stop(reminder, student):
    send_reminder(reminder.pk)
    deliver()
    (message,) = mail.outbox
    assert (message.subject, message.to) == ("Nog een week", [student.email])
    assert "Wat vind jij?" in message.body
    assert f"/m/{token_of(Invitation.objects.get())}/" in message.body
    stop = message.extra_headers["List-Unsubscribe"].strip("<>")
    assert stop in message.body
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_each_student_reads_it_in_her_own_language(bridge, offer):
    for language in ("nl", "en"):
        factories.student(bridge.social_work_avermeer, language=language)
    reminder = Reminder(round=open_now(make_round()), day=in_days(0), **WORDS)
    send_reminder(save_reminder(reminder=reminder, by=BY).pk)
    deliver()
    assert {message.subject for message in mail.outbox} == {"Nog een week", "One more week"}


def test_a_reminder_goes_once(reminder):
    send_reminder(reminder.pk)
    send_reminder(reminder.pk)
    deliver()
    assert len(mail.outbox) == 1


def test_who_completed_gets_none_even_when_it_waited_in_the_outbox(reminder):
    Invitation.objects.update(progress=Invitation.Progress.COMPLETED)
    send_reminder(reminder.pk)
    assert not OutboxMail.objects.exists()
    Invitation.objects.update(progress=Invitation.Progress.STARTED)
    Reminder.objects.update(sent_at=None)
    send_reminder(reminder.pk)
    Invitation.objects.update(progress=Invitation.Progress.COMPLETED)
    deliver()
    assert mail.outbox == []


@pytest.mark.parametrize("state", ["no-address", "bounced"])
def test_who_cannot_be_reached_gets_none(reminder, state):
    Invitation.objects.update(state=state)
    send_reminder(reminder.pk)
    assert not OutboxMail.objects.exists()


def test_after_closing_none_goes_out(reminder, round):
    close_round(round=round, by=BY)
    send_reminder(reminder.pk)
    assert not OutboxMail.objects.exists()
    assert Reminder.objects.get().sent_at is None


def test_a_reminder_that_waited_past_the_last_day_is_cancelled(reminder):
    send_reminder(reminder.pk)
    Round.objects.update(closes_on=in_days(-1))
    deliver()
    assert mail.outbox == []


def test_a_reminder_for_later_waits_for_nine_on_its_day(round):
    later = save_reminder(reminder=Reminder(round=round, day=in_days(3), **WORDS), by=BY)
    send_reminder(later.pk)
    assert not OutboxMail.objects.exists()
    due = timezone.localtime(Job.objects.get(name=SEND_REMINDER).run_after)
    assert (due.date(), due.hour) == (in_days(3), 9)
    assert SEND_REMINDER in JOBS


def test_one_press_of_the_button_stops_reminders_and_leaves_the_link(client, reminder):
    invitation = Invitation.objects.get()
    address = f"/reminders/stop/{stop_token(invitation)}/"
    assert client.get(address).status_code == 200
    assert not ReminderStop.objects.exists()  # a mail scanner that opens links stops nothing
    for _ in range(2):
        assert client.post(address).status_code == 200
    send_reminder(reminder.pk)
    assert not OutboxMail.objects.exists()
    assert client.get(f"/m/{token_of(invitation)}/").status_code == 302


def test_a_mail_program_may_stop_them_by_itself(reminder):
    address = f"/reminders/stop/{stop_token(Invitation.objects.get())}/"
    posted = Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"})
    assert posted.status_code == 200
    assert ReminderStop.objects.count() == 1


def test_an_invented_word_stops_nothing(client, reminder):
    assert client.post("/reminders/stop/1:abc/").status_code == 404
    assert not ReminderStop.objects.exists()


class TestPages:
    def form(self, **changes):
        return {"day": in_days(5).isoformat(), **WORDS, **changes}

    def test_plan_change_test_and_remove(self, ineke, round):
        base = f"/rounds/{round.key}/reminders/"
        assert base in ineke.get(f"/rounds/{round.key}/").content.decode()
        assert ineke.get(base).status_code == ineke.get(f"{base}new/").status_code == 200
        assert ineke.post(f"{base}new/", self.form()).url == base
        reminder = Reminder.objects.get()
        assert ineke.get(f"{base}{reminder.pk}/").status_code == 200
        ineke.post(f"{base}{reminder.pk}/", self.form(subject_en="Last week"))
        page = ineke.get(base).content.decode()
        assert "Nog een week" in page and "Last week" in page
        ineke.post(f"{base}{reminder.pk}/test/")
        deliver()
        assert [message.to for message in mail.outbox] == [[cast.INEKE.email]] * 2
        assert {message.subject for message in mail.outbox} == {"Nog een week", "Last week"}
        ineke.post(f"{base}{reminder.pk}/remove/")
        assert not Reminder.objects.exists()
        deeds = AuditEvent.objects.filter(deed__startswith="reminder").values_list("deed", flat=True)
        assert list(deeds) == ["reminder.saved", "reminder.saved", "reminder.removed"]

    @pytest.mark.parametrize("day", [-10, 40])
    def test_a_day_outside_the_round_is_refused(self, ineke, round, day):
        posted = ineke.post(f"/rounds/{round.key}/reminders/new/", self.form(day=in_days(day).isoformat()))
        assert posted.status_code == 422

    def test_two_on_one_day_are_refused(self, ineke, round):
        for status in (302, 422):
            posted = ineke.post(f"/rounds/{round.key}/reminders/new/", self.form())
            assert posted.status_code == status

    def test_a_fifth_is_refused(self, ineke, round):
        for day in range(1, 6):
            posted = ineke.post(
                f"/rounds/{round.key}/reminders/new/", self.form(day=in_days(day).isoformat())
            )
        assert posted.status_code == 422
        assert round.reminders.count() == 4
        assert (
            f"/rounds/{round.key}/reminders/new/"
            not in ineke.get(f"/rounds/{round.key}/reminders/").content.decode()
        )

    @pytest.mark.parametrize("deed", ["", "remove/"])
    def test_what_has_gone_out_stays_as_it_was(self, ineke, reminder, round, deed):
        send_reminder(reminder.pk)
        address = f"/rounds/{round.key}/reminders/{reminder.pk}/{deed}"
        assert ineke.post(address, self.form(text_nl="Anders")).status_code == 409
        assert Reminder.objects.get().text_nl == WORDS["text_nl"]

    def test_a_reminder_of_another_round_does_not_exist_here(self, ineke, reminder):
        other = make_round("straks", days=(30, 40))
        assert ineke.get(f"/rounds/{other.key}/reminders/{reminder.pk}/").status_code == 404

    def test_a_lecturer_does_not_plan_them(self, bram, round):
        assert bram.get(f"/rounds/{round.key}/reminders/").status_code == 403
