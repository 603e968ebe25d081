"""What goes along from figures: a report to read or edit, and a card as a signal. And hours of staff."""

import io

import pptx
import pytest
from django.urls import reverse
from pypdf import PdfReader

from tests.rooms.participation.figures import released
from thuis.foundation.signals.models import Signal
from thuis.rooms.participation.models import StaffHours

WHERE = {"period": "2023-q1", "kind": "institution", "unit": "all"}


@pytest.fixture
def made(bridge, tmp_path, settings):
    settings.HOME = tmp_path
    return released(bridge)


def report(client, suffix, language="nl", **where):
    address = reverse("figures:report", kwargs={**WHERE, **where, "suffix": suffix})
    return client.get(address, HTTP_ACCEPT_LANGUAGE=language)


@pytest.mark.parametrize(("language", "title"), [("nl", "Rollen van studenten"), ("en", "Roles of students")])
def test_the_report_of_a_unit_is_a_tagged_pdf_in_the_language_of_the_reader(made, ruben, language, title):
    paper = PdfReader(io.BytesIO(report(ruben, "pdf", language).content))
    assert paper.metadata.title.startswith(title)
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert paper.trailer["/Root"]["/Lang"].startswith(language)
    text = " ".join(page.extract_text() for page in paper.pages)
    assert "2023" in text


def test_the_slides_hold_charts_that_can_be_edited(made, ruben):
    deck = pptx.Presentation(io.BytesIO(report(ruben, "pptx").content))
    assert any(shape.has_chart for slide in deck.slides for shape in slide.shapes)


def test_a_unit_of_others_has_no_report(made, marit):
    assert report(marit, "pdf", kind="programme", unit="PED").status_code == 404
    assert report(marit, "pdf", kind="programme", unit="SW").status_code == 200
    assert report(marit, "doc", kind="programme", unit="SW").status_code == 404


def test_a_card_becomes_a_signal_that_says_its_figure(made, ruben):
    page = ruben.get(reverse("figures:tab", kwargs={**WHERE, "tab": "glance"})).text
    address = reverse("figures:signal", kwargs={**WHERE, "tab": "glance", "card": "participation"})
    assert address in page
    ruben.post(address)
    signal = Signal.objects.get()
    assert (signal.unit_kind, signal.unit, signal.period) == ("institution", "all", "2023-q1")
    assert "%" in signal.said
    assert signal.address.endswith("#participation")


def test_no_signal_is_made_of_a_card_that_is_not_there(made, ruben):
    for tab, card in (("glance", "moon"), ("moon", "participation")):
        assert (
            ruben.post(reverse("figures:signal", kwargs={**WHERE, "tab": tab, "card": card})).status_code
            == 404
        )
    assert not Signal.objects.exists()


HOURS = {"place": "SW/AVM", "first": "2023-01-01", "last": "2023-12-31", "hours": "1200,5", "source": "plan"}


def test_a_coordinator_keeps_the_hours_of_staff(yasmin):
    address = reverse("participation:staff")
    yasmin.post(address, HOURS)
    kept = StaffHours.objects.get()
    assert (kept.domain, kept.programme, kept.site, kept.hours) == ("MM", "SW", "AVM", 1200.5)
    assert "1.200,5" in yasmin.get(address).text
    yasmin.post(reverse("participation:staff-remove", args=[kept.pk]))
    assert not StaffHours.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"last": "2022-12-31"}, {"hours": "-1"}, {"place": ""}, {"place": "SW/MOON"}]
)
def test_hours_that_cannot_be_are_refused_with_what_was_typed(yasmin, wrong):
    response = yasmin.post(reverse("participation:staff"), HOURS | wrong)
    assert response.status_code == 422
    assert "plan" in response.text
    assert not StaffHours.objects.exists()
