"""A release from files: built, verified, attacked, and built again only when enough changed."""

import json

import duckdb
import numpy as np
import pytest

from tests.foundation.release.college import RULES, write_college
from thuis.config.cli import main
from thuis.core.disclosure.table import COLUMNS


@pytest.fixture(scope="module")
def college(tmp_path_factory):
    return write_college(tmp_path_factory.mktemp("college"))


@pytest.fixture(scope="module")
def released(college):
    assert build(college, college / "v1") == 0
    return college / "v1"


def build(college, out, *more, responses="R.parquet"):
    return main(
        [
            *("release", "build", "--responses", str(college / responses)),
            *("--enrolment", str(college / "E.csv"), "--rules", str(college / "rules.toml")),
            *("--out", str(out), *more),
        ]
    )


def cells(folder, where="true"):
    return duckdb.sql(f"SELECT * FROM '{folder}/cells.parquet' WHERE {where}").fetchnumpy()


def test_the_columns_are_those_that_readers_build_on(released):
    found = duckdb.sql(f"DESCRIBE SELECT * FROM '{released}/cells.parquet'").fetchall()
    assert tuple(row[0] for row in found) == COLUMNS


def test_the_whole_institution_stands_in_it_by_name(released):
    row = cells(
        released, "unit_kind = 'institution' AND unit = 'all' AND filter_kind = '' AND statistic = 'mean'"
    )
    assert sorted(zip(row["round"], row["measure"], strict=True)) == [
        (name, measure) for name in ("2025", "2026") for measure in ("tired", "wellbeing")
    ]


def test_the_mean_of_the_institution_is_near_the_mean_of_its_students(college, released):
    exact = duckdb.sql(f"SELECT round, avg(wellbeing) FROM '{college}/R.parquet' GROUP BY 1").fetchall()
    told = cells(
        released,
        "unit_kind = 'institution' AND filter_kind = '' AND statistic = 'mean' AND measure = 'wellbeing'",
    )
    for name, mean in exact:
        assert told["estimate"][told["round"] == name][0] == pytest.approx(mean, abs=1.5)


def test_the_cohort_is_known_better_than_the_population_it_stands_for(released):
    row = cells(released, "statistic = 'mean' AND status = 'released' AND filter_kind = ''")
    assert (row["cohort_high"] - row["cohort_low"] <= row["high"] - row["low"] + 1e-9).all()


def test_change_is_the_difference_of_the_two_released_estimates(released):
    where = "measure = 'wellbeing' AND unit_kind = 'domain' AND filter_kind = ''"
    means = cells(released, f"statistic = 'mean' AND {where}")
    told = dict(zip(zip(means["round"], means["unit"], strict=True), means["estimate"], strict=True))
    change = cells(released, f"statistic = 'change' AND {where}")
    assert set(change["round"]) == {"2026"}
    for unit, value in zip(change["unit"], change["estimate"], strict=True):
        assert value == pytest.approx(told["2026", unit] - told["2025", unit], abs=0.051)


def test_answered_both_rounds_is_a_filter_of_its_own(released):
    row = cells(released, "filter_kind = 'panel'")
    assert set(row["filter_value"]) == {"both"}
    assert set(row["round"]) == {"2026"}


def test_the_certificate_names_weights_removals_and_the_best_attack(released):
    certificate = json.loads((released / "certificate.json").read_text())
    assert certificate["passed"] is True
    weights = certificate["rounds"][0]["weights"]
    assert weights["margins"] == ["programme", "study_year"]
    assert {"programme", "study_year", "weight"} == set(weights["values"][0])
    assert min(one["best_posterior_sd"] for one in certificate["rounds"][0]["attacker"].values()) >= 0.15


def test_the_same_files_give_the_same_release(college, released, tmp_path):
    assert build(college, tmp_path / "again") == 0
    assert (tmp_path / "again" / "cells.parquet").read_bytes() == (released / "cells.parquet").read_bytes()


def test_a_release_is_never_overwritten(college, released, capsys):
    assert build(college, released) != 0
    assert "never changes" in capsys.readouterr().err


def test_the_order_of_the_rows_tells_nothing(college, released, tmp_path):
    def shuffled(columns):
        order = np.random.default_rng(3).permutation(len(columns["round"]))
        return {name: column[order] for name, column in columns.items()}

    other = write_college(tmp_path / "shuffled", change=shuffled)
    (other / "release.key").write_text((college / "release.key").read_text())
    assert build(other, other / "out") == 0
    assert (other / "out" / "cells.parquet").read_bytes() == (released / "cells.parquet").read_bytes()


def test_verify_says_that_a_release_is_whole(released, capsys):
    assert main(["release", "verify", str(released)]) == 0
    assert "whole" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("UPDATE c SET estimate = 99 WHERE status = 'released' AND statistic = 'mean'", "not the file"),
        ("UPDATE c SET estimate = 5, low = 5, high = 5 WHERE status = 'suppressed_primary'", "has a number"),
        ("UPDATE c SET n_shown = 5 WHERE status = 'released'", "fewer answers"),
        ("UPDATE c SET low = high + 1 WHERE status = 'released'", "ends before it begins"),
        ("UPDATE c SET version = 7", "version"),
    ],
)
def test_verify_finds_what_was_altered(released, tmp_path, capsys, change, says):
    for name in ("certificate.json", "rules.toml"):
        (tmp_path / name).write_text((released / name).read_text())
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE c AS SELECT * FROM '{released}/cells.parquet'")
    connection.execute(change)
    connection.execute(f"COPY c TO '{tmp_path}/cells.parquet' (FORMAT parquet)")
    assert main(["release", "verify", str(tmp_path)]) == 1
    assert says in capsys.readouterr().out


