"""Verifying a release from its published files: what is missing, what did not pass, and what cannot be."""

import json

import duckdb
import pytest

from tests.foundation.release.college import write_college
from thuis.core.disclosure.table import COLUMNS
from thuis.foundation.release.build import build_release
from thuis.foundation.release.files import CELLS, CERTIFICATE, RULES, digest
from thuis.foundation.release.verify import problems_in


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    college = write_college(tmp_path_factory.mktemp("college"), students=120, programmes=3, rounds=("2026",))
    build_release(
        responses=college / "R.parquet",
        enrolment=college / "E.csv",
        rules_file=college / "rules.toml",
        out=college / "v1",
    )
    return college / "v1"


@pytest.fixture
def copy(released, tmp_path):
    for name in (CELLS, CERTIFICATE, RULES):
        (tmp_path / name).write_bytes((released / name).read_bytes())
    return tmp_path


def certify(folder, **changed):
    """Its certificate with other values, and the digest of the cells as they are now."""
    certificate = json.loads((folder / CERTIFICATE).read_text())
    certificate |= {"cells_sha256": digest(folder / CELLS), **changed}
    (folder / CERTIFICATE).write_text(json.dumps(certificate))


def with_cells(folder, select):
    found = select.format(cells=f"read_parquet('{folder}/{CELLS}')")
    duckdb.sql(f"COPY ({found}) TO '{folder}/n' (FORMAT parquet)")
    (folder / "n").rename(folder / CELLS)
    certify(folder)


def test_a_whole_release_has_no_problems(copy):
    assert problems_in(copy) == []


@pytest.mark.parametrize("name", [CELLS, CERTIFICATE, RULES])
def test_a_file_that_is_missing_is_all_that_is_said(copy, name):
    (copy / name).unlink()
    assert problems_in(copy) == [f"{name} is missing"]


def test_an_audit_that_did_not_pass_is_told(copy):
    certify(copy, passed=False)
    assert problems_in(copy) == ["the certificate says that the audit did not pass"]


def test_other_columns_are_told_and_nothing_is_read_from_them(copy):
    with_cells(copy, "SELECT * EXCLUDE (reason) FROM {cells}")
    assert problems_in(copy) == [f"the columns are not {', '.join(COLUMNS)}"]


@pytest.mark.parametrize(
    "select",
    [
        "SELECT * REPLACE (if(status = 'released', NULL, estimate) AS estimate) FROM {cells}",
        "SELECT * REPLACE ('band' AS reason) FROM {cells}",
    ],
)
def test_a_told_cell_without_an_estimate_or_a_band_with_one_is_found(copy, select):
    with_cells(copy, select)
    assert problems_in(copy) == ["a released cell has no estimate, or a band has one"]
