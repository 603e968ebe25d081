"""Colleagues change the words of an invitation, and mend mail that went wrong."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import cast, factories
from tests.rooms.monitor.conftest import make_round, open_now
from thuis.config.mail import deliver
from thuis.foundation.audit.actions import Operator
from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.mail.models import OutboxMail
from thuis.rooms.monitor.actions.rounds import close_round
from thuis.rooms.monitor.models import Invitation, InvitationText, Round
from thuis.rooms.monitor.tasks import send_invitations

pytestmark = pytest.mark.django_db
BY = Operator("test")
WORDS = {
    "subject_nl": "Wat vind jij van {De Brug}?",
    "subject_en": "What do you think of De Brug?",
    "text_nl": "Vertel het ons.",
    "text_en": "Do tell us.",
}
NEW = "sanne.hofstra@student.debrug.example"


def troubled(round, state):
    """The invitation of Sanne, after its mail went out and came to this."""
    if state != "no-address":
        send_invitations(round.pk)
        OutboxMail.objects.update(state=state)
    Invitation.objects.update(state=state)
    return Invitation.objects.get()


class TestWords:
    def test_a_round_starts_with_the_usual_words(self, ineke, round):
        page = ineke.get(f"/rounds/{round.key}/invitation/").content.decode()
        assert "Vijf minuten, en een brief terug" in page
        assert "letter back" in page
        assert not InvitationText.objects.exists()

    def test_changed_words_arrive_in_the_frame_that_nobody_can_leave_out(self, ineke, round, client):
        address = f"/rounds/{round.key}/invitation/"
        assert address in ineke.get(f"/rounds/{round.key}/").content.decode()
        assert ineke.post(address, WORDS).url == address
        assert "Do tell us." in ineke.get(address).content.decode()
        send_invitations(round.pk)
        deliver()
        (message,) = mail.outbox
        assert message.subject == WORDS["subject_nl"]
        assert "Vertel het ons." in message.body and "/m/" in message.body
        assert "Je kiest zelf of je meedoet." in message.body
        assert "Wat vind jij van" in client.get("/").content.decode()
        assert AuditEvent.objects.filter(deed="invitation-text.saved").count() == 1

    def test_a_test_mail_goes_to_the_colleague_in_both_languages_without_a_link(self, ineke, round):
        ineke.post(f"/rounds/{round.key}/invitation/", WORDS)
        ineke.post(f"/rounds/{round.key}/invitation/test/")
        deliver()
        assert {message.subject for message in mail.outbox} == {WORDS["subject_nl"], WORDS["subject_en"]}
        assert {message.to[0] for message in mail.outbox} == {cast.INEKE.email}
        assert not any("/m/" in message.body for message in mail.outbox)

    @pytest.mark.parametrize("field", WORDS)
    def test_an_empty_field_is_refused_and_the_others_are_kept(self, ineke, round, field):
        posted = ineke.post(f"/rounds/{round.key}/invitation/", {**WORDS, field: " "})
        assert posted.status_code == 422
        assert not InvitationText.objects.exists()

    def test_after_closing_they_stay_as_they_were(self, ineke, round):
        close_round(round=round, by=BY)
        address = f"/rounds/{round.key}/invitation/"
        assert "subject_nl" not in ineke.get(address).content.decode()
        assert ineke.post(address, WORDS).status_code == 409
        assert not InvitationText.objects.exists()


class TestMending:
    @pytest.mark.parametrize("state", ["failed", "bounced", "uncertain", "no-address"])
    def test_the_page_names_who_went_wrong_to_an_admin_and_to_nobody_else(self, ineke, ruben, round, state):
        troubled(round, state)
        address = f"/rounds/{round.key}/mail/"
        assert address in ineke.get(f"/rounds/{round.key}/").content.decode()
        assert "Sanne Hofstra" in ineke.get(address).content.decode()
        other = ruben.get(address).content.decode()
        assert "Sanne" not in other and "@student" not in other

    def test_mail_that_went_well_names_nobody(self, ineke, round):
        troubled(round, "sent")
        assert "Sanne" not in ineke.get(f"/rounds/{round.key}/mail/").content.decode()

    def test_a_round_without_invitations_says_what_to_do(self, ineke):
        assert "Nodig studenten uit" in ineke.get(f"/rounds/{make_round().key}/mail/").content.decode()

    @pytest.mark.parametrize("state", ["failed", "bounced", "uncertain", "no-address"])
    def test_a_corrected_address_gets_the_mail_and_the_log_has_no_value(self, ineke, round, state):
        invitation = troubled(round, state)
        address = f"/rounds/{round.key}/mail/{invitation.pk}/"
        assert ineke.get(address).status_code == 200
        assert ineke.post(address, {"email": NEW}).url == f"/rounds/{round.key}/mail/"
        deliver()
        assert [message.to for message in mail.outbox] == [[NEW]]
        assert Invitation.objects.get().state == Invitation.State.SENT
        deeds = AuditEvent.objects.filter(deed__contains="address")
        assert set(deeds.values_list("deed", flat=True)) == {"address-saved", "invitation.address-corrected"}
        assert NEW not in str(list(AuditEvent.objects.values()))

    def test_before_the_round_opens_nothing_goes_out(self, ineke, bridge, offer):
        factories.student(bridge.social_work_avermeer)
        round = make_round()
        ineke.post(f"/rounds/{round.key}/invite/")
        Invitation.objects.update(state="no-address")
        ineke.post(f"/rounds/{round.key}/mail/{Invitation.objects.get().pk}/", {"email": NEW})
        assert not OutboxMail.objects.exists()
        assert Invitation.objects.get().state == Invitation.State.MADE
        open_now(round)
        send_invitations(round.pk)
        deliver()
        assert [message.to for message in mail.outbox] == [[NEW]]

    def test_a_wrong_address_is_refused(self, ineke, round):
        invitation = troubled(round, "bounced")
        posted = ineke.post(f"/rounds/{round.key}/mail/{invitation.pk}/", {"email": "geen adres"})
        assert posted.status_code == 422
        assert "geen adres" in posted.content.decode()

    @pytest.mark.parametrize("state", ["failed", "uncertain"])
    def test_sending_one_again_sends_one_and_a_second_press_none(self, ineke, round, state):
        invitation = troubled(round, state)
        address = f"/rounds/{round.key}/mail/{invitation.pk}/again/"
        assert ineke.post(address).status_code == 302
        assert ineke.post(address).status_code == 404
        send_invitations(round.pk)  # as when new students are added
        deliver()
        assert len(mail.outbox) == 1

    def test_a_bounced_mail_is_not_sent_to_the_same_address(self, ineke, round):
        invitation = troubled(round, "bounced")
        assert ineke.post(f"/rounds/{round.key}/mail/{invitation.pk}/again/").status_code == 409
        assert ineke.post(f"/rounds/{round.key}/mail/again/").status_code == 302
        deliver()
        assert mail.outbox == []

    def test_all_again_takes_failed_and_uncertain_and_leaves_the_rest(self, bridge, offer, ineke):
        people = [factories.student(bridge.social_work_avermeer) for _ in range(4)]
        round = open_now(make_round())
        send_invitations(round.pk)
        states = ("failed", "uncertain", "bounced", "sent")
        for person, state in zip(people, states, strict=True):
            round.invitations.filter(person=person).update(state=state)
        OutboxMail.objects.update(state="failed")
        for _ in range(2):
            assert ineke.post(f"/rounds/{round.key}/mail/again/").status_code == 302
        deliver()
        assert {message.to[0] for message in mail.outbox} == {person.email for person in people[:2]}
        assert AuditEvent.objects.filter(deed="invitations.sent-again").count() == 2

    def test_after_closing_nothing_can_be_sent(self, ineke, round):
        invitation = troubled(round, "failed")
        close_round(round=Round.objects.get(), by=BY)
        assert ineke.post(f"/rounds/{round.key}/mail/again/").status_code == 409
        assert ineke.post(f"/rounds/{round.key}/mail/{invitation.pk}/again/").status_code == 409

    def test_a_researcher_corrects_no_address(self, ruben, round):
        invitation = troubled(round, "failed")
        assert ruben.post(f"/rounds/{round.key}/mail/{invitation.pk}/", {"email": NEW}).status_code == 403

    def test_the_page_costs_the_same_for_many(self, bridge, offer, ineke):
        def cost(students):
            for _ in range(students):
                factories.student(bridge.social_work_avermeer)
            ineke.post(f"/rounds/{round.key}/invite/")
            Invitation.objects.update(state="failed")
            with CaptureQueriesContext(connection) as queries:
                page = ineke.get(f"/rounds/{round.key}/mail/").content.decode()
            return page.count("/again/") - 1, len(queries)

        factories.student(bridge.social_work_avermeer)
        round = open_now(make_round())
        (few, cheap), (many, dear) = cost(0), cost(60)
        assert (few, many) == (1, 50)
        assert dear <= cheap