def test_no_attack_gets_through_and_the_controls_do(tmp_path):
    """A college of 2,000: in one of 900 a learned attacker is right a little too often (ADR 0030)."""
    college, report = write_college(tmp_path, students=2000, programmes=40, rounds=("2026",)), tmp_path / "r"
    assert build(college, college / "v1") == 0
    words = (college / "v1", "--truth", college / "R.parquet", "--report", report)
    assert main(["release", "attack", *map(str, words)]) == 0
    lines = {line["attack"]: line for line in json.loads(report.read_text())["summary"]}
    assert lines["bayes-linear"]["breaches"] == lines["differencing"]["breaches"] == 0
    assert lines["colluders-1"]["exposed"] <= 0.003
    assert lines["colluders-2"]["lone"] == 0
    for attack in ("limits", "averaging", "yes-no", "learned", "learned-best-known"):
        assert lines[attack]["claims"] == 0
    assert lines["control-plain-ten"]["exposed"] > 0.2
    assert lines["control-plain-shares"]["lone"] > 0


def test_three_changed_answers_make_no_new_version(college, released, tmp_path, capsys):
    def changed(columns):
        columns["wellbeing"][:3] = 100 - columns["wellbeing"][:3]
        return columns

    other = with_key_of(college, write_college(tmp_path / "few", change=changed))
    assert build(other, tmp_path / "v2", "--previous", str(released)) != 0
    assert "fewer than ten" in capsys.readouterr().err
    assert not (tmp_path / "v2" / "certificate.json").exists()


def test_a_changed_round_makes_the_next_version(college, released, tmp_path):
    """Every answer of a round was read the wrong way round: now each cell has enough changes."""

    def changed(columns):
        columns["wellbeing"] = np.minimum(101 - columns["wellbeing"], 100)
        return columns

    other = with_key_of(college, write_college(tmp_path / "many", change=changed))
    assert build(other, tmp_path / "v2", "--previous", str(released)) == 0
    assert json.loads((tmp_path / "v2" / "certificate.json").read_text())["version"] == 2


def with_key_of(college, other):
    (other / "release.key").write_text((college / "release.key").read_text())
    return other


def test_the_key_is_for_the_owner_alone_and_no_version_goes_without(college, released, tmp_path, capsys):
    assert (college / "release.key").stat().st_mode & 0o777 == 0o600
    other = write_college(tmp_path / "keyless")
    assert build(other, tmp_path / "v2", "--previous", str(released)) != 0
    assert "key" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('gender = "filter"', 'gender = "colour"', "kind must be unit or filter"),
        ("[measures.tired]", "[thresholds]\nmean = 5\n[measures.tired]", "it can only go up"),
        ("range = [1, 5]", "range = [5, 1]", "the low one first"),
        ("range = [1, 5]", "rang = [1, 5]", "unknown; use one of"),
        ('"study_year"]', '"year"]', "year is no dimension"),
        ("[dimensions]", "[dimensions", "rules.toml"),
    ],
)
def test_a_mistake_in_the_rules_is_named(tmp_path, capsys, old, new, says):
    college = write_college(tmp_path / "c", students=60, programmes=3)
    (college / "rules.toml").write_text(RULES.replace(old, new, 1))
    assert build(college, tmp_path / "out") != 0
    assert says in capsys.readouterr().err


def of_seasons(folder, rules):
    """Rounds whose names are not in order of time."""

    def renamed(columns):
        columns["round"] = np.where(columns["round"] == "2025", "spring", "autumn").astype(object)
        return columns

    college = write_college(folder, change=renamed)
    enrolment = (college / "E.csv").read_text().replace("2025,", "spring,").replace("2026,", "autumn,")
    (college / "E.csv").write_text(enrolment)
    (college / "rules.toml").write_text(rules + RULES)
    return college


def test_the_rules_may_say_in_which_order_rounds_came(tmp_path):
    college = of_seasons(tmp_path / "c", 'rounds = ["winter", "spring", "autumn"]\n')
    assert build(college, tmp_path / "out") == 0
    assert set(cells(tmp_path / "out", "statistic = 'change'")["round"]) == {"autumn"}
    assert set(cells(tmp_path / "out", "filter_kind = 'panel'")["round"]) == {"autumn"}
    ledger = duckdb.sql(f"SELECT DISTINCT round, panel FROM '{tmp_path}/out/private/ledger.parquet'")
    assert sorted(ledger.fetchall()) == [("autumn", ""), ("autumn", "both"), ("spring", "")]


@pytest.mark.parametrize(
    ("rules", "says"),
    [('rounds = ["spring"]\n', "autumn"), ('rounds = ["spring", "spring"]\n', "each once")],
)
def test_a_round_that_is_not_in_the_list_is_refused(tmp_path, capsys, rules, says):
    college = of_seasons(tmp_path / "c", rules)
    assert build(college, tmp_path / "out") != 0
    assert says in capsys.readouterr().err


def test_a_missing_column_is_named(tmp_path, capsys):
    def without(columns):
        columns.pop("tired")
        return columns

    college = write_college(tmp_path / "c", students=60, programmes=3, change=without)
    assert build(college, tmp_path / "out") != 0
    assert "tired" in capsys.readouterr().err
