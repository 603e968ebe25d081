"""Two versions of one release: together they expose nobody, and what did not change was not told twice."""

import json

import duckdb
import numpy as np
import pytest

from tests.foundation.release.college import write_college
from thuis.config.cli import main
from thuis.foundation.release.between import attack_versions
from thuis.foundation.release.files import read_rules


def otherwise(columns):
    """Two in three answers of 2025 were read wrongly; nothing changed in 2026."""
    rows = (columns["round"] == "2025") & (np.random.default_rng(4).random(len(columns["round"])) < 0.67)
    columns["wellbeing"][rows] = np.minimum(101 - columns["wellbeing"][rows], 100)
    return columns


@pytest.fixture(scope="module")
def college(tmp_path_factory):
    folder = with_wide_cells(write_college(tmp_path_factory.mktemp("first"), students=1400, programmes=20))
    assert build(folder, folder / "v1") == 0
    return folder


@pytest.fixture(scope="module")
def changed(college, tmp_path_factory):
    folder = tmp_path_factory.mktemp("second")
    write_college(folder, students=1400, programmes=20, change=otherwise)
    with_wide_cells(folder)
    (folder / "release.key").write_text((college / "release.key").read_text())
    return folder


def with_wide_cells(folder):
    """Cells of twenty and more, so that ten of each changed."""
    rules = (folder / "rules.toml").read_text()
    (folder / "rules.toml").write_text(rules + "[thresholds]\nmean = 20\n")
    return folder


def build(folder, out, *more):
    files = ("--responses", folder / "R.parquet", "--enrolment", folder / "E.csv", "--rules")
    words = map(str, (*files, folder / "rules.toml", "--out", out, *more))
    return main(["release", "build", *words])


def told(folder, round_name):
    sql = f"SELECT * EXCLUDE (version) FROM '{folder}/cells.parquet' WHERE round = '{round_name}'"
    return duckdb.sql(f"{sql} AND statistic <> 'change' ORDER BY ALL").fetchall()


@pytest.fixture(scope="module")
def second(college, changed):
    assert build(changed, changed / "v2", "--previous", college / "v1") == 0
    return changed / "v2"


def test_both_versions_together_expose_nobody(college, second):
    found = attack_versions(college / "v1", second, read_rules(second / "rules.toml").rules)
    assert [one.round for one in found] == ["2025"]
    assert found[0].groups > 100
    assert found[0].claims == 0


def test_the_certificate_counts_the_rows_of_the_later_version(second):
    rows = json.loads((second / "certificate.json").read_text())["rows"]
    found = duckdb.sql(f"SELECT status, count(*) FROM '{second}/cells.parquet' GROUP BY 1").fetchall()
    assert rows == dict(found)
    assert rows["released"] > 100
    assert main(["release", "verify", str(second)]) == 0


def test_where_nobody_changed_everything_stays_as_it_was(college, second):
    assert told(second, "2026") == told(college / "v1", "2026")
    assert told(second, "2025") != told(college / "v1", "2025")
