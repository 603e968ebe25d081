"""What comes back is read and marked, however the mail server wrote it."""

import mailbox

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.foundation.mail.conftest import queue, states
from thuis.config.cli import main
from thuis.foundation.mail.bounces import Bounce, bounces_in, mails_in, note_bounces
from thuis.foundation.mail.models import OutboxMail

REPORT = """\
From: MAILER-DAEMON@mail.debrug.example
To: terug@debrug.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain; charset=us-ascii

I could not deliver your message.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.debrug.example
Arrival-Date: Mon, 2 Mar 2026 09:00:00 +0100

{recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 no such user

--B
{returned}

--B--
"""
WHOLE = "Content-Type: message/rfc822\n\nMessage-ID: {mail_id}\nSubject: Hoi\n\nHoe gaat het?"
HEADERS = "Content-Type: text/rfc822-headers\n\nMessage-ID:\n {mail_id}\nSubject: Hoi"
FINAL = "Final-Recipient: rfc822; {address}"


def report(
    address="s1@student.debrug.example",
    *,
    action="failed",
    status="5.1.1",
    returned=WHOLE,
    mail_id="<x@y>",
    recipient=FINAL,
):
    words = {"recipient": recipient.format(address=address), "returned": returned.format(mail_id=mail_id)}
    return REPORT.format(action=action, status=status, **words).encode()


@pytest.mark.parametrize("returned", [WHOLE, HEADERS])
def test_a_report_names_recipient_mail_and_reason(returned):
    found = bounces_in(report(returned=returned, mail_id="<monitor.invitation.7@debrug.example>"))
    assert found == [Bounce("s1@student.debrug.example", "<monitor.invitation.7@debrug.example>", "5.1.1")]


def test_the_address_as_we_wrote_it_wins_over_a_forward():
    both = (
        "Original-Recipient: rfc822;S1@student.debrug.example\nFinal-Recipient: rfc822;sanne@elders.example"
    )
    assert bounces_in(report(recipient=both))[0].recipient == "s1@student.debrug.example"


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_only_what_failed_for_good_is_a_bounce(action):
    assert bounces_in(report(action=action)) == []


def test_an_ordinary_mail_is_no_report():
    assert bounces_in(b"From: sanne@elders.example\nSubject: Ik ben weg\n\nIk ben er maandag weer.") == []


@given(st.binary(max_size=400), st.integers(0, 900))
def test_a_broken_report_is_never_an_error(noise, place):
    whole = report()
    bounces_in(whole[:place] + noise + whole[place:])
    bounces_in(whole[:place])
    bounces_in(noise)


@pytest.mark.django_db
class TestNoting:
    def test_by_the_id_of_the_mail(self, box, deliver, kinds, told):
        queue(1, 2)
        deliver()
        mail_id = OutboxMail.objects.get(reference=2).message_id
        assert note_bounces([report("forwarded@elders.example", mail_id=mail_id)], kinds) == (1, 1)
        assert states() == {1: "sent", 2: "bounced"}
        assert told[-1] == (2, "bounced")
        assert OutboxMail.objects.get(reference=2).code == "5.1.1"

    def test_by_the_address_when_the_id_was_replaced_on_the_way(self, box, deliver, kinds):
        queue(1, 2)
        deliver()
        note_bounces([report("S1@Student.debrug.example", mail_id="<replaced@elsewhere.example>")], kinds)
        assert states() == {1: "bounced", 2: "sent"}

    def test_the_same_report_twice_changes_nothing_the_second_time(self, box, deliver, kinds):
        queue(1)
        deliver()
        report_once = report(mail_id=OutboxMail.objects.get().message_id)
        assert note_bounces([report_once, report_once], kinds) == (2, 1)

    def test_a_stranger_changes_nothing(self, box, deliver, kinds):
        queue(1)
        deliver()
        assert note_bounces([report("nobody@elders.example")], kinds) == (1, 0)

    def test_what_has_not_gone_out_cannot_come_back(self, kinds):
        queue(1)
        note_bounces([report(mail_id=OutboxMail.objects.get().message_id)], kinds)
        assert states() == {1: "queued"}


def test_mails_are_read_from_a_file_an_mbox_and_a_maildir(tmp_path):
    (tmp_path / "one.eml").write_bytes(report())
    box = mailbox.mbox(tmp_path / "many.mbox")
    folder = mailbox.Maildir(tmp_path / "maildir")
    for number in range(3):
        box.add(report(f"s{number}@student.debrug.example"))
        folder.add(report(f"s{number}@student.debrug.example"))
    box.close()
    for name, expected in (("one.eml", 1), ("many.mbox", 3), ("maildir", 3)):
        found = [bounce for raw in mails_in(tmp_path / name) for bounce in bounces_in(raw)]
        assert len(found) == expected


@pytest.mark.django_db
def test_the_command_says_what_it_found(tmp_path, capsys, box, deliver):
    queue(1)
    deliver()
    (tmp_path / "one.eml").write_bytes(report())
    assert main(["mail", "bounces", str(tmp_path / "one.eml")]) == 0
    assert "failed mail: 1. Newly marked as come back: 1." in capsys.readouterr().out
    assert main(["mail", "status"]) == 0
    assert "bounced" in capsys.readouterr().out


def test_a_place_that_does_not_exist_is_said_in_words(tmp_path, capsys):
    assert main(["mail", "bounces", str(tmp_path / "nowhere")]) == 1
    assert "nowhere" in capsys.readouterr().err


@pytest.mark.django_db
def test_an_empty_outbox_says_so(capsys):
    main(["mail", "status"])
    assert "empty" in capsys.readouterr().out
