"""A colleague makes a round, looks at it, invites, opens and closes it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from tests import factories
from tests.rooms.monitor.conftest import make_round, open_now
from tests.rooms.monitor.walk import fill_in
from thuis.config.mail import deliver
from thuis.core.errors import WrongState
from thuis.core.questionnaire.freeze import fingerprint
from thuis.foundation.audit.actions import Operator
from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.jobs.models import Job
from thuis.foundation.responses.models import LetterboxAnswers
from thuis.rooms.monitor.access import TRANSITIONS
from thuis.rooms.monitor.actions.rounds import (
    close_round,
    extend_round,
    invite_enrolled,
    open_round,
    save_round,
)
from thuis.rooms.monitor.models import Invitation, Round
from thuis.rooms.monitor.public import questionnaire_for
from thuis.rooms.monitor.queries.rounds import questionnaire_of
from thuis.rooms.monitor.tasks import look_after_rounds, send_invitations

pytestmark = pytest.mark.django_db
BY = Operator("test")
FORM = {
    "title_nl": "Monitor 2027",
    "title_en": "Monitor 2027",
    "opens_on": "2027-03-01",
    "closes_on": "2027-03-29",
    "modules": ["belonging"],
}


def test_an_empty_house_teaches_the_first_step(ineke):
    assert "/rounds/new/" in ineke.get("/rounds/").content.decode()


def test_from_new_to_closed_in_the_browser(ineke, student, offer):
    assert ineke.post("/rounds/new/", {**FORM, "opens_on": "2026-01-01"}).url == "/rounds/monitor-2027/"
    assert ineke.get("/rounds/monitor-2027/preview/").status_code == 200
    ineke.post("/rounds/monitor-2027/invite/")
    assert ineke.get("/rounds/monitor-2027/open/").status_code == 200
    ineke.post("/rounds/monitor-2027/open/")
    assert Round.objects.get().state == "open"
    ineke.get("/rounds/monitor-2027/")
    assert ineke.get("/rounds/monitor-2027/close/").status_code == 200
    ineke.post("/rounds/monitor-2027/close/")
    assert Round.objects.get().state == "closed"
    assert list(AuditEvent.objects.values_list("deed", flat=True)) == [
        "round.saved",
        "round.invited",
        "round.opened",
        "round.closed",
    ]


def test_a_last_day_before_the_first_is_refused_with_the_fields_kept(ineke):
    response = ineke.post("/rounds/new/", {**FORM, "closes_on": "2027-02-01"})
    assert response.status_code == 422
    assert "Monitor 2027" in response.content.decode()


def test_two_rounds_with_one_title_get_two_addresses(ineke):
    ineke.post("/rounds/new/", FORM)
    assert ineke.post("/rounds/new/", FORM).url == "/rounds/monitor-2027-2/"


def test_opening_freezes_every_word(round):
    frozen = questionnaire_of(round)
    assert fingerprint(frozen) == round.fingerprint
    assert any(item.code == "HELP_studentenhuis" for module in frozen.modules for item in module.items)


@pytest.mark.parametrize("state", list(Round.State))
@pytest.mark.parametrize("deed", ["edit", "invite", "open", "close"])
def test_only_the_deeds_of_the_table_are_possible(state, deed, bridge):
    round = make_round()
    Round.objects.filter(pk=round.pk).update(state=state, fingerprint="x")
    round.refresh_from_db()
    deeds = {
        "edit": lambda: save_round(round=round, by=BY),
        "invite": lambda: invite_enrolled(round=round, on=timezone.localdate(), by=BY),
        "open": lambda: open_round(round=round, questionnaire=questionnaire_for([], []), by=BY),
        "close": lambda: close_round(round=round, by=BY),
    }
    if (state, deed) in TRANSITIONS:
        deeds[deed]()
    else:
        with pytest.raises(WrongState):
            deeds[deed]()


def test_inviting_again_adds_only_who_is_new(bridge, offer):
    factories.student(bridge.social_work_avermeer)
    round = make_round()
    assert invite_enrolled(round=round, on=timezone.localdate(), by=BY) == 1
    factories.student(bridge.pedagogy_avermeer)
    assert invite_enrolled(round=round, on=timezone.localdate(), by=BY) == 1
    assert round.invitations.count() == 2


def test_inviting_costs_the_same_number_of_queries_for_many(bridge, django_assert_max_num_queries):
    for _ in range(40):
        factories.student(bridge.social_work_avermeer)
    round = make_round()
    with django_assert_max_num_queries(12):
        invite_enrolled(round=round, on=timezone.localdate(), by=BY)


def test_each_student_gets_one_mail_in_her_own_language_with_her_own_link(bridge, offer):
    factories.student(bridge.social_work_avermeer, language="nl")
    factories.student(bridge.social_work_avermeer, language="en")
    round = open_now(make_round())
    send_invitations(round.pk)
    deliver()
    send_invitations(round.pk)
    deliver()
    assert len(mail.outbox) == 2
    links = {line for message in mail.outbox for line in message.body.splitlines() if "/m/" in line}
    assert len(links) == 2
    assert {message.subject.split()[0] for message in mail.outbox} == {"Hoe", "How"}
    assert set(round.invitations.values_list("state", flat=True)) == {Invitation.State.SENT}


def test_opening_puts_the_sending_and_the_nightly_letterbox_in_the_queue(round):
    queued = list(Job.objects.order_by("pk").values_list("name", flat=True))
    assert queued == ["monitor.send_invitations", "monitor.empty_letterbox"]


def test_a_student_without_address_is_shown_and_not_mailed(bridge, offer):
    person = factories.student(bridge.social_work_avermeer)
    type(person).objects.update(email="")
    round = open_now(make_round())
    send_invitations(round.pk)
    deliver()
    assert mail.outbox == []
    assert round.invitations.get().state == Invitation.State.NO_ADDRESS


def test_while_a_round_is_open_nobody_sees_answers_or_how_many(ineke, round, sanne):
    sanne.post("/monitor/start/")
    page = ineke.get(f"/rounds/{round.key}/").content.decode()
    assert "WEL0" not in page


def test_lecturers_see_rounds_but_do_not_steer_them(bram, round):
    assert bram.get("/rounds/").status_code == 200
    assert "/rounds/new/" not in bram.get("/rounds/").content.decode()
    assert bram.post(f"/rounds/{round.key}/close/").status_code == 403


def test_the_form_of_an_open_round_says_that_it_cannot_change(ineke, round):
    answer = ineke.get(f"/rounds/{round.key}/edit/")
    assert answer.status_code == 409
    assert "Er is niets veranderd" in answer.content.decode()


def test_a_closed_round_without_invitations_does_not_invite_to_invite(ineke, bridge):
    close_round(round=open_now(make_round("oud")), by=BY)
    Invitation.objects.all().delete()
    page = ineke.get("/rounds/oud/").content.decode()
    assert "Van deze meting bewaren we geen uitnodiging" in page


class TestTheLastDay:
    def test_an_open_round_gets_another_last_day(self, ineke, round):
        day = timezone.localdate() + timedelta(days=20)
        ineke.post(f"/rounds/{round.key}/extend/", {"closes_on": day.isoformat()}, follow=True)
        assert Round.objects.get().closes_on == day
        assert AuditEvent.objects.filter(deed="round.extended").count() == 1

    def test_a_day_that_has_passed_is_refused_with_a_reason(self, ineke, round):
        day = timezone.localdate() - timedelta(days=1)
        page = ineke.post(f"/rounds/{round.key}/extend/", {"closes_on": day.isoformat()})
        assert page.status_code == 422
        assert "Deze dag is voorbij" in page.content.decode()

    @pytest.mark.parametrize("day", [-3, -1])
    def test_the_action_refuses_it_too(self, round, day):
        with pytest.raises(WrongState):
            extend_round(round=round, last_day=timezone.localdate() + timedelta(days=day), by=BY)

    def test_a_round_closes_by_itself_on_the_day_after_its_last(self, sanne, round):
        fill_in(sanne)
        look_after_rounds()
        assert Round.objects.get().state == "open"
        yesterday = timezone.localdate() - timedelta(days=1)
        Round.objects.update(opens_on=yesterday, closes_on=yesterday)
        look_after_rounds()
        assert Round.objects.get().state == "closed"
        assert not LetterboxAnswers.objects.exists()
        assert AuditEvent.objects.get(deed="round.closed").actor_name == "operator:thuis worker"

    def test_a_round_in_preparation_that_was_never_opened_stays(self, bridge):
        make_round("later")
        yesterday = timezone.localdate() - timedelta(days=1)
        Round.objects.update(opens_on=yesterday, closes_on=yesterday)
        look_after_rounds()
        assert Round.objects.get().state == "draft"
