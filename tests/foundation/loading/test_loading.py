"""Answers become columns: with consent, without names, every build afresh."""

import datetime
import stat

import duckdb
import numpy as np
import pytest

from tests import factories
from tests.foundation.release.site import agreed, answer, closed_round, invite
from thuis.core.consent import CORE
from thuis.core.scoring.scales import score_all
from thuis.foundation.institution.models import EnrolmentCount
from thuis.foundation.loading import responses
from thuis.foundation.loading.margins import counted_margins
from thuis.foundation.loading.responses import write_responses
from thuis.foundation.responses.models import LetterboxAnswers, Response
from thuis.rooms.monitor.public import closed_rounds
from thuis.rooms.monitor.queries.cohort import invited_margins
from thuis.rooms.monitor.queries.rounds import questionnaire_of

KEY = b"k" * 32


@pytest.fixture
def load(bridge, tmp_path):
    def written(key=KEY):
        path = tmp_path / "R.parquet"
        path.unlink(missing_ok=True)
        write_responses(closed_rounds(), path, key=key)
        return path

    return written


def rows(path, columns="*", where="true"):
    found = duckdb.connect().execute(f"SELECT {columns} FROM read_parquet('{path}') WHERE {where}")
    return found.fetchall()


def test_every_consented_answer_is_a_row_sorted_by_round_and_programme(load):
    closed_round("2025", 2025, answers=40)
    closed_round("2024", 2024, answers=30)
    found = rows(load(), "round, programme")
    assert len(found) == 70
    assert found == sorted(found)


def test_scores_are_those_of_the_letter_and_codes_are_as_she_gave_them(load):
    made = closed_round(answers=20)
    path = load()
    scores = [score_all(questionnaire_of(made), one.answers) for one in Response.objects.all()]
    wanted = sorted(score["wellbeing"].value for score in scores)
    assert sorted(row[0] for row in rows(path, "wellbeing")) == pytest.approx(wanted)
    codes = sorted(one.answers["WEL02"] for one in Response.objects.all())
    assert sorted(row[0] for row in rows(path, "WEL02")) == codes


def test_a_rather_not_is_nothing_and_no_number(load):
    made = closed_round(answers=12)
    one = Response.objects.first()
    one.answers["WEL02"] = "rather-not"
    one.save()
    assert rows(load(), "count(*) - count(WEL02)") == [(1,)]
    assert made.key == "2025"


def test_who_did_not_agree_to_the_core_is_not_in_it(load):
    closed_round(answers=12)
    Response.objects.filter(owner="owner-2025-3").update(consents=agreed())
    assert len(rows(load())) == 11


def test_extra_questions_stay_out_without_a_yes_to_them(load):
    closed_round(answers=12, modules=("mood",))
    Response.objects.filter(owner="owner-2025-3").update(consents=agreed(CORE))
    assert rows(load(), "count(MOO01), count(WEL02)") == [(11, 12)]


def test_neither_pseudonym_stands_in_the_file_and_only_linked_years_meet(load):
    closed_round("2024", 2024, answers=30)
    closed_round("2025", 2025, answers=30)
    path = load()
    assert b"owner-" not in path.read_bytes()
    assert b"trail-" not in path.read_bytes()
    twice = rows(path, "respondent, count(*) AS n", "true GROUP BY respondent HAVING n = 2")
    assert len(twice) == 15


def test_taking_back_the_years_parts_them_at_the_next_build(load):
    closed_round("2024", 2024, answers=30)
    closed_round("2025", 2025, answers=30)
    Response.objects.filter(owner="owner-2025-0").update(consents=agreed(CORE))
    twice = rows(load(), "respondent, count(*) AS n", "true GROUP BY respondent HAVING n = 2")
    assert len(twice) == 14


def test_another_key_gives_other_respondents(load):
    closed_round(answers=12)
    one = {row[0] for row in rows(load(), "respondent")}
    assert not one & {row[0] for row in rows(load(b"o" * 32), "respondent")}


def test_an_erased_answer_is_gone_from_the_next_file(load):
    closed_round(answers=12)
    load()
    Response.objects.filter(owner="owner-2025-3").delete()
    assert len(rows(load())) == 11


def test_batches_add_up_to_the_whole(load, monkeypatch):
    closed_round(answers=25)
    whole = rows(load())
    monkeypatch.setattr(responses, "BATCH", 7)
    assert rows(load()) == whole


def test_the_file_says_its_version_and_is_for_this_account_alone(load):
    closed_round(answers=12)
    path = load()
    found = duckdb.sql(f"SELECT decode(key), decode(value) FROM parquet_kv_metadata('{path}')").fetchall()
    assert ("thuis_schema", "1") in found
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_round_waits_until_its_letterbox_is_empty(bridge):
    made = closed_round(answers=3)
    assert [one.key for one in closed_rounds()] == ["2025"]
    left = answer(made, questionnaire_of(made), 99, np.random.default_rng(1))
    fields = {field.name: getattr(left, field.name) for field in Response._meta.fields}
    LetterboxAnswers.objects.create(**fields)
    assert closed_rounds() == ()


def test_a_round_without_answers_is_nothing_to_release(bridge):
    closed_round(answers=0)
    assert closed_rounds() == ()


def test_a_cohort_is_who_was_invited(bridge):
    made = closed_round(answers=3)
    for number in range(4):
        student = factories.student(bridge.pedagogy_avermeer)
        year = 1 if number else 2
        invite(made, student, number, programme="PED", site="AVM", study_year=year, form="full-time")
    wanted = {"programme": {"PED": 4}, "study_year": {"1": 3, "2": 1}, "form": {"full-time": 4}}
    assert invited_margins(made) == wanted
    assert closed_rounds()[0].enrolled == wanted


def count(bridge, low, high, **more):
    EnrolmentCount.objects.create(
        measure="enrolled",
        reference_date=datetime.date(2024, 10, 1),
        programme_at_site=bridge.pedagogy_avermeer,
        **{"form": "full-time", "study_year": 1, "low": low, "high": high, "source": "test"} | more,
    )


def test_without_invitations_the_register_of_that_year_counts(bridge):
    closed_round(answers=3)
    count(bridge, 40, 40)
    count(bridge, 1, 4, form="dual")
    found = closed_rounds()[0].enrolled
    assert found["form"] == {"full-time": 40, "dual": 2.5}
    assert found["programme"] == {"PED": 42.5}


def test_old_counts_and_half_known_dimensions_weigh_nothing(bridge):
    count(bridge, 40, 40, study_year=None)
    assert set(counted_margins(datetime.date(2025, 3, 29))) == {"programme", "form"}
    assert counted_margins(datetime.date(2026, 3, 29)) == {}
