"""What agencies send: their columns, words, days and hours; and everything that can be wrong with a file."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
import xlsxwriter
from openpyxl import Workbook

from thuis.core.intake.formats.agency import Directory, Memory, masked, read
from thuis.core.intake.formats.workbook import workbook_lines
from thuis.core.intake.limits import LIMITS
from thuis.core.intake.problems import Refused
from thuis.core.intake.sheet import rendered
from thuis.core.intake.spoken import spoken_day, spoken_hours, spoken_period, student_number

KNOWN = Directory(
    roles={"buddy": "buddy", "studentbuddy": "buddy", "opendag": "open-day"},
    programmes={"sw": "SW", "socialwork": "SW", "ped": "PED"},
    sites={"avm": "AVM", "avermeer": "AVM", "ldh": "LDH"},
    taught=frozenset({("SW", "AVM"), ("SW", "LDH"), ("PED", "AVM")}),
)
HEADER = ("Studentnummer", "Functie", "Opleiding", "Locatie", "Begindatum", "Einddatum", "Uren")
ROW = ("s512345", "Studentbuddy", "SW", "AVM", "1-1-2023", "31-3-2023", "12,5")


def file(*rows, header=HEADER, **options):
    return read(rendered(header, rows, **options), KNOWN, Memory())


def changed(**cells):
    return tuple(cells.get(name.lower(), value) for name, value in zip(HEADER, ROW, strict=True))


def keys(sheet):
    return [(one.line, one.column, one.key) for one in sheet.problems]


def workbook(rows, **sheets):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for title, state in sheets.items():
        book.create_sheet(title, 0).sheet_state = state
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_row_says_who_what_where_when_and_how_long():
    (row,) = file(ROW).rows
    assert row == (2, "512345", "buddy", "SW", "AVM", date(2023, 1, 1), date(2023, 3, 31), 12.5, None)


def test_the_year_of_study_may_stand_in_the_file():
    assert file((*ROW, "3"), header=(*HEADER, "Leerjaar")).rows[0].study_year == 3
    assert keys(file((*ROW, "hbo"), header=(*HEADER, "Leerjaar"))) == [(2, "study_year", "not-a-number")]


@pytest.mark.parametrize("options", [{"separator": ","}, {"separator": "\t"}, {"encoding": "cp1252"}])
def test_any_separator_and_encoding_will_do(options):
    row = changed(functie="Open dag", uren="12.5")
    assert file(row, **options).rows[0].role == "open-day"


def test_a_workbook_reads_as_the_same_rows():
    rows = [HEADER, ("s512345", "Studentbuddy", "SW", "AVM", date(2023, 1, 1), date(2023, 3, 31), 12.5)]
    found = read(workbook(rows), KNOWN, Memory())
    assert (found.problems, found.rows) == ((), file(ROW).rows)


def test_a_hidden_sheet_is_not_read():
    found = read(workbook([HEADER, ROW], Hulp="hidden"), KNOWN, Memory())
    assert len(found.rows) == 1


def test_titles_above_the_header_are_passed_over():
    source = workbook([["Overzicht inzet 2023"], [], ["Student", None, None], HEADER, ROW])
    found = read(source, KNOWN, Memory())
    assert [row.line for row in found.rows] == [5]


def test_merged_headers_leave_empty_names_that_nobody_reads():
    book = Workbook()
    book.active.append(["Gegevens van de student", None, "Inzet", None, None])
    book.active.merge_cells("A1:B1")
    book.active.append(["Studentnummer", "Naam", "Functie", "Kwartaal", "Uren"])
    book.active.append(["512345", "S. Hofstra", "Buddy", "2023-Q1", 8])
    target = io.BytesIO()
    book.save(target)
    (row,) = read(target.getvalue(), KNOWN, Memory()).rows
    assert (row.first, row.last, row.hours) == (date(2023, 1, 1), date(2023, 3, 31), 8.0)


def test_a_formula_counts_as_the_value_that_was_kept():
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + _cells(["Studentnummer", "Functie", "Kwartaal", "Uren"])
        + '<row><c t="str"><f>A9</f><v>512345</v></c><c t="inlineStr"><is><t>Buddy</t></is></c>'
        + '<c t="str"><v>Q2 2023</v></c><c><f>SUM(A1:A3)</f><v>7.125</v></c></row></sheetData></worksheet>'
    )
    (row,) = read(zipped(sheet), KNOWN, Memory()).rows
    assert row.hours == 7.125


def _cells(names):
    return "<row>" + "".join(f'<c t="inlineStr"><is><t>{one}</t></is></c>' for one in names) + "</row>"


def zipped(sheet, book="", **more):
    book = book or (
        '<workbook xmlns:r="r"><workbookPr/><sheets>'
        '<sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    links = '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", book)
        archive.writestr("xl/_rels/workbook.xml.rels", links)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, content in more.items():
            archive.writestr(f"xl/{name}.xml", content)
    return target.getvalue()


def shared_workbook(*rows):
    """As Excel writes them: every text once, and cells that point at it."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return target.getvalue()


