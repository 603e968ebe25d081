"""Mail that went wrong in small ways: to who had handed in, on a day without a round, after an upgrade."""

import datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.core import mail
from django.utils import timezone

from tests import factories
from tests.rooms.monitor.conftest import make_round, open_now
from tests.rooms.monitor.walk import fill_in
from thuis.config.jobs import DAILY, JOBS
from thuis.config.mail import deliver
from thuis.foundation.audit.actions import Operator
from thuis.foundation.jobs.models import Job
from thuis.foundation.mail.models import OutboxMail
from thuis.foundation.responses.models import LetterboxAnswers
from thuis.rooms.monitor.actions.letterbox import EMPTY_LETTERBOX
from thuis.rooms.monitor.actions.reminders import SEND_REMINDER
from thuis.rooms.monitor.actions.rounds import close_round
from thuis.rooms.monitor.models import Invitation, Reminder, Round
from thuis.rooms.monitor.tasks import empty_letterbox, send_invitations, send_reminder

pytestmark = pytest.mark.django_db
BY = Operator("test")
LOOK_AFTER = "monitor.look_after_rounds"
WORDS = {
    "subject_nl": "Nog een week",
    "subject_en": "One more week",
    "text_nl": "Wat vind jij?",
    "text_en": "What do you think?",
}


def in_days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def reminder_on(round, number):
    return Reminder.objects.create(round=round, day=in_days(number), **WORDS)


def the_daily_jobs():
    for name in DAILY:
        JOBS[name]()


def reminders_waiting():
    return list(Job.objects.filter(name=SEND_REMINDER).values_list("arguments__reminder_id", flat=True))


class TestWhoHandedIn:
    """Fewer than twenty answers wait in the letterbox, so the progress of nobody was told yet."""

    @pytest.fixture
    def waiting(self, sanne, round):
        fill_in(sanne)
        empty_letterbox(round.pk)
        assert LetterboxAnswers.objects.count() == 1
        assert Invitation.objects.get().progress == Invitation.Progress.STARTED

    def test_gets_no_reminder(self, waiting, round):
        send_reminder(reminder_on(round, 0).pk)
        deliver()
        assert mail.outbox == []

    def test_nothing_in_the_outbox_tells_her_from_the_others(self, waiting, bridge, round):
        from thuis.rooms.monitor.actions.rounds import invite_enrolled

        factories.student(bridge.social_work_avermeer)
        invite_enrolled(round=round, on=timezone.localdate(), by=BY)
        send_reminder(reminder_on(round, 0).pk)
        deliver()
        assert len(mail.outbox) == 1
        told = OutboxMail.objects.filter(kind="monitor.reminder").values_list("state", "code", "attempts")
        assert list(told) == [("sent", "", 0)] * 2

    def test_answers_of_another_round_do_not_count(self, waiting, student, round):
        close_round(round=round, by=BY)
        send_reminder(reminder_on(open_now(make_round("later")), 0).pk)
        deliver()
        assert len(mail.outbox) == 1


class TestADayWithoutAnOpenRound:
    def test_a_reminder_goes_out_on_the_first_open_day_after(self, student, offer):
        round = make_round()
        late = reminder_on(round, -1)
        send_reminder(late.pk)
        assert not OutboxMail.objects.exists()
        open_now(round)
        the_daily_jobs()
        assert reminders_waiting() == [late.pk]
        send_reminder(late.pk)
        deliver()
        assert len(mail.outbox) == 1
        Job.objects.all().delete()
        the_daily_jobs()
        assert reminders_waiting() == []

    def test_of_two_that_are_late_only_the_last_goes_out(self, round, ineke):
        first, second = reminder_on(round, -2), reminder_on(round, -1)
        the_daily_jobs()
        assert reminders_waiting() == [second.pk]
        send_reminder(first.pk)
        send_reminder(second.pk)
        deliver()
        assert len(mail.outbox) == 1
        page = ineke.get(f"/rounds/{round.key}/reminders/", headers={"accept-language": "en"})
        assert page.content.decode().count("missed") == 1

    def test_after_closing_the_page_says_missed(self, round, ineke):
        reminder_on(round, -1)
        address = f"/rounds/{round.key}/reminders/"
        assert "missed" not in ineke.get(address, headers={"accept-language": "en"}).content.decode()
        close_round(round=round, by=BY)
        assert "missed" in ineke.get(address, headers={"accept-language": "en"}).content.decode()


class TestACancelledInvitation:
    def test_shows_as_not_sent_and_no_longer_as_waiting(self, round, ineke):
        send_invitations(round.pk)
        close_round(round=round, by=BY)
        deliver()
        assert Invitation.objects.get().state == "cancelled"
        page = ineke.get(f"/rounds/{round.key}/", headers={"accept-language": "en"}).content.decode()
        assert "waiting for the mail" not in page
        assert "not sent" in page

    def test_one_from_before_the_upgrade_does_too(self, round):
        send_invitations(round.pk)
        OutboxMail.objects.update(state="cancelled")
        migration = import_module("thuis.rooms.monitor.migrations.0010_fieldwork_mail")
        migration.show_what_was_cancelled(apps, None)
        assert Invitation.objects.get().state == "cancelled"


class TestARoundThatWasOpenAtAnUpgrade:
    def test_gets_its_nightly_letterbox_once(self, round):
        Job.objects.all().delete()
        the_daily_jobs()
        the_daily_jobs()
        assert Job.objects.filter(name=EMPTY_LETTERBOX).count() == 1

    def test_other_rounds_get_none(self, bridge):
        make_round("prepared")
        Round.objects.create(
            key="over", title_nl="Oud", title_en="Old", state="closed", fingerprint="x",
            opens_on=in_days(-60), closes_on=in_days(-30),
        )  # fmt: skip
        the_daily_jobs()
        assert not Job.objects.filter(name=EMPTY_LETTERBOX).exists()

    def test_the_daily_work_is_registered(self):
        assert LOOK_AFTER in DAILY and LOOK_AFTER in JOBS
