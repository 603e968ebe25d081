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

PORT = "54391"
NO_SERVER = "; ".join(postgres.missing())


@pytest.fixture(scope="module")
def college(tmp_path_factory):
    def uneven(columns):
        columns["wellbeing"] = columns["wellbeing"] / 1.6 + 0.0005  # halves of a thousandth
        columns["wellbeing"][::17] = float("nan")
        return columns

    folder = write_college(tmp_path_factory.mktemp("engines"), students=500, programmes=8, change=uneven)
    texts = "round, respondent, domain, replace(programme, 'P1', 'p1') AS programme, site, study_year"
    return kept(folder, f"SELECT {texts}, gender, nullif(wellbeing, 'nan') AS wellbeing, tired")


def kept(folder, select):
    """Names that people and bytes put in another order, and missing scores as nothing."""
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
    kinds = [
        f'"{n}" {"TEXT" if t == "VARCHAR" else "DOUBLE PRECISION"}'
        for n, t in zip(*columns(found), strict=True)
    ]
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


def test_an_address_without_a_table_is_refused():
    with pytest.raises(ConfigurationError, match="which table"):
        engine_on("postgresql://127.0.0.1/thuis")
