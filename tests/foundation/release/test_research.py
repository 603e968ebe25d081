"""Research data: asked by one, decided by another, made of who agreed, gone after its last day."""

import csv
import io
import json
import os
import shutil
import stat
import subprocess
import zipfile
from xml.etree import ElementTree

import pyreadstat
import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.foundation.release import researching
from tests.foundation.release.researching import BY, DAY, asked, package_made, released_site, second_person
from tests.standing import site_of
from thuis.config.retention import enforce_retention
from thuis.core.consent import RESEARCH, without
from thuis.core.errors import InvalidInput, NotAllowed, NotFound, WrongState
from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.jobs.models import Job
from thuis.foundation.release import research_actions
from thuis.foundation.release.models import Release
from thuis.foundation.release.research_access import user_can_decide_request, user_can_withdraw_request
from thuis.foundation.release.research_actions import (
    approve_research,
    expire_research,
    make_research_package,
    refuse_research,
    take_package,
    withdraw_research,
)
from thuis.foundation.release.research_models import TRANSITIONS, ResearchRequest, State, research_folder
from thuis.foundation.release.research_queries import agreement, offered
from thuis.foundation.responses.models import Response
from thuis.rooms.insights.tasks.research import make_package
from thuis.rooms.monitor.public import closed_rounds

FILES = {
    "answers.csv", "answers.parquet", "answers.sav", "codebook.csv", "ddi.xml", "figures.csv", "README.md",
    "privacy-report.json", "privacy-report.md", "reproduce.R", "reproduce.ipynb",
}  # fmt: skip


standing_site, bridge, site = site_of(lambda _: released_site())


@pytest.fixture
def package(site, ruben, tmp_path):
    """The files of a package, unpacked in a folder."""
    request = package_made(ruben.user)
    folder = tmp_path / "unpacked"
    zipfile.ZipFile(take_package(request=request, by=ruben.user)).extractall(folder)
    return folder


