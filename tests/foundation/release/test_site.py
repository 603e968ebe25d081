"""The site makes its own releases, one at a time; what was told stays, and answers do not linger."""

import fcntl
import json
import re
import stat
from dataclasses import replace

import pytest
from django.conf import settings

from tests.foundation.release.site import closed_round
from thuis.config.cli import main
from thuis.config.releases import release_closed_rounds, release_each_day
from thuis.core.disclosure.released import Figure, Suppressed
from thuis.core.errors import WrongState
from thuis.core.questionnaire.freeze import fingerprint, from_json, to_json
from thuis.core.texts import Text
from thuis.foundation.audit.actions import Operator
from thuis.foundation.audit.models import AuditEvent
from thuis.foundation.institution.queries import institution
from thuis.foundation.release import actions, site_rules
from thuis.foundation.release.files import CERTIFICATE, TITLES, read_certificate
from thuis.foundation.release.models import Release, releases_folder
from thuis.foundation.release.queries import cells, latest_release, shape_of
from thuis.foundation.release.verify import problems_in
from thuis.foundation.responses.models import Response
from thuis.rooms.monitor.models import Round

BY = Operator("test")


@pytest.fixture
def home(bridge, tmp_path, settings):
    settings.HOME = tmp_path
    return tmp_path


def modes(folder):
    return {stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_file()}


def means(release, round="2025"):
    return [one for one in cells(release, round=round, measure="wellbeing") if one.statistic == "mean"]


def test_a_release_is_whole_private_recorded_and_leaves_no_answers(home):
    closed_round()
    release = release_closed_rounds(by=BY)
    assert problems_in(release.folder) == []
    assert modes(release.folder) == {0o600}
    assert stat.S_IMODE(release.folder.stat().st_mode) == 0o700
    assert AuditEvent.objects.filter(deed="release.made", about=f"release.release:{release.pk}").exists()
    assert list((home / "warehouse").iterdir()) == []
    assert sorted(path.name for path in release.folder.iterdir()) == [
        "cells.parquet",
        "certificate.json",
        "relations.parquet",
        "rules.toml",
        "titles.json",
    ]


def test_figures_are_values_and_a_suppressed_one_has_no_number(home):
    closed_round()
    found = means(release_closed_rounds(by=BY))
    whole = next(one for one in found if one.unit_kind == "institution" and not one.filter_kind)
    assert isinstance(whole.told, Figure)
    assert whole.told.low < whole.told.estimate < whole.told.high
    for one in found:
        assert isinstance(one.told, Suppressed | Figure)
        assert not isinstance(one.told, Suppressed) or one.told.reason


def test_a_later_round_joins_and_earlier_figures_stay_though_somebody_left(home):
    closed_round("2024", 2024)
    first = release_closed_rounds(by=BY)
    before = means(first, "2024")
    Response.objects.filter(owner="owner-2024-3").delete()
    closed_round("2025", 2025, seed=2)
    second = release_closed_rounds(by=BY)
    assert (second.version, second.round_keys) == (2, ("2024", "2025"))
    assert means(second, "2024") == before
    assert problems_in(second.folder) == []
    certified = [one["round"] for one in read_certificate(second.folder)["rounds"]]
    assert certified == ["2024", "2025"]
    changes = [
        one
        for one in cells(second, round="2025", measure="wellbeing")
        if one.statistic == "change" and isinstance(one.told, Figure)
    ]
    assert changes
    assert latest_release() == second


@pytest.fixture
def raised(home, tmp_path_factory, monkeypatch):
    """Raises the threshold of a mean; what was released before was released under ten."""

    def to(number):
        content = tmp_path_factory.mktemp("content")
        text = (site_rules.CONTENT / site_rules.FILE).read_text()
        (content / site_rules.FILE).write_text(re.sub(r"(?m)^mean = \d+", f"mean = {number}", text))
        monkeypatch.setattr(site_rules, "CONTENT", content)

    return to


def least_told(release, round):
    return min(one.told.n_shown for one in means(release, round) if isinstance(one.told, Figure))


def test_a_threshold_that_was_raised_later_leaves_released_rounds_as_they_are(raised):
    closed_round("2024", 2024, answers=120)
    first = release_closed_rounds(by=BY)
    assert least_told(first, "2024") < 60
    raised(60)
    closed_round("2025", 2025, answers=200, seed=2)
    second = release_closed_rounds(by=BY)
    assert means(second, "2024") == means(first, "2024")
    assert least_told(second, "2025") >= 60
    assert problems_in(second.folder) == []


