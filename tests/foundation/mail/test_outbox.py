"""Mail reaches everybody once, whatever the mail server does."""

import datetime
import time

import pytest
from django.utils import timezone

from tests.foundation.mail.conftest import queue, states
from tests.foundation.mail.server import free_port
from thuis.foundation.jobs.models import Job
from thuis.foundation.mail.actions import (
    ABANDONED_AFTER,
    DELIVER,
    GIVE_UP_AFTER,
    SERVER_PAUSE,
    SLICE,
    Parcel,
    deliver_due,
    doubt_abandoned,
    queue_mails,
)
from thuis.foundation.mail.letters import MailKind
from thuis.foundation.mail.models import OutboxMail

pytestmark = pytest.mark.django_db


def due_again():
    OutboxMail.objects.update(not_before=timezone.now())


def test_a_mail_arrives_with_its_id_its_words_and_html_beside_it(box, deliver, told, settings):
    settings.MAIL_BOUNCES_TO = "terug@debrug.example"
    queue(1)
    assert deliver() == 1
    (mail,) = box.messages
    plain, html = (part.get_payload(decode=True).decode() for part in mail.get_payload())
    assert plain.replace("\r\n", "\n") == "Hé, één & <twee>\n.punt\n"
    assert "<p>Hé, één &amp; &lt;twee&gt;" in html
    assert '<html lang="nl">' in html
    assert (mail["To"], mail["Auto-Submitted"]) == ("s1@student.debrug.example", "auto-generated")
    assert box.ids == list(OutboxMail.objects.values_list("message_id", flat=True))
    assert box.senders == ["terug@debrug.example"]
    assert told == [(1, "sent")]


def test_what_is_queued_twice_goes_once(box, deliver):
    queue(1, 2)
    queue(2, 3)
    deliver()
    queue(1)
    deliver()
    assert len(box.accepted) == len(set(box.ids)) == 3


def test_after_sending_no_address_stands_in_the_outbox(box, deliver):
    queue(1)
    deliver()
    assert OutboxMail.objects.get().recipient == ""


def test_a_link_in_a_mail_is_a_link_in_html(box):
    from thuis.foundation.mail.letters import Letter, as_message

    letter = Letter("Hoi", "Jouw link:\nhttps://thuis.example/m/abc/\n")
    message = as_message(letter, recipient="a@debrug.example", language="nl", message_id="<a@b>")
    assert 'href="https://thuis.example/m/abc/"' in message.alternatives[0][0]


@pytest.mark.parametrize(
    ("answer", "state", "code"),
    [("550 no such user", "failed", "550"), ("451 busy", "queued", "451"), ("452 full", "queued", "452")],
)
def test_one_refused_address_stops_nobody_else(box, deliver, answer, state, code):
    box.answers["s2@student.debrug.example"] = answer
    queue(1, 2, 3)
    assert deliver() == 2
    assert states() == {1: "sent", 2: state, 3: "sent"}
    assert OutboxMail.objects.get(reference=2).code == code


def test_a_mail_refused_for_now_waits_ever_longer_and_arrives(box, deliver):
    box.answers["s1@student.debrug.example"] = "451 greylisted"
    queue(1)
    waits = []
    for _ in range(3):
        deliver()
        waits.append(OutboxMail.objects.get().not_before - timezone.now())
        due_again()
    assert waits[0] < waits[1] < waits[2]
    box.answers.clear()
    deliver()
    assert states() == {1: "sent"}


def test_a_mail_refused_for_days_is_shown_as_failed(box, deliver):
    box.answers["s1@student.debrug.example"] = "451 greylisted"
    queue(1)
    OutboxMail.objects.update(queued_at=timezone.now() - GIVE_UP_AFTER - datetime.timedelta(hours=1))
    deliver()
    assert states() == {1: "failed"}


def test_a_server_that_is_away_costs_no_mail_and_no_attempt(box, deliver, settings, told):
    here, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    queue(1, 2)
    began = time.monotonic()
    for _ in range(5):
        assert deliver() == 0
    assert time.monotonic() - began < SLICE, "it asked again and again at a closed door"
    assert set(OutboxMail.objects.values_list("state", "attempts")) == {("queued", 0)}
    assert told == []
    settings.EMAIL_PORT = here
    assert deliver() == 2
    assert len(box.accepted) == 2


def test_after_a_server_went_away_the_next_delivery_follows_within_a_minute(box, deliver, settings):
    settings.EMAIL_PORT = free_port()
    queue(1)
    Job.objects.all().delete()
    deliver()
    wait = Job.objects.get(name=DELIVER).run_after - timezone.now()
    assert datetime.timedelta(0) < wait <= SERVER_PAUSE < datetime.timedelta(minutes=1)