def rows_of(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def deeds():
    return [one.deed for one in AuditEvent.objects.all() if one.deed.startswith("research")]


def test_a_package_goes_from_request_to_its_end(site, ruben):
    request = package_made(ruben.user)
    assert (request.state, request.decision) == (State.MADE, "Goed plan.")
    assert request.rows > 300
    path = take_package(request=request, by=ruben.user)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert expire_research(on=request.until, by=BY) == 0
    assert expire_research(on=request.until + DAY, by=BY) == 1
    request.refresh_from_db()
    assert request.state == State.EXPIRED
    assert list(research_folder().iterdir()) == []
    with pytest.raises(NotFound):
        take_package(request=request, by=ruben.user)
    assert deeds() == [
        "research.asked", "research.approved", "research.made", "research.downloaded", "research.expired"
    ]  # fmt: skip


def test_the_package_holds_every_file(package):
    found = {path.name for path in package.iterdir()}
    questionnaires = {name for name in found if name.startswith("questionnaire-")}
    assert found - questionnaires == FILES
    assert {name.split("-")[1] for name in questionnaires} == {"2024", "2025"}
    assert "Gaan binding en welzijn samen?" in (package / "README.md").read_text()


def test_an_independent_program_opens_the_spss_file(package):
    columns, meta = pyreadstat.read_sav(package / "answers.sav", output_format="dict", user_missing=True)
    rows = rows_of(package / "answers.csv")
    assert meta.column_names == list(rows[0])
    assert meta.number_rows == len(rows)
    assert list(columns["pseudonym"]) == [row["pseudonym"] for row in rows]
    told = [value for value in columns["wellbeing"] if value >= 0]
    assert told == pytest.approx([float(row["wellbeing"]) for row in rows if row["wellbeing"]])
    titles = {row["variable"]: row["label_en"] for row in rows_of(package / "codebook.csv")}
    assert meta.column_names_to_labels == titles
    assert meta.variable_value_labels["WEL02"][-8.0] == "rather not say"


def test_parquet_and_csv_hold_the_same(package):
    import duckdb

    found = duckdb.sql(f"SELECT * FROM read_parquet('{package / 'answers.parquet'}')")
    rows = rows_of(package / "answers.csv")
    assert found.columns == list(rows[0])
    parquet = [["" if value is None else str(value) for value in row] for row in found.fetchall()]
    assert parquet == [[row[name] for name in found.columns] for row in rows]


def test_no_class_is_small_and_no_pseudonym_of_the_database_is_there(package):
    report = json.loads((package / "privacy-report.json").read_text())
    assert report["smallest_class"] >= 10
    everything = b"".join(path.read_bytes() for path in package.iterdir())
    secrets = Response.objects.values_list("id", "owner", "trail")
    assert not [one for row in secrets for one in row if one and one.encode() in everything]


def test_only_who_agreed_is_in_it(package):
    report = json.loads((package / "privacy-report.json").read_text())
    agreed = [row for row in Response.objects.all() if row.consents[RESEARCH]["agreed"]]
    assert report["rows_with_consent"] == len(agreed) < Response.objects.count()


def test_who_takes_it_back_before_it_is_made_is_out(site, ruben):
    request = approve_research(request=asked(ruben.user), words="", by=second_person())
    row = next(one for one in Response.objects.order_by("pk") if one.consents[RESEARCH]["agreed"])
    Response.objects.filter(pk=row.pk).update(consents=without(row.consents, RESEARCH))
    make_package(request.pk)
    request.refresh_from_db()
    with zipfile.ZipFile(request.package) as file:
        report = json.loads(file.read("privacy-report.json"))
    agreed = [one for one in Response.objects.all() if one.consents[RESEARCH]["agreed"]]
    assert report["rows_with_consent"] == len(agreed)


def test_two_packages_share_no_pseudonym(site, ruben):
    found = []
    for _ in range(2):
        request = asked(ruben.user)
        approve_research(request=request, words="", by=researching_second())
        make_package(request.pk)
        request.refresh_from_db()
        with zipfile.ZipFile(request.package) as file:
            text = file.read("answers.csv").decode("utf-8-sig")
        found.append({row["pseudonym"] for row in csv.DictReader(io.StringIO(text))})
    assert not found[0] & found[1]


def researching_second():
    from thuis.foundation.accounts.models import User

    return User.objects.filter(email=researching.SECOND.email).first() or second_person()


def test_only_asked_variables_are_there(site, ruben, tmp_path):
    request = package_made(ruben.user, modules=["core"], background=["form"], rounds=["2025"])
    with zipfile.ZipFile(request.package) as file:
        names = file.read("answers.csv").decode("utf-8-sig").splitlines()[0].split(",")
        questionnaires = [name for name in file.namelist() if name.startswith("questionnaire-")]
    assert "programme" not in names
    assert "form" in names
    assert not [name for name in names if name.startswith("MOO")]
    assert len(questionnaires) == 1


def test_students_are_linked_over_rounds_only_when_that_is_asked(site, ruben):
    found = []
    for background in ([], ["panel"]):
        request = asked(ruben.user, background=background)
        approve_research(request=request, words="", by=researching_second())
        make_package(request.pk)
        request.refresh_from_db()
        with zipfile.ZipFile(request.package) as file:
            text = file.read("answers.csv").decode("utf-8-sig")
        names = [row["pseudonym"] for row in csv.DictReader(io.StringIO(text))]
        found.append(len(names) - len(set(names)))
    linked = [row.trail for row in Response.objects.all() if row.trail and row.consents[RESEARCH]["agreed"]]
    assert found == [0, len(linked) - len(set(linked))]


def test_ddi_and_codebook_name_every_column(package):
    columns = list(rows_of(package / "answers.csv")[0])
    root = ElementTree.parse(package / "ddi.xml").getroot()
    assert [one.get("name") for one in root.iter("{ddi:codebook:2_5}var")] == columns
    assert list(dict.fromkeys(row["variable"] for row in rows_of(package / "codebook.csv"))) == columns


def test_the_notebook_reproduces_the_released_figures(package, monkeypatch, capsys):
    compared = run_notebook(package, monkeypatch)
    assert [(measure, statistic) for measure, statistic, *_ in compared][:3] == [
        ("wellbeing", "mean"), ("social_binding", "mean"), ("academic_binding", "mean")
    ]  # fmt: skip
    assert compared[-1][:2] == ("wellbeing", "share_below")
    assert {verdict for *_, verdict in compared} == {"inside"}
    assert "released" in capsys.readouterr().out


def run_notebook(folder, monkeypatch):
    """Every code cell of the notebook, in order, as Jupyter would run it."""
    monkeypatch.setenv("PACKAGE", str(folder))
    cells = json.loads((folder / "reproduce.ipynb").read_text())["cells"]
    assert {one["cell_type"] for one in cells} == {"markdown", "code"}
    names = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), "cell", "exec"), names)
    return names["compared"]


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not on this machine: reproduce.R was NOT run")
def test_the_script_in_r_finds_the_same(package, monkeypatch):
    compared = run_notebook(package, monkeypatch)
    made = subprocess.run(
        ["Rscript", "--vanilla", "reproduce.R"],
        cwd=package, capture_output=True, text=True, check=True, env={**os.environ, "PACKAGE": "."},
    )  # fmt: skip
    found = [line.split(",") for line in made.stdout.splitlines()]
    assert [(one[0], one[1], one[4]) for one in found] == [(one[0], one[1], one[4]) for one in compared]
    assert [float(one[2]) for one in found] == pytest.approx([one[2] for one in compared], abs=1e-6)


