"""What the privacy page promises is what the daily job does."""

import datetime

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from tests import factories
from thuis.config.presenters import period
from thuis.config.retention import FORGET, enforce_retention
from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.institution.models import Person
from thuis.foundation.jobs.models import Job
from thuis.foundation.mail.models import OutboxMail
from thuis.foundation.responses.models import Draft, Response
from thuis.foundation.texts.retention import retention_table
from thuis.rooms.monitor.models import Invitation, Round

pytestmark = pytest.mark.django_db


def days_ago(days):
    return timezone.localdate() - datetime.timedelta(days=days)


def round_that_closed(days):
    return Round.objects.create(
        key=f"r{days}",
        title_nl="Toen",
        title_en="Then",
        state="closed",
        opens_on=days_ago(days + 20),
        closes_on=days_ago(days),
        fingerprint="x",
    )


def answers(round):
    fields = {"round_key": round.key, "questionnaire_hash": "x", "programme": "SW", "site": "AVM"}
    fields |= {"study_year": 1, "form": "full-time", "language": "nl", "answers": {}}
    return Response.objects.create(id=round.key, owner=round.key, **fields)


def test_every_row_of_the_table_has_a_rule_and_every_rule_a_row():
    assert [row.key for row in retention_table()] == list(FORGET)


def test_the_page_shows_every_row(anonymous):
    page = anonymous.get("/privacy/").content.decode()
    assert all(f'<tr><th scope="row">{row.what.nl}</th>' in page for row in retention_table())


def test_answers_stay_six_years_and_no_longer():
    young, old = round_that_closed(2189), round_that_closed(2191)
    answers(young)
    answers(old)
    enforce_retention()
    assert [found.round_key for found in Response.objects.all()] == [young.key]


def test_invitations_stay_a_year_and_the_answers_outlive_them(bridge):
    person = factories.student(bridge.social_work_avermeer)
    for days in (364, 366):
        round = round_that_closed(days)
        answers(round)
        Invitation.objects.create(
            round=round, person=person, link_digest=str(days), programme="SW", site="AVM", study_year=1
        )
    enforce_retention()
    assert [found.round.key for found in Invitation.objects.all()] == ["r364"]
    assert Response.objects.count() == 2


def test_drafts_go_after_the_last_day_even_when_nobody_closed_the_round():
    round = round_that_closed(2)
    Round.objects.filter(pk=round.pk).update(state="open")
    Draft.objects.create(pk="a", round_key=round.key, answers={"WEL02": 3})
    Draft.objects.create(pk="b", round_key="still-open")
    enforce_retention()
    assert [draft.pk for draft in Draft.objects.all()] == ["b"]


def test_a_student_who_left_is_forgotten_after_a_year_and_nobody_else(bridge):
    programme = bridge.social_work_avermeer
    start = days_ago(900)
    gone = factories.student(programme, starts_on=start, ends_on=days_ago(366))
    factories.student(programme, starts_on=start, ends_on=days_ago(364))
    factories.student(programme, starts_on=start)
    back = factories.student(programme, starts_on=start, ends_on=days_ago(500))
    back.enrolments.create(programme_at_site=bridge.pedagogy_avermeer, study_year=1, starts_on=days_ago(300))
    enforce_retention()
    assert Person.objects.filter(kind="student").count() == 3
    assert not Person.objects.filter(pk=gone.pk).exists()


def test_old_sessions_and_old_work_go():
    Session.objects.create(session_key="a", session_data="", expire_date=timezone.now())
    Job.objects.create(name="x", state="done", run_after=timezone.now() - datetime.timedelta(days=20))
    enforce_retention()
    assert not Session.objects.exists()
    assert not Job.objects.exists()


def test_old_mail_goes_when_it_is_finished_and_waits_when_it_is_not():
    for days, state in ((179, "sent"), (181, "sent"), (181, "queued")):
        # at noon: the same hour of a summer day may lie in the next day
        moment = timezone.make_aware(datetime.datetime.combine(days_ago(days), datetime.time(12)))
        OutboxMail.objects.create(
            kind="x",
            reference=1,
            recipient_digest="x",
            language="nl",
            state=state,
            queued_at=moment,
            not_before=moment,
            message_id=f"{days}{state}",
        )
    enforce_retention()
    assert set(OutboxMail.objects.values_list("message_id", flat=True)) == {"179sent", "181queued"}


def test_what_went_is_recorded_as_a_number_without_names(bridge):
    factories.student(bridge.social_work_avermeer, starts_on=days_ago(900), ends_on=days_ago(400))
    enforce_retention()
    assert list(AuditEvent.objects.values_list("about", flat=True)) == ["people-who-left:1"]
    enforce_retention()
    assert AuditEvent.objects.count() == 1


def test_days_read_as_people_say_them():
    assert [str(period(days)) for days in (1, 14, 365, 2190)] == ["1 dag", "14 dagen", "1 jaar", "6 jaar"]
