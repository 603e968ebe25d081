"""Choosing cards, ordering them, making the report, and many at once: only hers, and bound to a release."""

import io
import zipfile
from datetime import timedelta

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from pptx import Presentation

from tests.harness.site import CLOSED, SMALL
from tests.pages import AuditingClient
from thuis.config.jobs import DAILY, JOBS
from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.documents import kept
from thuis.foundation.jobs.models import Job
from thuis.foundation.release.models import Release
from thuis.rooms.insights import actions
from thuis.rooms.insights.models import PickedCard, ReportBatch

ROUND = CLOSED[-1]
MINE = f"/insights/{ROUND}/programme/SW"
REPORT = "/insights/report/"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("filled")]


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def people(filled):
    found = {}
    for who, user in filled.users.items():
        found[who] = AuditingClient(headers={"accept-language": "en"})
        found[who].user = user
        found[who].force_login(user)
    return found


def add(client, tab="belonging", card="level", where=MINE, query=""):
    return client.post(f"{where}/{tab}/{card}/add/{query}")


def order(client):
    return list(PickedCard.objects.filter(user=client.user).values_list("tab", flat=True))


def test_the_button_below_a_card_puts_it_in_the_report(people):
    bram = people["bram"]
    assert f'action="{MINE}/belonging/level/add/"' in bram.get(f"{MINE}/belonging/").content.decode()
    assert add(bram).headers["Location"] == f"{MINE}/belonging/#level"
    add(bram)
    page = bram.get(REPORT).content.decode()
    assert page.count('<li class="card') == 1
    assert "Belonging: Do students feel at home?" in page


def test_an_empty_report_teaches_how_to_begin(people):
    page = people["bram"].get(REPORT).content.decode()
    assert "No cards yet" in page
    assert people["bram"].get(f"{REPORT}made.pdf").status_code == 404


def test_cards_move_up_and_down_and_go(people):
    bram = people["bram"]
    for tab in ("belonging", "wellbeing", "study"):
        add(bram, tab)
    last = PickedCard.objects.get(tab="study")
    bram.post(f"{REPORT}{last.pk}/move/", {"way": "up"})
    assert order(bram) == ["belonging", "study", "wellbeing"]
    bram.post(f"{REPORT}{PickedCard.objects.get(tab='belonging').pk}/move/", {"way": "up"})
    assert order(bram) == ["belonging", "study", "wellbeing"]
    bram.post(f"{REPORT}{last.pk}/move/", {"way": "down"})
    assert order(bram) == ["belonging", "wellbeing", "study"]
    bram.post(f"{REPORT}{last.pk}/remove/")
    assert order(bram) == ["belonging", "wellbeing"]


def test_nobody_touches_the_report_of_somebody_else(people):
    add(people["bram"])
    pk = PickedCard.objects.get().pk
    for deed in ("move", "remove"):
        assert people["marit"].post(f"{REPORT}{pk}/{deed}/").status_code == 404
    assert "No cards yet" in people["marit"].get(REPORT).content.decode()
    assert order(people["bram"]) == ["belonging"]


@pytest.mark.parametrize("place", ["programme/PED", f"programme/{SMALL}", "domain/MM", "programme/XX"])
def test_a_unit_of_others_is_not_there(people, place):
    bram, where = people["bram"], f"/insights/{ROUND}/{place}"
    assert add(bram, where=where).status_code == 404
    for name in ("report.pdf", "report.pptx", "poster.pdf"):
        assert bram.get(f"{where}/{name}").status_code == 404


def test_a_card_that_is_not_there_cannot_be_added(people):
    assert add(people["bram"], card="nothing").status_code == 404
    assert add(people["bram"], tab="nothing").status_code == 404
    assert people["bram"].get(f"{MINE}/report.docx").status_code == 404


