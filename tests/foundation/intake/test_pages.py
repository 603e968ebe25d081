"""The pages of an import, by the people who open them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.foundation.intake.rosters import HEADER, load, upload
from thuis.core.intake.sheet import lines
from thuis.foundation.institution.models import Person
from thuis.foundation.intake.models import ImportBatch

ONE = "student;1;Sanne;SW;AVM;2;SW2A;2025-09-01\n"
PAGES = ("intake:imports", "intake:upload", "intake:template")


def file(rows: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("rooster.csv", (HEADER + rows).encode())


def test_the_empty_list_teaches_the_first_step(ineke):
    page = ineke.get(reverse("intake:imports")).content.decode()
    assert reverse("intake:upload") in page
    assert reverse("intake:template") in page


def test_the_template_is_a_file_that_the_reader_knows(ineke):
    answer = ineke.get(reverse("intake:template"))
    assert answer["Content-Type"].startswith("text/csv")
    assert next(lines(answer.content)).cells[:2] == ["person_kind", "number"]


def test_upload_preview_confirm_undo(ineke):
    answer = ineke.post(reverse("intake:upload"), {"file": file(ONE)}, follow=True)
    assert "Sanne" in answer.content.decode()
    batch = ImportBatch.objects.get()
    answer = ineke.post(reverse("intake:confirm", args=[batch.pk]), follow=True)
    assert Person.objects.filter(number="1").exists()
    assert reverse("intake:undo", args=[batch.pk]) in answer.content.decode()
    ineke.post(reverse("intake:undo", args=[batch.pk]), follow=True)
    assert not Person.objects.filter(number="1").exists()
    assert ineke.get(reverse("intake:imports")).status_code == 200


def test_problems_are_shown_with_place_value_and_cure_and_can_be_downloaded(ineke):
    batch = upload(ONE + "student;=2;Noor;XX;AVM;2;;\n" * 120)
    page = ineke.get(reverse("intake:import", args=[batch.pk])).content.decode()
    assert reverse("intake:confirm", args=[batch.pk]) not in page
    assert "XX" in page
    assert ineke.get(reverse("intake:problems", args=[batch.pk]) + "?page=2").status_code == 200
    answer = ineke.get(reverse("intake:problems-file", args=[batch.pk]))
    rows = list(lines(answer.content))
    assert len(rows) == 121
    assert rows[1].cells[1:4] == ["3", "programme", "XX"]


def test_ending_many_asks_for_an_explicit_yes(ineke):
    load(ONE + ONE.replace(";1;", ";2;"))
    batch = upload(ONE)
    address = reverse("intake:confirm", args=[batch.pk])
    assert ineke.post(address).status_code == 422
    ineke.post(address, {"may_end_many": "on"})
    batch.refresh_from_db()
    assert batch.state == "confirmed"


def test_nothing_to_change_cannot_be_confirmed(ineke):
    load(ONE)
    batch = upload(ONE)
    page = ineke.get(reverse("intake:import", args=[batch.pk])).content.decode()
    assert reverse("intake:confirm", args=[batch.pk]) not in page


def test_a_long_import_shows_that_it_is_under_way(ineke, monkeypatch):
    monkeypatch.setattr("thuis.foundation.intake.actions.LINES_AT_ONCE", 0)
    answer = ineke.post(reverse("intake:upload"), {"file": file(ONE)}, follow=True)
    assert 'hx-trigger="every 2s"' in answer.content.decode()


def test_an_upload_without_a_file_says_so(ineke):
    assert ineke.post(reverse("intake:upload")).status_code == 422
    empty = SimpleUploadedFile("leeg.csv", b"")
    assert ineke.post(reverse("intake:upload"), {"file": empty}).status_code == 422


def test_a_file_can_be_thrown_away(ineke):
    batch = upload(ONE)
    ineke.post(reverse("intake:discard", args=[batch.pk]), follow=True)
    assert ineke.get(reverse("intake:import", args=[batch.pk])).status_code == 200
    assert ineke.post(reverse("intake:confirm", args=[batch.pk])).status_code == 409


@pytest.mark.parametrize("name", PAGES)
def test_whoever_is_no_admin_is_kept_out(marit, otto, anonymous, name):
    assert marit.get(reverse(name)).status_code == 403
    assert otto.get(reverse(name)).status_code == 403
    assert anonymous.get(reverse(name)).status_code == 302


def test_an_import_that_does_not_exist_is_not_found(ineke):
    assert ineke.get(reverse("intake:import", args=[99])).status_code == 404