def test_nobody_decides_on_her_own_request(site, ruben, ineke, bram):
    request = asked(ruben.user)
    for client in (ruben, bram):
        assert not user_can_decide_request(client.user, request)
        with pytest.raises(NotAllowed):
            approve_research(request=request, words="", by=client.user)
    assert user_can_decide_request(ineke.user, request)
    with pytest.raises(IntegrityError), transaction.atomic():
        ResearchRequest.objects.filter(pk=request.pk).update(decided_by=ruben.user)


def test_a_request_is_decided_once(site, ruben, ineke):
    request = refuse_research(request=asked(ruben.user), words="Te breed.", by=ineke.user)
    assert (request.state, request.decision) == (State.REFUSED, "Te breed.")
    with pytest.raises(WrongState):
        approve_research(request=request, words="", by=ineke.user)
    make_package(request.pk)
    assert deeds() == ["research.asked", "research.refused"]
    assert not Job.objects.filter(name=research_actions.MAKE).exists()


def test_approval_makes_it_in_the_background_and_twice_changes_nothing(site, ruben, ineke):
    request = approve_research(request=asked(ruben.user), words="", by=ineke.user)
    job = Job.objects.get(name=research_actions.MAKE)
    assert job.arguments == {"request": request.pk}
    for _ in range(2):
        make_package(**job.arguments)
    assert deeds().count("research.made") == 1


def test_a_request_that_ended_meanwhile_is_not_published(site, ruben, ineke):
    request = approve_research(request=asked(ruben.user), words="", by=ineke.user)
    withdraw_research(request=request, by=ruben.user)
    with pytest.raises(WrongState):
        make_research_package(request=request, rounds=closed_rounds(), by=BY)
    assert list(research_folder().iterdir()) == []


def test_only_who_asked_ends_it_and_the_package_goes(site, ruben, ineke):
    request = package_made(ruben.user)
    assert user_can_withdraw_request(ruben.user, request)
    with pytest.raises(NotFound):
        withdraw_research(request=request, by=ineke.user)
    assert withdraw_research(request=request, by=ruben.user).state == State.WITHDRAWN
    assert not request.package.exists()
    with pytest.raises(WrongState):
        withdraw_research(request=request, by=ruben.user)


def test_nobody_else_takes_it_and_neither_does_who_left(site, ruben, ineke):
    request = package_made(ruben.user)
    with pytest.raises(NotFound):
        take_package(request=request, by=ineke.user)
    ruben.user.person.roles.update(ends_on=timezone.localdate() - DAY)
    with pytest.raises(NotFound):
        take_package(request=request, by=ruben.user)


def test_too_few_who_agreed_make_no_package(site, ruben, ineke):
    for row in Response.objects.all():
        Response.objects.filter(pk=row.pk).update(consents=without(row.consents, RESEARCH))
    request = approve_research(request=asked(ruben.user), words="", by=ineke.user)
    make_package(request.pk)
    request.refresh_from_db()
    assert (request.state, request.folder_name) == (State.TOO_FEW, "")
    assert deeds()[-1] == "research.too-few"


def test_a_request_needs_a_role_and_a_day(site, ruben, ineke):
    with pytest.raises(NotAllowed):
        asked(ineke.user)
    for days in (0, 181):
        with pytest.raises(InvalidInput):
            asked(ruben.user, until=timezone.localdate() + days * DAY)
    assert asked(ruben.user).agreement_version == agreement().version == 1


def test_the_daily_job_removes_what_is_over(site, ruben):
    request = package_made(ruben.user)
    ResearchRequest.objects.update(until=timezone.localdate() - DAY)
    enforce_retention()
    assert not request.package.exists()
    assert ResearchRequest.objects.get().state == State.EXPIRED


def test_only_released_rounds_are_offered(site):
    researching.closed_round("2026", 2026, answers=60)
    found = offered(closed_rounds())
    assert [one.key for one in found.rounds] == ["2024", "2025"]
    assert "core" in found.modules
    assert "open" not in found.modules
    Release.objects.all().delete()
    assert offered(closed_rounds()).rounds == ()


def test_every_state_is_reached_and_ends_somewhere():
    reached = {State.ASKED, *(one for found in TRANSITIONS.values() for one in found)}
    assert reached == set(State)
    assert {State.REFUSED, State.WITHDRAWN, State.EXPIRED, State.TOO_FEW} == set(State) - set(TRANSITIONS)
