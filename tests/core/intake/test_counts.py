"""Counts: our template, and Studielink's count file against an independent sum."""

import csv
from datetime import date
from pathlib import Path

from tests.core.intake.records import KNOWN
from thuis.core.intake.formats import COUNTS, count_format, counts_csv, studielink
from thuis.core.intake.records import Known

SAMPLE = (
    Path(__file__).resolve().parents[2] / "samples" / "studielink" / "telbestand_sl_20250602_v35_2025.csv"
)


def ours() -> list[dict[str, str]]:
    with SAMPLE.open(newline="") as source:
        return [row for row in csv.DictReader(source) if row["Brincode"] == "27PZ" and row["Status"] != "A"]


def everything_known() -> Known:
    pairs = frozenset((row["Isatcode"], f"27PZ{int(row['Brin_volgnr']):02}") for row in ours())
    return Known("27PZ", frozenset(pair[0] for pair in pairs), frozenset(pair[1] for pair in pairs), pairs)


def test_studielink_counts_add_up_to_those_in_the_file():
    found = studielink.read(SAMPLE.read_bytes(), everything_known())
    assert found.problems == ()
    assert sum(cell.low for cell in found.records) == sum(int(row["Aantal"]) for row in ours())
    assert {cell.measure for cell in found.records} == {"applied"}
    assert {cell.reference_date for cell in found.records} == {date(2025, 6, 2)}
    assert found.skipped["other-institution"] > 0
    assert found.skipped["cancelled"] > 0


def test_one_cell_is_one_record():
    cells = {
        (row["Isatcode"], row["Brin_volgnr"], row["Opl_vorm"], row["Herkomst"], row["Geslacht"])
        for row in ours()
    }
    assert len(studielink.read(SAMPLE.read_bytes(), everything_known()).records) == len(cells)


def test_a_programme_that_we_do_not_know_is_a_problem_per_row():
    known = everything_known()
    less = Known("27PZ", known.programmes - {"34560"}, known.sites, known.taught)
    found = studielink.read(SAMPLE.read_bytes(), less)
    assert {(row.column, row.value, row.key) for row in found.problems} == {
        ("programme", "34560", "unknown-programme")
    }
    assert len(found.problems) == sum(row["Isatcode"] == "34560" for row in ours())


def test_small_cells_are_bounds_that_add_up():
    head, first = SAMPLE.read_text().splitlines()[:2]
    row = dict(zip(head.split(","), first.split(","), strict=True))
    row |= {"Brincode": "DB", "Brin_volgnr": "1", "Isatcode": "SW", "Aantal": "<5"}
    source = "\n".join([head, ",".join(row.values()), ",".join(row.values())]).encode()
    known = Known("DB", frozenset({"SW"}), frozenset({"DB01"}), frozenset({("SW", "DB01")}))
    (cell,) = studielink.read(source, known).records
    assert (cell.low, cell.high) == (2, 8)


def test_our_template_counts_enrolled_students():
    source = (
        b"reference_date;programme;site;form;study_year;gender;count\n"
        b"1-10-2025;SW;AVM;voltijd;1;V;<5\n1-10-2025;XX;AVM;;;;3\n"
    )
    found = counts_csv.read(source, KNOWN)
    (cell,) = found.records
    assert cell[1:] == ("enrolled", date(2025, 10, 1), "SW", "AVM", "full-time", 1, "woman", "", 1, 4)
    assert [(row.line, row.key) for row in found.problems] == [(3, "unknown-programme")]


def test_the_format_follows_from_the_columns():
    assert count_format(SAMPLE.read_bytes()) == "studielink"
    assert count_format(b"reference_date;count\n") == "csv"
    assert set(COUNTS) == {"csv", "studielink"}
