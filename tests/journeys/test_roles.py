"""Roles in a browser: a coordinator imports a quarter and undoes it, a student takes a statement along."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests import cast, factories
from tests.rooms.participation.samples import BUDDY, POOL, csv, imported
from tests.rooms.participation.test_board import on_board
from tests.sizes import LOOKS
from thuis.foundation.accounts.models import User
from thuis.rooms.participation.actions.registrations import tell_own_role
from thuis.rooms.participation.models import Engagement, RoleFile
from thuis.rooms.participation.queries.registrations import Told
from thuis.rooms.participation.queries.visits import COOKIE, visit_cookie

pytest.importorskip("playwright")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
UNKNOWN = ("Nr", "Wat", "Wanneer", "Tijd", "Opleiding", "Locatie")
ROWS = [("512345", "Lampist", "2023-Q1", "8", "SW", "AVM"), ("12AB", "PR", "2023-Q1", "-3", "SW", "Mars")]


@pytest.fixture
def sanne(house, tmp_path, settings):
    settings.HOME = tmp_path
    return factories.student(house.social_work_avermeer, starts_on=date(2022, 9, 1))


def look_of(language, width, dark):
    return f"{language}-{width}{'-dark' if dark else ''}"


def sound(window, name):
    """No axe violation and no scrolling sideways; keeps a picture."""
    window.keeps_picture(name)
    found = axe.Axe().run(window.page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert not window.scrolls_sideways()


def coordinator(visitor, *look):
    window = visitor(look[0], width=look[1], dark=look[2])
    window.signs_in(User.objects.get(email=cast.YASMIN.email))
    return window


def student(visitor, person, *look):
    window = visitor(look[0], width=look[1], dark=look[2])
    cookie = {"name": COOKIE, "value": visit_cookie(person), "url": window.address}
    window.page.context.add_cookies([cookie])
    return window


def told(person):
    today = timezone.localdate()
    return Told(person.number, "events", "SW", "AVM", today - timedelta(days=9), today, 4.5, "Bram Kuipers")


def test_the_pages_of_a_coordinator_are_sound_in_every_look(sanne, visitor):
    done = imported(csv(BUDDY, POOL))
    tell_own_role(told=told(sanne))
    on_board()
    for look in LOOKS:
        window = coordinator(visitor, *look)
        for name in (
            "files",
            "files/new",
            "told",
            "told/new",
            "board",
            "board/new",
            "kinds",
            "kinds/buddy",
            "gaps",
        ):
            window.goes_to(f"/participation/{name}/")
            sound(window, f"roles-{name.replace('/', '-')}-{look_of(*look)}")
        window.goes_to(f"/participation/files/{done.pk}/")
        sound(window, f"roles-imported-{look_of(*look)}")


def test_the_pages_of_a_student_are_sound_in_every_look(sanne, visitor):
    imported(csv((sanne.number, *BUDDY[1:])))
    opening = on_board()
    for look in LOOKS:
        window = student(visitor, sanne, *look)
        for name in ("", f"{opening.pk}/", "check/", "mine/"):
            window.goes_to(f"/roles/{name}")
            sound(window, f"roles-{name.strip('/') or 'open'}-{look_of(*look)}")
        window.page.locator("main form button").click()
        sound(window, f"roles-own-{look_of(*look)}")
        for name in ("tell", "statement", "stop"):
            window.goes_to(f"/roles/mine/{name}/")
            sound(window, f"roles-{name}-{look_of(*look)}")
        window.page.locator("main form button").click()


def test_a_coordinator_imports_a_quarter_and_undoes_it(sanne, visitor, tmp_path):
    path = tmp_path / "kwartaal.csv"
    path.write_bytes(csv(*ROWS, header=UNKNOWN))
    window = coordinator(visitor, "nl", 1280, False)
    page = window.goes_to("/participation/files/")
    page.get_by_role("link", name="Upload het eerste bestand").click()
    page.get_by_label("Waar het bestand vandaan komt").fill("StudentWerk")
    page.get_by_label("Het bestand", exact=True).set_input_files(str(path))
    page.get_by_role("button", name="Uploaden en bekijken").click()
    sound(window, "roles-story-blocked")
    page.get_by_role("link", name="Kolommen en rollen").click()
    for header, meaning in zip(UNKNOWN, ("studentnummer", "rol", "periode", "uren"), strict=False):
        page.get_by_label(header, exact=True).select_option(label=meaning)
    sound(window, "roles-story-columns")
    page.get_by_role("button", name="Lees het bestand zo").click()
    page.get_by_role("link", name="Kolommen en rollen").click()
    page.get_by_label("Lampist").select_option(label="Activiteiten organiseren")
    page.get_by_role("button", name="Lees het bestand zo").click()
    page.get_by_label("Laat 1 rij met een probleem weg").check()
    sound(window, "roles-story-preview")
    page.get_by_role("button", name="Bevestigen en opslaan").click()
    page.get_by_role("button", name=re.compile("ongedaan")).wait_for()
    assert Engagement.objects.get().role == "events"
    page.get_by_role("button", name=re.compile("ongedaan")).click()
    page.get_by_text("Alles is weer zoals het was").wait_for()
    assert not Engagement.objects.exists()
    assert RoleFile.objects.get().state == "undone"


def test_a_student_takes_a_statement_along_and_a_reader_checks_it(sanne, visitor):
    from pypdf import PdfReader

    imported(csv((sanne.number, *BUDDY[1:])))
    window = student(visitor, sanne, "nl", 390, False)
    page = window.goes_to("/roles/mine/")
    page.get_by_role("button", name="Ja, zoek ze op").click()
    page.get_by_role("link", name="Neem het mee op papier").click()
    page.get_by_label("Studentbuddy").fill("Luisteren en doorvragen")
    with page.expect_download() as download:
        page.get_by_role("button", name="Maak het papier").click()
    paper = " ".join(sheet.extract_text() for sheet in PdfReader(download.value.path()).pages)
    reader = visitor("en", width=1280)
    shown = reader.goes_to("/roles/check/")
    shown.get_by_label("Code on the paper").fill(re.search(r"[A-Z2-9]{4}(-[A-Z2-9]{4}){3}", paper)[0])
    shown.get_by_role("button", name="Check").click()
    shown.get_by_text("Luisteren en doorvragen").wait_for()
    sound(reader, "roles-checked-en-1280")