@pytest.mark.parametrize(("round", "number", "broken"), [("2024", 60, True), ("2025", 30, False)])
def test_a_row_that_breaks_the_thresholds_of_its_own_round_is_found(raised, round, number, broken):
    closed_round("2024", 2024, answers=120)
    raised(20)
    release_closed_rounds(by=BY)
    raised(60)
    closed_round("2025", 2025, answers=200, seed=2)
    folder = release_closed_rounds(by=BY).folder
    certificate = dict(read_certificate(folder))
    mine = next(one for one in certificate["rounds"] if one["round"] == round)
    mine["thresholds"] = {**mine["thresholds"], "mean": number}
    (folder / CERTIFICATE).write_text(json.dumps(certificate))
    wanted = [f"a cell of round {round} was told with fewer answers than its rules ask"]
    assert problems_in(folder) == (wanted if broken else [])


def test_no_certificate_goes_below_the_floors_or_forgets_a_round(home):
    closed_round("2024", 2024)
    folder = release_closed_rounds(by=BY).folder
    certificate = dict(read_certificate(folder))
    certificate["rounds"][0]["thresholds"]["mean"] = 5
    (folder / CERTIFICATE).write_text(json.dumps(certificate))
    assert problems_in(folder) == ["the thresholds of round 2024 are below what anybody may use"]
    (folder / CERTIFICATE).write_text(json.dumps({**certificate, "rounds": []}))
    assert problems_in(folder) == ["the certificate says nothing about round 2024"]


def test_a_certificate_without_thresholds_goes_by_the_rules(home):
    closed_round("2024", 2024)
    folder = release_closed_rounds(by=BY).folder
    certificate = dict(read_certificate(folder))
    for key in ("thresholds", "sensitive"):
        certificate["rounds"][0].pop(key)
    (folder / CERTIFICATE).write_text(json.dumps(certificate))
    assert problems_in(folder) == []


def test_rounds_are_ordered_by_when_they_closed_not_by_name(home):
    closed_round("spring", 2023)
    closed_round("autumn", 2024, seed=2)
    release = release_closed_rounds(by=BY)
    assert release.round_keys == ("spring", "autumn")
    found = {
        one.round
        for name in release.round_keys
        for one in cells(release, round=name, measure="wellbeing")
        if one.statistic == "change"
    }
    assert found == {"autumn"}


def test_nothing_new_is_said_and_changes_nothing(home):
    closed_round()
    release_closed_rounds(by=BY)
    with pytest.raises(WrongState, match="release-nothing-new"):
        release_closed_rounds(by=BY)
    assert Release.objects.count() == 1


