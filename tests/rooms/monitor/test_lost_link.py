"""A student who lost her link gets the same one again; nobody learns who is on the list."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from thuis.config.mail import deliver
from thuis.foundation.audit.actions import Operator
from thuis.foundation.mail.models import OutboxMail
from thuis.rooms.monitor.actions.rounds import close_round
from thuis.rooms.monitor.models import Invitation
from thuis.rooms.monitor.queries.rounds import token_of
from thuis.rooms.monitor.views.lost_link import lost_link

pytestmark = pytest.mark.django_db
ASK = "/lost-link/"
STRANGER = "nobody@elders.example"


def test_the_same_link_comes_again(client, round, student):
    assert client.get(ASK).status_code == 200
    assert client.post(ASK, {"email": f" {student.email.upper()} "}).status_code == 200
    deliver()
    (message,) = mail.outbox
    assert f"/m/{token_of(Invitation.objects.get())}/" in message.body
    assert (message.to, message.subject) == ([student.email], "Hier is je link")
    assert Invitation.objects.get().state == Invitation.State.QUEUED  # tells nothing about the invitation


def test_a_stranger_gets_the_same_answer_and_no_mail(client, round, student):
    answers = [client.post(ASK, {"email": email}) for email in (student.email, STRANGER)]
    known, unknown = (answer.content.decode() for answer in answers)
    assert known.replace(student.email, "…") == unknown.replace(STRANGER, "…")
    assert OutboxMail.objects.count() == 1


def test_the_address_is_looked_up_after_the_answer_is_out(round, student):
    request = RequestFactory().post(ASK, {"email": student.email})
    request.user = AnonymousUser()
    with CaptureQueriesContext(connection) as queries:
        answer = lost_link(request)
    assert not any("monitor_invitation" in query["sql"] for query in queries)
    assert not OutboxMail.objects.exists()
    answer.afterwards()
    assert OutboxMail.objects.count() == 1


def test_asking_often_gives_one_mail_an_hour_and_then_a_pause(client, round, student):
    statuses = [client.post(ASK, {"email": student.email}).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]
    assert OutboxMail.objects.count() == 1


def test_a_stranger_who_asks_often_meets_the_same_pause(client, round):
    assert [client.post(ASK, {"email": STRANGER}).status_code for _ in range(6)] == [200] * 5 + [429]


def test_no_mail_address_is_asked_again_with_what_was_filled_in(client):
    answer = client.post(ASK, {"email": "sanne"})
    assert answer.status_code == 422
    assert 'value="sanne"' in answer.content.decode()


def test_after_the_round_no_link_comes(client, round, student):
    close_round(round=round, by=Operator("test"))
    client.post(ASK, {"email": student.email})
    assert not OutboxMail.objects.exists()


def test_the_mail_somebody_asked_for_goes_before_the_invitations(client, round, student):
    from thuis.rooms.monitor.tasks import send_invitations

    send_invitations(round.pk)
    client.post(ASK, {"email": student.email})
    deliver()
    assert [message.subject for message in mail.outbox][0] == "Hier is je link"


@pytest.mark.parametrize("path", ["/", "/monitor/", f"/m/{'a' * 26}/"])
def test_whoever_is_without_link_finds_the_way(client, path):
    assert ASK in client.get(path).content.decode()


def test_another_error_does_not_offer_a_link(client):
    assert ASK not in client.get("/nowhere/").content.decode()