def test_a_sender_that_is_refused_fails_no_recipient(box, deliver):
    box.sender_answer = "553 who are you"
    queue(1, 2)
    deliver()
    assert states() == {1: "queued", 2: "queued"}


def test_a_connection_lost_before_the_mail_was_handed_over_loses_nothing(box, deliver):
    box.drop = "rcpt"
    queue(1)
    deliver()
    assert states() == {1: "queued"}
    box.drop = ""
    deliver()
    assert box.ids == list(OutboxMail.objects.values_list("message_id", flat=True))


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_connection_lost_at_the_last_word_is_uncertain_and_never_repeated(box, deliver, told, moment):
    box.drop = moment
    queue(1)
    deliver()
    box.drop = ""
    deliver()
    assert states() == {1: "uncertain"}
    assert len(box.accepted) == (moment == "after")
    assert told == [(1, "uncertain")]


def test_a_server_that_answers_too_late_is_uncertain(box, deliver, settings):
    settings.EMAIL_TIMEOUT, box.delay = 0.2, 0.6
    queue(1)
    deliver()
    assert states() == {1: "uncertain"}
    time.sleep(0.8)
    box.delay = 0
    deliver()
    assert len(box.accepted) == 1


def test_a_mail_whose_worker_died_is_doubted_and_never_repeated(box, deliver, kinds, told):
    queue(1, 2)
    long_ago = timezone.now() - ABANDONED_AFTER - datetime.timedelta(seconds=1)
    OutboxMail.objects.filter(reference=1).update(state="sending", taken_at=long_ago)
    OutboxMail.objects.filter(reference=2).update(state="sending", taken_at=timezone.now())
    deliver()
    assert states() == {1: "uncertain", 2: "sending"}
    assert doubt_abandoned(kinds, before=timezone.now()) == 1
    assert box.accepted == []


def test_while_a_mail_is_being_sent_a_delivery_is_planned_that_will_look_at_it(deliver):
    queue(1)
    OutboxMail.objects.update(state="sending", taken_at=timezone.now())
    Job.objects.all().delete()
    deliver()
    assert Job.objects.get(name=DELIVER).run_after > timezone.now() + ABANDONED_AFTER / 2


def test_a_mail_that_is_no_longer_wanted_is_cancelled(box, told):
    queue(1)
    kind = MailKind(lambda reference, language: None, lambda found, state: told.append((*found, str(state))))
    deliver_due({"test": kind}, rate=0)
    assert (states(), told, box.accepted) == ({1: "cancelled"}, [(1, "cancelled")], [])


def test_a_letter_that_cannot_be_written_stops_no_other(box, deliver):
    queue_mails([Parcel("unknown", 9, "x@debrug.example", "nl")], first=True)
    queue(1)
    assert deliver() == 1
    assert states() == {9: "failed", 1: "sent"}


def test_an_address_that_no_mail_can_carry_fails_alone(box, deliver):
    queue_mails([Parcel("test", 9, "a@b\n.example", "nl")], first=True)
    queue(1)
    deliver()
    assert states() == {9: "failed", 1: "sent"}


def test_a_mail_somebody_waits_for_goes_before_the_bulk(box, deliver):
    queue(1, 2)
    queue(3, first=True)
    deliver()
    assert "test.3@" in box.ids[0]


def test_the_rate_is_kept(box, deliver):
    queue(*range(6))
    began = time.monotonic()
    deliver(rate=20)
    assert time.monotonic() - began >= 6 / 20


def test_a_long_delivery_makes_room_and_comes_back(box, deliver):
    queue(*range(10))
    Job.objects.all().delete()
    assert 0 < deliver(rate=20, seconds=0.1) < 10
    assert Job.objects.get(name=DELIVER).run_after <= timezone.now()


def test_one_waiting_delivery_is_enough():
    queue(1)
    queue(2)
    assert Job.objects.filter(name=DELIVER).count() == 1


def test_an_empty_outbox_plans_nothing(deliver):
    assert deliver() == 0
    assert not Job.objects.exists()


def test_without_a_mail_server_the_same_outbox_fills_the_folder_of_the_demo(deliver, settings, tmp_path):
    settings.EMAIL_BACKEND, settings.HOME = "thuis.foundation.mail.demo.FolderBackend", tmp_path
    queue(1)
    assert deliver() == 1
    assert len(list((tmp_path / "mail").glob("*.eml"))) == 1