def test_the_report_of_a_unit_opens_as_pdf_and_as_slides(people):
    answer = people["bram"].get(f"{MINE}/report.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    reader = pypdf.PdfReader(io.BytesIO(answer.content))
    assert reader.metadata.title == "Report: Social Work"
    deck = Presentation(io.BytesIO(people["bram"].get(f"{MINE}/report.pptx").content))
    assert deck.core_properties.title == "Report: Social Work"
    assert any(shape.has_chart for slide in deck.slides for shape in slide.shapes)


def test_the_chosen_cards_become_one_file_of_each_kind(people):
    bram = people["bram"]
    add(bram, "study")
    add(bram, "belonging", query="?group=study_year:1")
    text = " ".join(
        page.extract_text()
        for page in pypdf.PdfReader(io.BytesIO(bram.get(f"{REPORT}made.pdf").content)).pages
    )
    assert text.index("Interest, demands") < text.index("Do students feel at home?")
    assert "Social Work, Year 1" in text
    titles = [
        slide.shapes.title.text_frame.text
        for slide in Presentation(io.BytesIO(bram.get(f"{REPORT}made.pptx").content)).slides
    ]
    assert "Do students feel at home?" in titles


def test_a_report_keeps_its_release_until_the_newest_is_taken(people):
    bram = people["bram"]
    first, newest = Release.objects.order_by("version").values_list("version", flat=True)
    add(bram, where=f"/insights/{CLOSED[0]}/programme/SW")
    PickedCard.objects.update(release_version=first)
    page = bram.get(REPORT).content.decode()
    assert "There are newer figures" in page
    assert f"release {first}" in page
    bram.post(f"{REPORT}newest/")
    assert PickedCard.objects.get().release_version == newest
    assert "There are newer figures" not in bram.get(REPORT).content.decode()


def test_a_card_that_is_not_hers_any_more_is_named_and_left_out(people):
    bram = people["bram"]
    add(bram)
    PickedCard.objects.update(unit="PED")
    assert "It is left out." in bram.get(REPORT).content.decode()
    assert bram.get(f"{REPORT}made.pdf").status_code == 404


def test_more_cards_need_no_more_queries(people):
    bram, counts = people["bram"], []
    for tab in ("belonging", "wellbeing", "study", "inclusion"):
        add(bram, tab)
        with CaptureQueriesContext(connection) as seen:
            bram.get(REPORT)
        counts.append(len(seen))
    assert counts[1] == counts[-1]


# --- many at once ----------------------------------------------------------------------------------------


def asks(client, kind="programme", suffix="pdf"):
    answer = client.post(f"/insights/{ROUND}/reports/", {"kind": kind, "suffix": suffix})
    assert answer.status_code == 302
    return ReportBatch.objects.latest("pk")


def works():
    """Only the reports: the queue of the filled site holds other work too."""
    job = Job.objects.filter(name=actions.MAKE_REPORTS).latest("pk")
    JOBS[job.name](**job.arguments)


def file_of(batch):
    return f"/insights/reports/{batch.pk}/reports.zip"


def test_a_researcher_gets_a_report_of_every_programme_in_one_file(people):
    ruben = people["ruben"]
    batch = asks(ruben)
    assert "0 of 6 reports are made" in ruben.get(f"/insights/reports/{batch.pk}/").content.decode()
    assert ruben.get(file_of(batch)).status_code == 404
    works()
    page = ruben.get(f"/insights/reports/{batch.pk}/").content.decode()
    assert file_of(batch) in page
    archive = zipfile.ZipFile(io.BytesIO(ruben.get(file_of(batch)).content))
    assert archive.testzip() is None
    assert len(archive.namelist()) == 6
    reader = pypdf.PdfReader(io.BytesIO(archive.read(f"social-work-{ROUND}.pdf")))
    assert reader.metadata.title == "Report: Social Work"
    assert AuditEvent.objects.latest("id").deed == "reports.asked"
    assert f"/insights/reports/{batch.pk}/" in ruben.get(f"/insights/{ROUND}/reports/").content.decode()


def test_progress_grows_with_each_report(people, monkeypatch):
    asks(people["ruben"], kind="domain", suffix="pptx")
    seen = []
    note = actions.note_finished
    monkeypatch.setattr(
        actions, "note_finished", lambda **told: seen.append(told["finished"]) or note(**told)
    )
    works()
    assert seen == [1, 2]


def test_a_batch_holds_her_own_units_and_nobody_else_opens_it(people):
    batch = asks(people["marit"])
    works()
    assert batch.units == [["programme", "SW"]]
    assert people["marit"].get(file_of(batch)).status_code == 200
    for who in ("bram", "ruben"):
        assert people[who].get(file_of(batch)).status_code == 404
        assert people[who].get(f"/insights/reports/{batch.pk}/").status_code == 404


def test_who_lost_a_unit_gets_neither_its_report_nor_the_file(people):
    batch = asks(people["marit"])
    ReportBatch.objects.update(units=[["programme", "SW"], ["programme", "PED"]])
    works()
    batch.refresh_from_db()
    assert zipfile.ZipFile(kept.kept_file(batch.stored)).namelist() == [f"social-work-{ROUND}.pdf"]
    assert people["marit"].get(file_of(batch)).status_code == 404


def test_a_kind_of_unit_that_is_not_hers_is_refused(people):
    answer = people["marit"].post(f"/insights/{ROUND}/reports/", {"kind": "site", "suffix": "pdf"})
    assert answer.status_code == 422
    assert people["marit"].get("/insights/1999/reports/").status_code == 404


def test_the_work_may_be_done_twice(people):
    batch = asks(people["marit"])
    works()
    batch.refresh_from_db()
    works()
    assert ReportBatch.objects.get(pk=batch.pk).stored == batch.stored
    assert [path.name for path in kept.folder().iterdir()].count(batch.stored) == 1


def test_work_that_breaks_off_leaves_no_file(people, monkeypatch):
    asks(people["marit"])
    before = set(kept.folder().iterdir())
    monkeypatch.setattr("thuis.rooms.insights.tasks.reports.standard_report", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        works()
    assert set(kept.folder().iterdir()) == before


def test_who_waits_is_told_that_it_went_wrong_and_gets_the_file_of_a_later_try(people, monkeypatch):
    batch, marit = asks(people["marit"]), people["marit"]
    monkeypatch.setattr("thuis.rooms.insights.tasks.reports.standard_report", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        works()
    page = marit.get(f"/insights/reports/{batch.pk}/").content.decode()
    assert "It did not work yet" in page
    assert f'href="/insights/{ROUND}/reports/"' in page
    assert "every 2s" not in page
    assert "did not work yet" in marit.get(f"/insights/{ROUND}/reports/").content.decode()
    monkeypatch.undo()
    works()
    assert file_of(batch) in marit.get(f"/insights/reports/{batch.pk}/").content.decode()
    assert marit.get(file_of(batch)).status_code == 200


def test_files_are_private_and_go_after_a_week(people):
    batch = asks(people["marit"])
    works()
    batch.refresh_from_db()
    path = kept.kept_file(batch.stored)
    assert (path.stat().st_mode & 0o777, kept.folder().stat().st_mode & 0o777) == (0o600, 0o700)
    assert "insights.forget_old_reports" in DAILY
    ReportBatch.objects.update(asked_at=timezone.now() - timedelta(days=6, hours=23))
    JOBS["insights.forget_old_reports"]()
    assert path.exists()
    ReportBatch.objects.update(asked_at=timezone.now() - timedelta(days=7, minutes=1))
    JOBS["insights.forget_old_reports"]()
    assert not path.exists()
    assert people["marit"].get(file_of(batch)).status_code == 404