def test_texts_that_cells_share_are_read():
    found = read(shared_workbook(HEADER, (*ROW[:6], 12.5), ("s512346", *ROW[1:6], 8)), KNOWN, Memory())
    assert [(row.number, row.role, row.hours) for row in found.rows] == [
        ("512345", "buddy", 12.5),
        ("512346", "buddy", 8.0),
    ]


def test_a_shared_text_is_read_without_how_it_is_pronounced_and_with_all_its_parts():
    sheet = "<worksheet><sheetData><row>" + "".join(f'<c t="s"><v>{n}</v></c>' for n in (0, 1, 9, "x"))
    strings = (
        "<sst><si><r><t>Stu</t></r><r><t>dent</t></r><rPh><t>zzz</t></rPh></si><si><t>Rol</t></si></sst>"
    )
    source = zipped(sheet + "</row></sheetData></worksheet>", sharedStrings=strings)
    assert [line.cells for line in workbook_lines(source)] == [["Student", "Rol"]]


def test_cells_stand_where_their_reference_says_and_numbers_stay_numbers():
    cells = '<c r="B1"><v>1E3</v></c><c><v>0.5</v></c><c r="E1"><v>9e99</v></c>'
    cells += '<c t="b"><v>1</v></c><c><v>x</v></c>'
    sheet = f'<worksheet><sheetData><row r="7">{cells}</row><row r="x"/></sheetData></worksheet>'
    assert workbook_lines(zipped(sheet)) == [(7, ["", "1000", "0.500000", "", "9e99", "1", "x"])]


def test_a_sheet_may_be_named_from_the_root_of_the_zip():
    book = '<workbook xmlns:r="r"><sheets><sheet r:id="rId1"/></sheets></workbook>'
    links = '<Relationships><Relationship Id="rId1" Target="/xl/worksheets/sheet1.xml"/></Relationships>'
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("xl/workbook.xml", book)
        archive.writestr("xl/_rels/workbook.xml.rels", links)
        archive.writestr(
            "xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{_cells(['a'])}</sheetData></worksheet>"
        )
    assert workbook_lines(target.getvalue()) == [(1, ["a"])]


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        (_cells(["a"] * 6), "too-many-columns"),
        (_cells(["a" * 11]), "cell-too-long"),
        (_cells(["a"]) * 5, "too-many-rows"),
    ],
)
def test_a_workbook_stops_at_its_limits(rows, key):
    limits = replace(LIMITS, columns=5, cell_characters=10, rows=3)
    source = zipped(f"<worksheet><sheetData>{rows}</sheetData></worksheet>")
    with pytest.raises(Refused, match=key):
        workbook_lines(source, limits)


def test_a_zip_that_is_no_workbook_is_refused():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("users.csv", "a")
    assert [one.key for one in read(target.getvalue(), KNOWN, Memory()).problems] == ["not-a-workbook"]


def test_after_ten_thousand_problems_reading_stops():
    found = file(*([changed(uren="x")] * 10_002))
    assert len(found.problems) == 10_001
    assert {one.key for one in found.problems} == {"not-hours", "too-many-problems"}


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'


