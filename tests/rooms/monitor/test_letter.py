"""The letter belongs to the student: she reads it, keeps it, compares it, and takes it back."""

import pytest
from django.utils import timezone

from tests.pages import AuditingClient
from tests.rooms.monitor.conftest import make_round, open_now
from tests.rooms.monitor.walk import fill_in, lowest
from thuis.foundation.audit.actions import Operator
from thuis.foundation.responses.models import Draft, LetterboxAnswers, Response
from thuis.foundation.signals.models import Telling
from thuis.rooms.monitor.actions.rounds import close_round
from thuis.rooms.monitor.models import Invitation
from thuis.rooms.monitor.queries.rounds import token_of

pytestmark = pytest.mark.django_db


def told_in(unit):
    now = timezone.now()
    return Telling.objects.create(
        unit=unit, kind="doing", state="published", published_at=now, changed_at=now, made_on=now.date(),
        said_nl="Ik zoek.", said_en="I search.", title_nl="Een naam", title_en="A name", address="/told/#t1",
    )  # fmt: skip


@pytest.mark.parametrize(("language", "words"), [("nl", "We zijn bezig"), ("en", "We are working on it")])
def test_the_letter_says_what_was_done_with_earlier_answers(sanne, bridge, language, words):
    fill_in(sanne)
    sanne.cookies["django_language"] = language
    assert "/told/" not in sanne.get("/monitor/letter/").content.decode()
    told_in(bridge.pedagogy)
    assert "/told/" not in sanne.get("/monitor/letter/").content.decode()
    told_in(bridge.domain)
    page = sanne.get("/monitor/letter/").content.decode()
    assert '<a href="/told/#t1">' in page
    assert words in page
    assert sanne.get("/monitor/letter.pdf").content.startswith(b"%PDF")


def sanne_in(round, student):
    client = AuditingClient()
    client.get(f"/m/{token_of(Invitation.objects.get(round=round, person=student))}/")
    return client


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_letter_speaks_her_language(sanne, language):
    fill_in(sanne)
    sanne.cookies["django_language"] = language
    page = sanne.get("/monitor/letter/").content.decode()
    assert f'<html lang="{language}">' in page
    assert ("Binding" in page) == (language == "nl")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_letter_can_be_kept_as_a_tagged_pdf(sanne, language):
    fill_in(sanne)
    sanne.cookies["django_language"] = language
    response = sanne.get("/monitor/letter.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-1.7")
    assert b"/MarkInfo" in response.content


def test_she_sees_last_time_only_when_she_agreed_both_times(round, student, sanne):
    for agrees_before, agrees_now, bars in ((True, True, 2), (True, False, 1), (False, True, 1)):
        Response.objects.all().delete()
        LetterboxAnswers.objects.all().delete()
        Draft.objects.all().delete()
        _earlier(student, agrees_before)
        client = sanne_in(round, student)
        client.post("/monitor/start/", {"agree": ["core", "years"]} if agrees_now else {})
        fill_in(client)
        page = client.get("/monitor/letter/").content.decode()
        belonging = page.split('data-subject="belonging"')[1].split("</section>")[0]
        assert belonging.count("<tr") == bars


def _earlier(student, agrees):
    from thuis.rooms.monitor.models import Round

    Round.objects.filter(key="vorig").delete()
    before = open_now(make_round("vorig", days=(-300, 5)))
    client = sanne_in(before, student)
    client.post("/monitor/start/", {"agree": ["core", "years"]} if agrees else {})
    fill_in(client, choose=lowest)
    close_round(round=before, by=Operator("test"))


def test_deleting_asks_first_then_removes_everything(sanne):
    fill_in(sanne)
    assert sanne.get("/monitor/delete/").status_code == 200
    assert LetterboxAnswers.objects.count() == 1
    sanne.post("/monitor/delete/")
    assert not LetterboxAnswers.objects.exists()
    assert not Response.objects.exists()
    assert not Draft.objects.exists()


def test_after_deleting_her_link_is_as_new(sanne):
    fill_in(sanne)
    sanne.post("/monitor/delete/")
    fill_in(sanne)
    assert LetterboxAnswers.objects.count() == 1


def test_she_can_delete_after_the_round_closed(sanne, round):
    fill_in(sanne)
    close_round(round=round, by=Operator("test"))
    sanne.post("/monitor/delete/")
    assert not Response.objects.exists()


def test_there_is_no_letter_before_she_answers(sanne):
    assert sanne.get("/monitor/letter/").status_code == 409
    assert sanne.get("/monitor/letter.pdf").status_code == 409


def test_nobody_else_reads_her_letter(sanne, ineke, marit):
    fill_in(sanne)
    for colleague in (ineke, marit):
        assert colleague.get("/monitor/letter/").status_code == 404
