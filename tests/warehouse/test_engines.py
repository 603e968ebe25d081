"""Every engine gives the same release, to the byte."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import psycopg
import pytest

from tests import postgres, spark
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
[measures.rest]
kind = "scale"
[relations]
outcomes = ["wellbeing"]
predictors = ["tired", "rest"]
"""
OPTIONS = """CASE WHEN respondent < 'r00400' THEN CAST(tired > 3 AS INTEGER) END AS "sports:ball",
CASE WHEN respondent < 'r00400' THEN CAST(study_year = '1' AS INTEGER) END AS "sports:water",
CASE WHEN respondent < 'r00450' THEN wellbeing / 2 + 9 * tired END AS rest"""
PORT = "54391"
ROUNDS = ("2025", "2026", "2027 d'Or\\n")
KINDS = {"VARCHAR": "TEXT", "DOUBLE": "DOUBLE PRECISION", "INTEGER": "INTEGER"}
NO_SERVER = "; ".join(postgres.missing())
NO_SPARK = "; ".join(spark.missing())
SPARK_ONLY = pytest.mark.skipif(bool(NO_SPARK), reason=f"NOT RUN ON THIS MACHINE: {NO_SPARK}")
# Some leave a word open, some give an empty one, and one word looks like a question to an engine.
GENDERS = """CASE WHEN respondent < 'r00030' THEN '' WHEN respondent < 'r00060' THEN NULL
WHEN gender = 'g1' THEN 'd''Or \\n "as varchar" ?' ELSE gender END AS gender"""


@pytest.fixture(scope="module")
def college(tmp_path_factory):
    def uneven(columns):
        columns["wellbeing"] = columns["wellbeing"] / 1.6 + 0.0005  # halves of a thousandth
        columns["wellbeing"][::17] = float("nan")
        columns["wellbeing"][::19] = float("inf")
        columns["tired"][::23] = float("-inf")
        columns["tired"][1::23] = columns["tired"][1::23] + 0.49  # no whole number, and still an answer
        return columns

    folder = write_college(
        tmp_path_factory.mktemp("engines"), students=500, programmes=8, rounds=ROUNDS, change=uneven
    )
    (folder / "rules.toml").write_text((folder / "rules.toml").read_text() + MORE)
    texts = "round, respondent, domain, replace(programme, 'P1', 'p1') AS programme, site, study_year"
    return kept(folder, f"SELECT {texts}, {GENDERS}, wellbeing, nullif(tired, 1) AS tired, {OPTIONS}")


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


def build(college, responses, out, *more):
    return main(
        [
            *("release", "build", "--responses", str(responses), "--enrolment", str(college / "E.csv")),
            *("--rules", str(college / "rules.toml"), "--out", str(out), *more),
        ]
    )


@pytest.fixture(scope="module")
def on_duckdb(college, tmp_path_factory):
    """What every other engine must give."""
    out = tmp_path_factory.mktemp("duckdb") / "out"
    assert build(college, college / "R.parquet", out) == 0
    return out


def same(one, other):
    for name in ("cells.parquet", "certificate.json", "relations.parquet"):
        assert (one / name).read_bytes() == (other / name).read_bytes(), name
    ledgers = [
        duckdb.sql(f"SELECT * FROM '{folder}/private/ledger.parquet'").fetchall() for folder in (one, other)
    ]
    assert ledgers[0] == ledgers[1]
    assert len(ledgers[0]) > 500


def as_csv(college, folder):
    duckdb.sql(f"COPY (FROM '{college}/R.parquet') TO '{folder}/R.csv' (HEADER)")
    return folder / "R.csv"


def test_the_release_on_duckdb_holds_what_the_engines_are_compared_on(on_duckdb):
    assert json.loads((on_duckdb / "certificate.json").read_text())["passed"] is True
    told = duckdb.sql(f"SELECT DISTINCT measure, statistic, option FROM '{on_duckdb}/cells.parquet'")
    wanted = {("sports", "answer_share", "ball"), ("energy", "mean", ""), ("energy", "change", "")}
    assert wanted <= set(told.fetchall())
    kept = duckdb.sql(f"SELECT DISTINCT gender, panel, round FROM '{on_duckdb}/private/ledger.parquet'")
    people = kept.fetchall()
    assert {one[0] for one in people} == {"", "g0", "g2", 'd\'Or \\n "as varchar" ?'}
    assert {one[1:] for one in people} >= {("both", ROUNDS[1]), ("", ROUNDS[1]), ("both", ROUNDS[2])}


def test_postgresql_gives_the_same_cells_certificate_and_ledger_as_duckdb(
    college, on_duckdb, address, tmp_path
):
    assert build(college, address, tmp_path / "out") == 0
    same(on_duckdb, tmp_path / "out")


