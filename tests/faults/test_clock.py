"""The clock is set back or ahead: sessions and links end rather than never, and nothing kept is lost."""

import time
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from tests import cast, factories
from tests.foundation.mail.conftest import box as box
from tests.foundation.mail.conftest import queue
from tests.foundation.mail.server import free_port
from tests.pages import AuditingClient
from tests.rooms.monitor.conftest import make_round, open_now
from tests.rooms.monitor.conftest import offer as offer
from thuis.core.errors import WrongState
from thuis.foundation.accounts import middleware
from thuis.foundation.accounts.links import token_for
from thuis.foundation.audit.actions import Operator
from thuis.foundation.institution.models import Person
from thuis.foundation.jobs.actions import work_once
from thuis.foundation.jobs.models import Job
from thuis.foundation.mail.actions import DELIVER, deliver_due
from thuis.foundation.mail.letters import Letter, MailKind
from thuis.foundation.mail.models import OutboxMail
from thuis.rooms.monitor.actions.reminders import save_reminder, send_reminder
from thuis.rooms.monitor.models import Reminder
from thuis.rooms.participation.queries.visits import link_token, person_by_token

MINUTE, HOUR, YEAR = 60, 3600, 365 * 24 * 3600
PAGE = "/account/colleagues/"


@pytest.fixture
def set_clock(monkeypatch):
    """Move the clock of sessions by so many seconds."""
    real = time.time

    def move(seconds):
        monkeypatch.setattr(middleware.time, "time", lambda: real() + seconds)

    return move


@pytest.mark.parametrize(
    ("seconds", "still_in"),
    [(-30, True), (30, True), (-HOUR, False), (-2 * YEAR, False), (HOUR, False), (5 * YEAR, False)],
)
def test_a_session_bears_a_small_correction_and_ends_at_a_jump(ineke, set_clock, seconds, still_in):
    ineke.get("/")
    set_clock(seconds)
    assert (ineke.get(PAGE).status_code == 200) is still_in


def test_a_session_of_a_clock_that_ran_ahead_is_not_endless(ineke, set_clock):
    """Begun two years ahead and then corrected: by its age it would hold for two years."""
    set_clock(2 * YEAR)
    ineke.get("/")
    assert ineke.get(PAGE).status_code == 200
    set_clock(0)
    assert ineke.get(PAGE).headers["Location"].startswith("/account/login/")
    assert Session.objects.count() <= 1, "what is left of it tells her why"
    assert ineke.get(PAGE).status_code == 302


def test_who_was_signed_out_by_the_clock_signs_in_again_and_stays(ineke, set_clock):
    ineke.get("/")
    set_clock(5 * YEAR)
    assert ineke.get(PAGE).status_code == 302
    ineke.force_login(ineke.user)
    ineke.get("/")
    set_clock(5 * YEAR + 10 * MINUTE)
    assert ineke.get(PAGE).status_code == 200


def test_links_of_a_clock_that_ran_ahead_open_nothing_once_it_is_right(bridge, monkeypatch):
    user, student = factories.colleague(cast.MARIT), factories.student(bridge.social_work_avermeer)
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 2 * YEAR)
    sign_in, roles = token_for(user), link_token(student)
    monkeypatch.setattr(time, "time", real)
    client = AuditingClient()
    assert client.post(f"/account/link/{sign_in}/").status_code == 409
    with pytest.raises(WrongState):
        person_by_token(roles)
    assert person_by_token(link_token(student)) == Person.objects.get(pk=student.pk)


# --- mail ----------------------------------------------------------------------------------------------

WORK = {DELIVER: lambda: deliver_due(KINDS, rate=0)}
KINDS = {"test": MailKind(lambda reference, language: Letter("Hoi", "Hoe gaat het?\n"))}
MANY = range(12)


@pytest.fixture
def clock(monkeypatch):
    """Set the clock of mail and jobs to so much later than now."""
    real = timezone.now

    def later(by):
        monkeypatch.setattr(timezone, "now", lambda: real() + by)

    return later


def work_all():
    while work_once(WORK):
        pass


def sent_once(box):
    return sorted(box.ids) == sorted(OutboxMail.objects.values_list("message_id", flat=True))


def test_a_mail_server_that_is_down_for_a_day_and_a_night_costs_nothing(db, box, settings, clock):
    here, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    queue(*MANY)
    for half_hours in range(48):
        clock(timedelta(minutes=30 * half_hours))
        work_all()
        assert Job.objects.filter(name=DELIVER, state=Job.State.WAITING).count() == 1
    assert set(OutboxMail.objects.values_list("state", "attempts")) == {("queued", 0)}
    settings.EMAIL_PORT = here
    clock(timedelta(hours=24, minutes=1))
    work_all()
    assert sent_once(box)
    assert set(OutboxMail.objects.values_list("state", flat=True)) == {"sent"}
    assert not Job.objects.exclude(state=Job.State.DONE).exists()


def test_mail_that_was_queued_two_years_ahead_goes_once_the_clock_is_right(db, box, clock):
    clock(timedelta(days=731))
    queue(*MANY)
    clock(timedelta())
    queue(99)  # the next mail brings a delivery along
    work_all()
    assert sent_once(box)


def test_mail_whose_worker_died_two_years_ahead_is_doubted_and_not_repeated(db, box, clock):
    queue(*MANY)
    ahead = timezone.now() + timedelta(days=731)
    OutboxMail.objects.update(state="sending", taken_at=ahead)
    work_all()
    assert set(OutboxMail.objects.values_list("state", flat=True)) == {"uncertain"}
    assert box.ids == []


# --- reminders -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [731, -731])
def test_by_a_clock_that_is_years_wrong_no_reminder_goes_and_none_is_lost(bridge, offer, clock, days):
    """The round is not open by such a clock; on its real day the reminder goes, and once."""
    factories.student(bridge.social_work_avermeer)
    reminder = Reminder(round=open_now(make_round()), day=timezone.localdate(), text_nl="Hoi", text_en="Hi")
    save_reminder(reminder=reminder, by=Operator("tests"))
    clock(timedelta(days=days))
    assert send_reminder(reminder_id=reminder.pk) == 0
    clock(timedelta())
    assert [send_reminder(reminder_id=reminder.pk) for _ in range(2)] == [1, 0]
