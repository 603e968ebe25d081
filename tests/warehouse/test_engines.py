"""Every engine gives the same release, to the byte."""

import json
import shutil
from pathlib import Path

import duckdb
import psycopg
import pytest

from tests import postgres
from tests.foundation.release.college import write_college
from thuis.config.cli import main
from thuis.core.errors import ConfigurationError
from thuis.foundation.release.engines import engine_on

MORE = """
[measures.sports]
kind = "choice"
options = ["ball", "water"]
[measures.energy]
kind = "composite"
of = ["wellbeing", "tired"]
weights = [5, -2]
"""
OPTIONS = """CASE WHEN respondent < 'r00400' THEN CAST(tired > 3 AS INTEGER) END AS "sports:ball",
CASE WHEN respondent < 'r00400' THEN CAST(study_year = '1' AS INTEGER) END AS "sports:water\""""
PORT = "54391"
KINDS = {"VARCHAR": "TEXT", "DOUBLE": "DOUBLE PRECISION", "INTEGER": "INTEGER"}
NO_SERVER = "; ".join(postgres.missing())


@pytest.fixture(scope="module")
def college(tmp_path_factory):
    def uneven(columns):
        columns["wellbeing"] = columns["wellbeing"] / 1.6 + 0.0005  # halves of a thousandth
        columns["wellbeing"][::17] = float("nan")
        columns["wellbeing"][::19] = float("inf")
        columns["tired"][::23] = float("-inf")
        columns["tired"][1::23] = columns["tired"][1::23] + 0.49  # no whole number, and still an answer
        return columns

    folder = write_college(tmp_path_factory.mktemp("engines"), students=500, programmes=8, change=uneven)
    (folder / "rules.toml").write_text((folder / "rules.toml").read_text() + MORE)
    texts = "round, respondent, domain, replace(programme, 'P1', 'p1') AS programme, site, study_year"
    return kept(folder, f"SELECT {texts}, gender, wellbeing, nullif(tired, 1) AS tired, {OPTIONS}")


def kept(folder, select):
    """Names that people and bytes put in another order, and some answers that are nothing."""
    duckdb.sql(f"COPY ({select} FROM '{folder}/R.parquet') TO '{folder}/R2.parquet' (FORMAT parquet)")
    (folder / "R2.parquet").rename(folder / "R.parquet")
    return folder


@pytest.fixture(scope="module")
def address(tmp_path_factory, college):
    if NO_SERVER:
        pytest.skip(f"NOT RUN ON THIS MACHINE: {NO_SERVER}")
    # not below pytest's own folder: the server runs as somebody else, who may not look in there
    folder = Path(postgres.tempfile.mkdtemp(prefix="thuis-engines-"))
    server = postgres.Server(folder, PORT)
    try:
        server.start()
        place = server.environment["THUIS_DATABASE_URL"]
        fill(place, college)
        yield f"{place}#answers"
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def fill(place, college):
    found = duckdb.sql(f"SELECT * FROM '{college}/R.parquet' ORDER BY hash(respondent, round)")
    kinds = [f'"{n}" {KINDS[t]}' for n, t in zip(*columns(found), strict=True)]
    with psycopg.connect(place) as connection:
        connection.execute(f"CREATE TABLE answers ({', '.join(kinds)})")
        with connection.cursor().copy("COPY answers FROM STDIN") as copy:
            for row in found.fetchall():
                copy.write_row(row)


def columns(found):
    return found.columns, [str(one) for one in found.types]


def build(college, responses, out):
    return main(
        [
            *("release", "build", "--responses", str(responses), "--enrolment", str(college / "E.csv")),
            *("--rules", str(college / "rules.toml"), "--out", str(out)),
        ]
    )


def test_postgresql_gives_the_same_cells_certificate_and_ledger_as_duckdb(college, address, tmp_path):
    assert build(college, college / "R.parquet", tmp_path / "duckdb") == 0
    assert build(college, address, tmp_path / "postgresql") == 0
    for name in ("cells.parquet", "certificate.json"):
        one, other = ((tmp_path / engine / name).read_bytes() for engine in ("duckdb", "postgresql"))
        assert one == other
    ledgers = [
        duckdb.sql(f"SELECT * FROM '{tmp_path / engine}/private/ledger.parquet'").fetchall()
        for engine in ("duckdb", "postgresql")
    ]
    assert ledgers[0] == ledgers[1]
    assert json.loads((tmp_path / "postgresql" / "certificate.json").read_text())["passed"] is True
    told = duckdb.sql(
        f"SELECT DISTINCT measure, statistic, option FROM '{tmp_path}/postgresql/cells.parquet'"
    )
    wanted = {("sports", "answer_share", "ball"), ("energy", "mean", ""), ("energy", "change", "")}
    assert wanted <= set(told.fetchall())


@pytest.mark.parametrize("engine", ["duckdb", "postgresql"])
def test_a_number_that_no_answer_can_be_is_refused(college, request, tmp_path, capsys, engine):
    responses = request.getfixturevalue("address") if engine == "postgresql" else college / "R.parquet"
    (tmp_path / "rules.toml").write_text((college / "rules.toml").read_text().replace("[1, 5]", "[1, 4]"))
    (tmp_path / "E.csv").write_text((college / "E.csv").read_text())
    assert build(tmp_path, responses, tmp_path / "out") != 0
    said = capsys.readouterr().err
    assert "tired" in said
    assert "tussen 1 en 4" in said
    assert not (tmp_path / "out" / "cells.parquet").exists()


def test_what_is_no_answer_counts_as_nothing(college, tmp_path):
    """The same file with nothing where NaN and infinity stood gives the same cells."""
    assert build(college, college / "R.parquet", tmp_path / "one") == 0
    clean = tmp_path / "clean"
    clean.mkdir()
    for name in ("E.csv", "rules.toml", "release.key"):
        shutil.copy(college / name, clean / name)
    real = "CASE WHEN isfinite({0}) THEN {0} END AS {0}"
    select = f"SELECT * REPLACE ({real.format('wellbeing')}, {real.format('tired')})"
    duckdb.sql(f"COPY ({select} FROM '{college}/R.parquet') TO '{clean}/R.parquet' (FORMAT parquet)")
    assert duckdb.sql(f"SELECT count(*) - count(tired) FROM '{clean}/R.parquet'").fetchall()[0][0] > 20
    assert build(clean, clean / "R.parquet", tmp_path / "other") == 0
    assert (tmp_path / "one" / "cells.parquet").read_bytes() == (
        tmp_path / "other" / "cells.parquet"
    ).read_bytes()


def test_an_address_without_a_table_is_refused():
    with pytest.raises(ConfigurationError, match="which table"):
        engine_on("postgresql://127.0.0.1/thuis")
