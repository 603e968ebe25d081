"""What goes into a release: enrolment line by line, and values that can name a cell."""

import numpy as np
import pytest

from tests.foundation.release.college import write_college
from thuis.core.errors import InvalidInput
from thuis.foundation.release.files import read_rules
from thuis.foundation.release.inputs import FEW, read_enrolment, round_inputs
from thuis.warehouse.engine import DuckDB

HEAD = "round,dimension,value,enrolled"


def enrolment(folder, *lines):
    (folder / "E.csv").write_text("\n".join([HEAD, *lines]) + "\n")
    return read_enrolment(folder / "E.csv")


def test_margins_are_numbers_and_fewer_than_five_is_the_middle_of_them(tmp_path):
    found = enrolment(tmp_path, "2026,programme,SW,60", "2026,programme,PED,<5", "2025,form,full-time,80")
    assert found == {"2026": {"programme": {"SW": 60.0, "PED": FEW}}, "2025": {"form": {"full-time": 80.0}}}


@pytest.mark.parametrize("line", ["2026,programme,SW,many", "2026,programme,SW", "2026,programme,SW,"])
def test_a_line_without_a_number_is_named(tmp_path, line):
    with pytest.raises(InvalidInput, match="release-enrolment-line") as told:
        enrolment(tmp_path, "2026,programme,PED,12", line)
    assert told.value.values == {"line": 3}


def test_a_file_without_the_columns_is_refused(tmp_path):
    (tmp_path / "E.csv").write_text("year,what\n2026,programme\n")
    with pytest.raises(InvalidInput, match="release-enrolment-line"):
        read_enrolment(tmp_path / "E.csv")


def test_a_value_that_reads_as_two_is_refused(tmp_path):
    """A merged cell is called 'P1 | P2': no programme may have such a name of its own."""

    def merged(columns):
        columns["programme"] = np.full(len(columns["programme"]), "P1 | P2", dtype=object)
        return columns

    college = write_college(tmp_path, students=60, programmes=3, rounds=("2026",), change=merged)
    rules = read_rules(college / "rules.toml").rules
    with pytest.raises(InvalidInput, match="release-value-unclear") as told:
        round_inputs(DuckDB(college / "R.parquet"), {}, rules, b"key")
    assert told.value.values == {"dimension": "programme", "value": "P1 | P2"}