@pytest.mark.parametrize(
    ("source", "key"),
    [
        (b"", "empty-file"),
        (b"\xef\xbb\xbf", "empty-file"),
        (b"\xd0\xcf\x11\xe0 old", "old-excel"),
        (b"PK\x03\x04 broken", "broken-zip"),
        (zipped(BOMB), "not-a-workbook"),
        (zipped("<worksheet><sheetData><row>"), "not-a-workbook"),
        *(
            (zipped(f'<?xml version="1.0" encoding="{name}"?><worksheet/>'), "not-a-workbook")
            for name in ("UTN-8", "big5", "idna")
        ),
        (zipped("<worksheet/>", book="<workbook><sheets/></workbook>"), "not-a-workbook"),
        (zipped("<worksheet/>", book='<workbook><workbookPr date1904="1"/></workbook>'), "dates-of-1904"),
        (zipped("<worksheet/>"), "empty-file"),
        (b'Studentnummer;Functie\n"' + b"x" * 200_000, "broken-quotes"),
        (b"Studentnummer;Functie;Kwartaal\n" + b"x" * 3_000 + b";b;c", "cell-too-long"),
        (b"a" * 65 * 1024 * 1024, "file-too-large"),
        (b"\xff\xfe\x00", "not-text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_read_says_why(source, key):
    found = read(source, KNOWN, Memory())
    assert (found.rows, [one.key for one in found.problems]) == ((), [key])


@pytest.mark.parametrize(
    ("cells", "column", "key"),
    [
        ({"studentnummer": "12AB"}, "number", "not-a-student-number"),
        ({"studentnummer": "000"}, "number", "not-a-student-number"),
        ({"studentnummer": ""}, "number", "empty-cell"),
        ({"functie": "Vuurtorenwachter"}, "role", "unknown-role"),
        ({"functie": ""}, "role", "empty-cell"),
        ({"opleiding": "XX"}, "programme", "unknown-programme"),
        ({"locatie": "Mars"}, "site", "unknown-site"),
        ({"opleiding": "PED", "locatie": "LDH"}, "site", "not-taught-here"),
        ({"begindatum": "31-02-2023"}, "starts_on", "not-a-date"),
        ({"begindatum": ""}, "starts_on", "empty-cell"),
        ({"einddatum": ""}, "ends_on", "end-missing"),
        ({"einddatum": "1-12-2022"}, "ends_on", "ends-before-start"),
        ({"einddatum": "1-12-2027"}, "ends_on", "days-too-many"),
        ({"uren": "-4"}, "hours", "hours-negative"),
        ({"uren": "1.234"}, "hours", "hours-unclear"),
        ({"uren": "twaalf"}, "hours", "not-hours"),
        ({"uren": "#REF!"}, "hours", "not-hours"),
        ({"uren": "9999"}, "hours", "hours-too-many"),
    ],
)
def test_what_is_wrong_with_a_row_is_told_by_its_line_and_column(cells, column, key):
    found = file(changed(**cells))
    assert (found.rows, keys(found)) == ((), [(2, column, key)])


def test_a_row_tells_everything_that_is_wrong_with_it():
    found = file(changed(studentnummer="x", functie="y", uren="z"))
    assert {column for _, column, _ in keys(found)} == {"number", "role", "hours"}


def test_a_number_in_a_problem_leads_to_nobody():
    (found,) = file(changed(studentnummer="s512345x")).problems
    assert found.value == "s5…"
    assert masked("12A") == "12A"


def test_a_day_and_a_word_are_shown_whole():
    found = file(changed(begindatum="31-02-2023", functie="Vuurtorenwachter"))
    assert {one.value for one in found.problems} == {"31-02-2023", "Vuurtorenwachter"}


def test_the_same_row_twice_and_shared_days_are_problems_of_the_later_line():
    found = file(ROW, ROW, changed(begindatum="1-3-2023", einddatum="30-4-2023"))
    assert [(one.line, one.key, one.detail) for one in found.problems] == [
        (3, "row-twice", "2"),
        (4, "row-overlaps", "2"),
    ]


def test_two_roles_in_the_same_days_are_fine():
    assert file(ROW, changed(functie="Open dag")).problems == ()


def test_a_missing_column_is_named_and_nothing_else_is_said():
    found = file(("512345", "Buddy"), header=("Nr", "Functie"))
    assert [(one.key, one.detail) for one in found.problems] == [
        ("field-missing", "number"),
        ("field-missing", "period"),
    ]
    assert [one.header for one in found.columns] == ["Nr", "Functie"]


def test_two_columns_for_the_same_thing_ask_for_a_choice():
    found = file((*ROW, "5"), header=(*HEADER, "Gewerkte uren"))
    assert keys(found) == [(1, "Gewerkte uren", "field-twice")]


def test_what_was_said_before_is_remembered():
    memory = Memory(
        columns={"nr": "number", "wat": "role", "uren": "", "wanneer": "period"},
        roles={"lampist": "buddy", "test": "skip", "vrij": "pool"},
    )
    header = ("Nr", "Wat", "Wanneer", "Uren")
    rows = [(f"51234{n}", word, "2023", "x") for n, word in enumerate(["Lampist", "TEST", "vrij"])]
    found = read(rendered(header, rows), KNOWN, memory)
    assert [(row.role, row.hours) for row in found.rows] == [("buddy", None), ("pool", None)]
    assert (found.skipped, dict(found.words)) == (1, {"Lampist": 1, "TEST": 1, "vrij": 1})


@pytest.mark.parametrize("word", ["Pool", "beschikbaar", "Available"])
def test_who_is_available_is_in_the_pool(word):
    assert file(changed(functie=word)).rows[0].role == "pool"


@pytest.mark.parametrize(
    "cell",
    ["2023-03-01", "1-3-2023", "01/03/2023", "1 maart 2023", "1 mrt. 2023", "1 Mar 2023", "01.03.2023",
     "20230301", "1-3-23", "44986", "44986.75", "2023-03-01 00:00:00", "１-３-２０２３"],
)  # fmt: skip
def test_a_day_is_read_in_dutch_in_iso_and_as_excel_keeps_it(cell):
    assert spoken_day(cell) == date(2023, 3, 1)


@pytest.mark.parametrize("cell", ["31-02-2023", "31 feb 2023", "1 foo 2023", "20231301", "", "gisteren"])
def test_what_is_no_day_is_refused(cell):
    with pytest.raises(Refused, match="not-a-date"):
        spoken_day(cell)


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        *((cell, (1, 1), (3, 31)) for cell in
          ("2023-Q1", "Q1 2023", "2023 kwartaal 1", "1e kwartaal 2023", "kwartaal 1 2023", "2023K1")),
        *((cell, (2, 1), (2, 28)) for cell in ("2023-02", "02-2023", "februari 2023", "feb 2023", "202302")),
        ("2023", (1, 1), (12, 31)),
    ],
)  # fmt: skip
def test_a_period_is_a_quarter_a_month_or_a_year(cell, first, last):
    assert spoken_period(cell) == (date(2023, *first), date(2023, *last))


@pytest.mark.parametrize("cell", ["2023-13", "Q5 2023", "Q1", "week 3", "foo 2023", ""])
def test_what_is_no_period_is_refused(cell):
    with pytest.raises(Refused, match="not-a-period"):
        spoken_period(cell)


@pytest.mark.parametrize(
    ("cell", "hours"),
    [("12,5", 12.5), ("12.5", 12.5), ("12", 12.0), ("12:30", 12.5), ("12,5 uur", 12.5), ("1.204,5", 1204.5),
     ("1,204.5", 1204.5), ("7.125000", 7.125), ("0.125", 0.125), ("0", 0.0), ("<5", None), ("-", None)],
)  # fmt: skip
def test_hours_are_read_as_people_write_them(cell, hours):
    assert spoken_hours(cell) == hours


@pytest.mark.parametrize("cell", ["s0512345", "512345", "S 512.345", "0512345"])
def test_a_student_number_is_the_same_however_it_is_written(cell):
    assert student_number(cell) == "512345"