@SPARK_ONLY
def test_spark_gives_the_same_cells_certificate_and_ledger_as_duckdb(college, on_duckdb, tmp_path):
    assert build(college, college / "R.parquet", tmp_path / "out", "--engine", "spark") == 0
    same(on_duckdb, tmp_path / "out")


@pytest.mark.parametrize("engine", ["duckdb", pytest.param("spark", marks=SPARK_ONLY)])
def test_a_csv_file_gives_the_same_as_a_parquet_file(college, on_duckdb, tmp_path, engine):
    assert build(college, as_csv(college, tmp_path), tmp_path / "out", "--engine", engine) == 0
    same(on_duckdb, tmp_path / "out")


@pytest.mark.parametrize("engine", ["duckdb", "postgresql", pytest.param("spark", marks=SPARK_ONLY)])
def test_a_number_that_no_answer_can_be_is_refused(college, request, tmp_path, capsys, engine):
    responses = request.getfixturevalue("address") if engine == "postgresql" else college / "R.parquet"
    (tmp_path / "rules.toml").write_text((college / "rules.toml").read_text().replace("[1, 5]", "[1, 4]"))
    (tmp_path / "E.csv").write_text((college / "E.csv").read_text())
    assert build(tmp_path, responses, tmp_path / "out", "--engine", engine) != 0
    said = capsys.readouterr().err
    assert "tired" in said
    assert "between 1 and 4" in said
    assert not (tmp_path / "out" / "cells.parquet").exists()


def with_a_word(college, folder, request, engine):
    """The responses with a word for every three that somebody answered."""
    if engine == "postgresql":
        address = request.getfixturevalue("address").partition("#")[0]
        with psycopg.connect(address) as connection:
            connection.execute("CREATE TABLE words AS SELECT * FROM answers")
            connection.execute("ALTER TABLE words ALTER COLUMN tired TYPE TEXT")
            connection.execute("UPDATE words SET tired = 'drie' WHERE tired = '3'")
        return f"{address}#words"
    responses = as_csv(college, folder)
    responses.write_text(responses.read_text().replace(",3.0,", ",drie,"))
    return responses


@pytest.mark.parametrize("engine", ["duckdb", "postgresql", pytest.param("spark", marks=SPARK_ONLY)])
def test_a_text_where_a_number_belongs_is_told_and_stops_the_build(
    college, request, tmp_path, capsys, engine
):
    responses = with_a_word(college, tmp_path, request, engine)
    assert build(college, responses, tmp_path / "out", "--engine", engine) != 0
    said = capsys.readouterr().err
    assert "text stands where a number belongs" in said
    assert {"duckdb": "Line: ", "postgresql": '"drie"', "spark": "'drie'"}[engine] in said
    assert len(said.splitlines()) == 2  # what else the line holds is not said
    assert not (tmp_path / "out" / "cells.parquet").exists()


@pytest.mark.parametrize(
    ("engine", "responses"), [("postgresql", "R.parquet"), ("spark", "postgresql://127.0.0.1/thuis#answers")]
)
def test_an_engine_that_cannot_read_the_responses_says_so(college, tmp_path, capsys, engine, responses):
    assert build(college, responses, tmp_path / "out", "--engine", engine) != 0
    assert f"{engine} cannot read these responses" in capsys.readouterr().err


def test_without_pyspark_the_cure_is_told(college, tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark", None)
    assert build(college, college / "R.parquet", tmp_path / "out", "--engine", "spark") != 0
    assert "pip install 'thuis[spark]'" in capsys.readouterr().err


def alone(college, folder, engine, **environment):
    """A build in a process of its own, on a machine that knows nothing else."""
    call = "import sys; from thuis.config.cli import main; sys.exit(main())"
    rules, responses = str(college / "rules.toml"), str(college / "R.parquet")
    given = ("--responses", responses, "--rules", rules, "--out", str(folder / "out"), "--engine", engine)
    return subprocess.run(
        [sys.executable, "-c", call, "release", "build", *given],
        env={**environment, "LANG": "C.UTF-8", "PYTHONPATH": os.pathsep.join(sys.path)},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_message_needs_no_site(college, tmp_path):
    """On a machine with files alone there are no settings and no secrets; words there are."""
    done = alone(college, tmp_path, "postgresql", PATH=os.environ["PATH"])
    assert done.returncode == 1
    assert done.stderr.startswith("The engine postgresql cannot read these responses\n")


@SPARK_ONLY
def test_without_java_spark_says_what_it_needs(college, tmp_path):
    done = alone(college, tmp_path, "spark", PATH=str(tmp_path))
    assert done.returncode == 1
    assert "Spark heeft Java 17 of nieuwer nodig" in done.stderr
    assert "Traceback" not in done.stderr


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
