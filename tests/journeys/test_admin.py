"""An admin sets a college up from nothing, and the first student gets her letter.

From the code tables of DUO to a roster, a round, a mail and a letter: every step as a newcomer takes it.
"""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.utils import timezone

from tests.journeys import stories
from tests.journeys.stories import LAPTOP, guest, path_of
from thuis.config import cli
from thuis.config.jobs import JOBS
from thuis.foundation.institution.models import Person, ProgrammeAtSite
from thuis.foundation.jobs.actions import work_once
from thuis.rooms.monitor.models import Invitation, Round

pytest.importorskip("playwright")
TABLES = Path(__file__).resolve().parents[1] / "samples" / "duo"
HEADER = "person_kind,number,given_name,family_name,email,language,programme,site,form,study_year\n"


def test_from_code_tables_to_the_first_letter(
    chrome, live_server, transactional_db, settings, capsys, tmp_path
):
    settings.SITE_ADDRESS, settings.DEMO = live_server.url, False
    takes_over_the_institution()
    link = becomes_admin(capsys)
    with guest(chrome, live_server.url, "admin-nl", size=LAPTOP) as ineke:
        signs_in(ineke, link)
        brings_the_roster(ineke, roster(tmp_path))
        opens_a_round(ineke)
    while work_once(JOBS):
        pass
    assert [invitation.state for invitation in Invitation.objects.all()] == ["sent", "sent"]
    reads_her_mail(chrome, live_server)


def takes_over_the_institution():
    command = ["institution", "from-duo", "--brin", "27PZ", "--code-tables", str(TABLES)]
    assert cli.main(command) == 0
    assert ProgrammeAtSite.objects.count() == 151


def becomes_admin(capsys):
    command = [
        "staff",
        "invite",
        "--email",
        "ineke@debrug.example",
        "--name",
        "Ineke Smit",
        "--role",
        "admin",
    ]
    assert cli.main(command) == 0
    return re.search(r"http\S+", capsys.readouterr().out)[0]


def signs_in(ineke, link):
    page = ineke.page
    page.goto(link)
    ineke.keeps("link")
    page.locator("main form button").click()
    page.get_by_role("heading", name="Welkom, Ineke Smit").wait_for()
    ineke.keeps("start")
    walks_to(page, "Instelling")
    ineke.keeps("institution")


def walks_to(page, words):
    """Through the navigation, as somebody does who knows no address."""
    before = page.url
    page.locator(".side").get_by_role("link", name=words, exact=True).click()
    page.wait_for_url(lambda url: url != before)


def roster(folder):
    """Two students of one programme at one site, one of them reads English."""
    place = ProgrammeAtSite.objects.select_related("programme", "site").order_by("pk").last()
    where = f"{place.programme.code},{place.site.code},voltijd"
    rows = [
        f"student,900001,Noor,Bakker,noor@student.debrug.example,nl,{where},1\n",
        f"student,900002,Sam,Green,sam@student.debrug.example,en,{where},2\n",
    ]
    file = folder / "roster.csv"
    file.write_text(HEADER + "".join(rows), encoding="utf-8")
    return file


def brings_the_roster(ineke, file):
    page = ineke.page
    walks_to(page, "Imports")
    ineke.keeps("imports")
    page.locator("a[href='/imports/new/']").first.click()
    page.locator("input[type=file]").set_input_files(file)
    ineke.keeps("upload")
    page.get_by_role("button", name="Upload").click()
    page.get_by_role("heading", name="Wat er zou veranderen").wait_for()
    ineke.keeps("roster-preview")
    assert Person.objects.filter(kind="student").count() == 0
    page.locator("form[action$='/confirm/'] button").click()
    page.get_by_text("Alles is opgeslagen").wait_for()
    ineke.keeps("roster-result")
    assert Person.objects.filter(kind="student").count() == 2


def opens_a_round(ineke):
    page = ineke.page
    walks_to(page, "Meten")
    ineke.keeps("rounds-empty")
    page.locator("a[href='/rounds/new/']").first.click()
    today = timezone.localdate()
    page.locator("#id_title_nl").fill("Hoe gaat het hier?")
    page.locator("#id_title_en").fill("How are things here?")
    page.locator("#id_opens_on").fill(str(today))
    page.locator("#id_closes_on").fill(str(today + timedelta(days=21)))
    page.locator("input[name=modules]").first.check()
    ineke.keeps("round-new")
    page.locator("main form button").last.click()
    page.wait_for_url("**/rounds/hoe-gaat-het-hier/")
    page.get_by_role("link", name="Bekijk elke pagina").click()
    page.wait_for_url("**/preview/")
    page.locator("main details").first.locator("summary").click()
    ineke.keeps("round-preview")
    ineke.goes_to("/rounds/hoe-gaat-het-hier/")
    page.locator("form[action$='/invite/'] button").click()
    page.get_by_role("status").wait_for()
    ineke.keeps("round-invited")
    page.locator("a[href$='/open/']").click()
    ineke.keeps("round-open")
    page.get_by_role("button", name="Open en verstuur").click()
    page.wait_for_url("**/rounds/hoe-gaat-het-hier/")
    ineke.keeps("round-opened")
    assert Round.objects.get().state == Round.State.OPEN


def reads_her_mail(chrome, live_server):
    message = next(message for message in mail.outbox if message.to == ["noor@student.debrug.example"])
    link = re.search(r"http\S+/m/\S+", message.body)[0]
    with guest(chrome, live_server.url, "admin-first-student") as noor:
        page = noor.page
        page.goto(link)
        page.get_by_role("button", name="Ja, ik doe mee").click()
        page.wait_for_url("**/monitor/page/**")
        stories.walks_to_choice(noor)
        assert stories.goes_on(noor, "letter") == "/monitor/letter/"
        assert path_of(page) == "/monitor/letter/"
        noor.keeps("letter")
