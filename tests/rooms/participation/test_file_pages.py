"""A coordinator brings a file in on the web, says what it means, confirms it, and takes it back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.rooms.participation.samples import BUDDY, POOL, csv, upload
from thuis.rooms.participation.models import Engagement, RoleFile, Source


def send(client, content, source="Agency", name="roles.csv"):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("participation:file-new"), {"source": source, "file": file}, follow=True)


def page(name, batch):
    return reverse(f"participation:{name}", args=[batch.pk])


def test_a_quarter_comes_in_and_is_undone(yasmin):
    assert "No files yet" in yasmin.get(reverse("participation:files"), HTTP_ACCEPT_LANGUAGE="en").text
    shown = send(yasmin, csv(BUDDY, POOL)).text
    batch = RoleFile.objects.get()
    assert "1 januari 2023" in shown
    assert "31 maart 2023" in shown
    result = yasmin.post(page("file-confirm", batch), follow=True).text
    assert "geïmporteerd" in result
    assert Engagement.objects.count() == 1
    yasmin.post(page("file-undo", batch), follow=True)
    assert not Engagement.objects.exists()
    assert "roles.csv" in yasmin.get(reverse("participation:files")).text


def test_a_form_without_a_file_says_so(yasmin):
    answer = yasmin.post(reverse("participation:file-new"), {"source": ""})
    assert answer.status_code == 422


def test_problems_are_listed_with_their_cure_and_need_a_tick(yasmin):
    bad = ("51AB45", "Vuurtorenwachter", *BUDDY[2:6], "-3")
    shown = send(yasmin, csv(BUDDY, bad)).text
    batch = RoleFile.objects.get()
    assert "Dit is geen studentnummer" in shown
    assert "Deze uren zijn minder dan nul" in shown
    answer = yasmin.post(page("file-confirm", batch))
    assert answer.status_code == 422
    assert not Engagement.objects.exists()
    assert "rol" in yasmin.get(page("file-problems", batch)).text
    lines = yasmin.get(page("file-problems-csv", batch)).content.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + 3
    result = yasmin.post(page("file-confirm", batch), {"leave_out": "on"}, follow=True).text
    assert "1 rij met een probleem is met opzet weggelaten" in result
    assert Engagement.objects.count() == 1


def test_a_file_with_unknown_columns_is_explained_once(yasmin):
    header = ("Nr", "Wat", "Wanneer", "Opleiding", "Locatie")
    shown = send(yasmin, csv(("512345", "Lampist", "2023-Q1", "SW", "AVM"), header=header)).text
    batch = RoleFile.objects.get()
    assert "nog niet tot het einde te lezen" in shown
    form = yasmin.get(page("file-columns", batch)).text
    assert "Lampist" not in form.split("<h2>")[0]
    said = {
        "column-0": "number",
        "column-1": "role",
        "column-2": "period",
        "column-3": "programme",
        "column-4": "site",
    }
    shown = yasmin.post(page("file-columns", batch), said, follow=True).text
    assert "We kennen deze rol niet" in shown
    said["role-0"] = "events"
    shown = yasmin.post(page("file-columns", batch), said, follow=True).text
    assert "Bevestigen en opslaan" in shown
    assert Source.objects.get().roles == {"lampist": "events"}


def test_one_thing_in_two_columns_is_refused(yasmin):
    send(yasmin, csv(BUDDY))
    batch = RoleFile.objects.get()
    said = {"column-0": "number", "column-1": "number"}
    answer = yasmin.post(page("file-columns", batch), said)
    assert answer.status_code == 422
    assert "Twee kolommen bevatten: studentnummer" in answer.text


def test_a_file_can_be_thrown_away_and_then_nothing_is_left_to_do(yasmin):
    send(yasmin, csv(BUDDY))
    batch = RoleFile.objects.get()
    yasmin.post(page("file-discard", batch), follow=True)
    assert yasmin.post(page("file-confirm", batch)).status_code == 409
    assert yasmin.get(page("file-columns", batch)).status_code == 409
    assert "Het bestand is weg" in yasmin.get(page("file", batch)).text


def test_a_file_with_fewer_rows_asks_whether_it_is_complete(yasmin):
    rows = [(f"51{number:04}", *BUDDY[1:]) for number in range(8)]
    first = upload(csv(*rows))
    yasmin.post(page("file-confirm", first))
    send(yasmin, csv(BUDDY))
    batch = RoleFile.objects.latest("pk")
    assert yasmin.post(page("file-confirm", batch)).status_code == 422
    yasmin.post(page("file-confirm", batch), {"may_shrink": "on"})
    assert Engagement.objects.count() == 1


def test_a_long_file_shows_that_work_goes_on(yasmin):
    rows = "\n".join(f"5{number:05};Buddy;SW;AVM;1-1-2023;31-3-2023;1" for number in range(5_100))
    header = "Studentnummer;Functie;Opleiding;Locatie;Begindatum;Einddatum;Uren\n"
    assert "half a minute" in send_in_english(yasmin, (header + rows).encode())


def send_in_english(client, content):
    client.cookies["django_language"] = "en"
    return send(client, content).text


def test_the_example_reads_without_a_problem(yasmin):
    content = yasmin.get(reverse("participation:file-template")).content
    send(yasmin, content)
    assert RoleFile.objects.get().counts["problems"] == 0


@pytest.mark.parametrize("who", ["bram", "marit", "ruben", "otto"])
def test_others_find_no_files(request, who):
    client = request.getfixturevalue(who)
    assert client.get(reverse("participation:files")).status_code == 403


def test_a_file_that_does_not_exist_is_not_found(yasmin):
    assert yasmin.get(reverse("participation:file", args=[999])).status_code == 404