def test_only_one_is_made_at_a_time(home):
    closed_round()
    releases_folder().mkdir(parents=True)
    with (releases_folder() / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(WrongState, match="release-being-made"):
            release_closed_rounds(by=BY)
    assert release_closed_rounds(by=BY).version == 1


def test_what_does_not_hold_is_thrown_away(home, monkeypatch):
    closed_round()
    monkeypatch.setattr(actions, "problems_in", lambda folder: ["a suppressed cell has a number"])
    with pytest.raises(WrongState, match="release-does-not-hold"):
        release_closed_rounds(by=BY)
    assert latest_release() is None
    assert [path.name for path in releases_folder().iterdir()] == ["lock"]
    assert list((home / "warehouse").iterdir()) == []


def test_a_folder_of_a_publication_that_was_cut_off_is_replaced(home):
    closed_round()
    (releases_folder() / "1").mkdir(parents=True)
    (releases_folder() / "1" / "half").touch()
    release = release_closed_rounds(by=BY)
    assert (release.folder / CERTIFICATE).exists()
    assert not (release.folder / "half").exists()


def test_the_daily_job_releases_once_and_is_quiet_otherwise(home):
    release_each_day()
    assert latest_release() is None
    closed_round()
    release_each_day()
    release_each_day()
    assert Release.objects.count() == 1


def test_the_command_says_what_it_made(home, capsys):
    closed_round()
    assert main(["release", "make"]) == 0
    assert "version 1, rounds 2025:" in capsys.readouterr().out
    assert main(["release", "make"]) == 1
    assert home == settings.HOME


def test_scales_that_share_a_question_are_made_of_each_other(home):
    closed_round()
    release = release_closed_rounds(by=BY)
    rules = shape_of(release).rules
    mean = {
        name: next(one.told.estimate for one in cells(release, round="2025", measure=name))
        for name in ("wellbeing", "exhaustion", "resilience", "wellbeing_domain")
    }
    whole = mean["wellbeing"] * 6 + (100 - mean["exhaustion"]) * 3 + mean["resilience"] * 3
    assert mean["wellbeing_domain"] == pytest.approx(whole / 12, abs=0.051)
    scales = {one.name for one in rules.measures if one.kind == "scale"}
    assert {"wellbeing", "exhaustion", "resilience"} <= scales
    assert not {"wellbeing_domain", "resilience_individual", "belonging_domain"} & scales
    item = next(one for one in rules.measures if one.name == "WEL04")
    assert (item.part_of, item.reversed) == ("wellbeing", True)
    assert next(one for one in rules.measures if one.name == "wellbeing").cut == 40


def test_titles_lie_beside_a_release_and_are_certified(home):
    closed_round("2024", 2024)
    release = release_closed_rounds(by=BY)
    titles = shape_of(release).titles
    assert titles.measure("wellbeing").nl != "wellbeing"
    assert titles.measure("WEL02").en != titles.measure("WEL02").nl
    assert titles.option("PART01", "buddy") == Text("Buddy of mentor", "Buddy or mentor")
    assert titles.kind("form+language").nl == "studievorm + taal van de antwoorden"
    assert titles.kind("form+language").en == "form of study + language of the answers"
    assert titles.value("form", "full-time").nl == "voltijd"
    assert titles.value("programme", "SW | PED").nl.count(" | ") == 1
    assert titles.value("institution", "all").nl == institution().name_nl
    file = release.folder / TITLES
    file.write_text(file.read_text().replace("voltijd", "deeltijd"))
    assert problems_in(release.folder) == ["titles.json is not the file that was certified"]


def test_titles_of_what_only_an_older_round_has_are_kept(home):
    closed_round("2024", 2024, modules=("mood",))
    release_closed_rounds(by=BY)
    closed_round("2025", 2025, seed=2)
    release_closed_rounds(by=BY)
    closed_round("2026", 2026, seed=3)
    release = release_closed_rounds(by=BY)
    assert "MOO01" not in {one.name for one in shape_of(release).rules.measures}
    assert shape_of(release).titles.measure("MOO01").nl != "MOO01"


def in_other_words(made, code):
    """The same question of a round, asked in other words."""
    questionnaire = from_json(made.questionnaire)
    first, other = questionnaire.modules[0], Text("Anders", "Other")
    items = tuple(replace(one, text=other) if one.code == code else one for one in first.items)
    changed = replace(questionnaire, modules=(replace(first, items=items), *questionnaire.modules[1:]))
    Round.objects.filter(pk=made.pk).update(questionnaire=to_json(changed), fingerprint=fingerprint(changed))


def statistics(release, measure, round="2025"):
    return {one.statistic for one in cells(release, round=round, measure=measure)}


def test_a_question_in_other_words_has_no_change_and_neither_has_what_is_made_of_it(home):
    in_other_words(closed_round("2024", 2024), "EXH02")
    closed_round("2025", 2025, seed=2)
    release = release_closed_rounds(by=BY)
    for name in ("EXH02", "exhaustion", "wellbeing_domain"):
        assert "change" not in statistics(release, name)
        assert "mean" in statistics(release, name)
    for name in ("EXH01", "wellbeing", "belonging_domain"):
        assert "change" in statistics(release, name)
    left = read_certificate(release.folder)["rounds"][1]["changes_left_out"]
    assert left == dict.fromkeys(("EXH02", "exhaustion", "wellbeing_domain"), "other-wording")


def test_other_words_show_when_the_earlier_round_was_released_before(home):
    in_other_words(closed_round("2024", 2024), "EXH02")
    release_closed_rounds(by=BY)
    closed_round("2025", 2025, seed=2)
    release = release_closed_rounds(by=BY)
    assert "change" not in statistics(release, "wellbeing_domain")
    assert "change" in statistics(release, "belonging_domain")
