"""Invitations go through the outbox, and the colleague's page tells what became of them."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from tests import factories
from tests.rooms.monitor.conftest import make_round, open_now
from thuis.config.mail import deliver
from thuis.foundation.audit.actions import Operator
from thuis.foundation.mail.actions import doubt_abandoned
from thuis.foundation.mail.models import OutboxMail
from thuis.rooms.monitor.actions.rounds import close_round
from thuis.rooms.monitor.models import Invitation, Round
from thuis.rooms.monitor.queries.rounds import token_of
from thuis.rooms.monitor.tasks import MAIL_KINDS, send_invitations

pytestmark = pytest.mark.django_db


def test_no_table_of_the_outbox_holds_a_link(round, student):
    send_invitations(round.pk)
    token = token_of(Invitation.objects.get())
    assert token not in str(list(OutboxMail.objects.values()))


def test_the_mail_carries_the_link_and_the_last_day_in_words_and_in_html(round, student):
    send_invitations(round.pk)
    deliver()
    (message,) = mail.outbox
    token = token_of(Invitation.objects.get())
    assert f"/m/{token}/" in message.body
    assert f'/m/{token}/"' in message.alternatives[0][0]
    assert message.body.startswith("Hoi Sanne,")
    assert message.to == [student.email]


def test_a_sent_invitation_counts_as_sent(round, student, ineke):
    send_invitations(round.pk)
    deliver()
    assert Invitation.objects.get().state == Invitation.State.SENT
    assert ineke.get(f"/rounds/{round.key}/").status_code == 200


def test_an_uncertain_invitation_is_shown_on_the_page_of_the_round(round, student, ineke):
    send_invitations(round.pk)
    OutboxMail.objects.update(state="sending", taken_at=timezone.now())
    doubt_abandoned(MAIL_KINDS, before=timezone.now())
    assert Invitation.objects.get().state == Invitation.State.UNCERTAIN
    page = ineke.get(f"/rounds/{round.key}/", headers={"accept-language": "en"}).content.decode()
    assert "perhaps sent" in page


def test_when_the_round_closes_first_nothing_goes_out(round, student):
    send_invitations(round.pk)
    close_round(round=round, by=Operator("test"))
    deliver()
    assert mail.outbox == []
    assert OutboxMail.objects.get().state == "cancelled"


def test_after_the_last_day_nothing_goes_out(round, student):
    send_invitations(round.pk)
    Round.objects.update(closes_on=timezone.localdate() - datetime.timedelta(days=1))
    deliver()
    assert mail.outbox == []


def test_a_student_who_is_gone_gets_no_mail(round, student):
    send_invitations(round.pk)
    student.enrolments.all().delete()
    student.delete()
    deliver()
    assert mail.outbox == []


def test_queueing_costs_the_same_number_of_queries_for_many(bridge, offer, django_assert_max_num_queries):
    for _ in range(40):
        factories.student(bridge.social_work_avermeer)
    round = open_now(make_round())
    with django_assert_max_num_queries(12):
        send_invitations(round.pk)
    assert OutboxMail.objects.count() == 40
