"""Our own template, and how its records become a roster."""

from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.core.intake.records import KNOWN, student
from thuis.core.intake.formats import ROSTERS, roster_format
from thuis.core.intake.formats.roster_csv import NAMES, read, template
from thuis.core.intake.roster import EnrolmentValues, PersonValues, Roster, wanted
from thuis.core.intake.sheet import SEPARATORS, rendered

TODAY = date(2026, 3, 1)
SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "roster" / "namenlijst.csv"
HEAD = "person_kind;number;programme;site;study_year"


def keys(source: str) -> list[tuple[int, str, str]]:
    found = read(source.encode(), KNOWN)
    return [(row.line, row.column, row.key) for row in found.problems]


names = st.text("abcdeéëü -'", max_size=10).map(str.strip)
records = st.builds(
    student,
    number=st.text("0123456789s", min_size=1, max_size=8),
    given_name=names.map(lambda name: name or None),
    family_name=names.map(lambda name: name or None),
    study_year=st.integers(1, 9),
    form=st.sampled_from(("full-time", "part-time", "dual")),
    group=st.sampled_from(("", "SW1A", "SW2B")),
    starts_on=st.dates(date(2000, 1, 1), date(2040, 1, 1)),
)


@given(
    rows=st.lists(records, min_size=1, max_size=6),
    separator=st.sampled_from(SEPARATORS),
    encoding=st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1252")),
)
def test_every_record_is_read_back_as_it_was(rows, separator, encoding):
    cells = [(*row[1:11], row.groups[0] if row.groups else "", *row[12:]) for row in rows]
    found = read(rendered(NAMES, cells, separator=separator, encoding=encoding), KNOWN)
    assert found.problems == ()
    assert [record[1:] for record in found.records] == [row[1:] for row in rows]


def test_the_template_itself_has_only_problems_of_codes_that_we_do_not_have():
    found = read(template(), KNOWN)
    assert {row.key for row in found.problems} <= {"unknown-site"}
    assert [record.kind for record in found.records] == ["staff"]


def test_a_list_as_excel_saves_it_in_dutch_is_read():
    found = read(SAMPLE.read_bytes(), KNOWN)
    assert [(row.kind, row.number, row.given_name, row.form, row.starts_on) for row in found.records] == [
        ("student", "0512345", "Sanne", "full-time", date(2025, 9, 1)),
        ("student", "0512346", "Noë", "part-time", date(2025, 9, 1)),
        ("staff", "m0042", "Bram", None, None),
    ]
    assert [(row.line, row.column, row.key) for row in found.problems] == [
        (7, "email", "not-an-email"),
        (7, "starts_on", "not-a-date"),
        (7, "study_year", "not-a-number"),
    ]
    assert found.unread == ("Opmerking",)


def test_unknown_codes_are_problems_with_their_place():
    assert keys(f"{HEAD}\nstudent;1;XX;AVM;1\nstudent;2;SW;XX;1\nstudent;3;PED;LDH;1\n") == [
        (2, "programme", "unknown-programme"),
        (3, "site", "unknown-site"),
        (4, "site", "not-taught-here"),
    ]


def test_a_student_needs_a_programme_a_site_and_a_year_and_a_colleague_does_not():
    assert keys(f"{HEAD}\nstaff;m1;;;\nstudent;1;;AVM;1\nstudent;2;SW;AVM;\n") == [
        (3, "programme", "empty-cell"),
        (4, "study_year", "empty-cell"),
    ]


def test_a_last_day_before_the_first_is_a_problem():
    source = f"{HEAD};starts_on;ends_on\nstudent;1;SW;AVM;1;2025-09-01;2025-08-31\n"
    assert keys(source) == [(2, "ends_on", "ends-before-start")]


def test_a_zip_is_oneroster_and_everything_else_our_template():
    assert roster_format(b"PK\x03\x04rest") == "oneroster"
    assert roster_format(b"number;x") == "csv"
    assert set(ROSTERS) == {"csv", "oneroster"}


def test_two_rows_of_one_student_give_two_groups():
    asked = wanted([student(group="A"), student(group="B")], Roster(), TODAY)
    assert [code for _key, code in sorted(asked.roster.members)] == ["A", "B"]
    assert len(asked.roster.enrolments) == 1
    assert asked.problems == []


def test_rows_that_contradict_each_other_are_problems():
    rows = [student(line=2), student(line=3, given_name="Anders", study_year=3)]
    assert [(row.line, row.key) for row in wanted(rows, Roster(), TODAY).problems] == [
        (3, "person-contradicts"),
        (3, "enrolment-contradicts"),
    ]


def test_a_last_day_before_the_day_that_we_fill_in_is_a_problem():
    row = student(starts_on=None, ends_on=date(2025, 1, 1))
    assert [found.key for found in wanted([row], Roster(), TODAY).problems] == ["ends-before-start"]


def test_what_a_file_leaves_open_stays_as_we_have_it():
    start = date(2024, 9, 1)
    key = ("1", "SW", "AVM", "part-time", start)
    current = Roster(
        people={("student", "1"): PersonValues("Sanne", "Hofstra", "s@debrug.example", "en")},
        enrolments={key: EnrolmentValues(2, None)},
    )
    row = student(given_name=None, family_name="Jansen", language=None, form=None, starts_on=None)
    asked = wanted([row], current, TODAY)
    assert asked.roster.people["student", "1"] == PersonValues("Sanne", "Jansen", "s@debrug.example", "en")
    assert list(asked.roster.enrolments) == [key]


def test_who_is_new_starts_today_full_time_in_dutch():
    asked = wanted([student(form=None, starts_on=None, language=None)], Roster(), TODAY)
    assert list(asked.roster.enrolments) == [("1", "SW", "AVM", "full-time", TODAY)]
    assert asked.roster.people["student", "1"].language == "nl"


def test_a_colleague_is_a_person_without_an_enrolment():
    asked = wanted([student()._replace(kind="staff", programme=None)], Roster(), TODAY)
    assert list(asked.roster.people) == [("staff", "1")]
    assert asked.roster.enrolments == {}
    assert asked.programmes == frozenset()


def test_two_forms_at_one_place_keep_their_own_first_day():
    first, second = date(2023, 9, 1), date(2024, 9, 1)
    current = Roster(
        enrolments={
            ("1", "SW", "AVM", "part-time", first): EnrolmentValues(2, None),
            ("1", "SW", "AVM", "dual", second): EnrolmentValues(2, None),
            ("1", "SW", "AVM", "full-time", first): EnrolmentValues(1, first),
        }
    )
    rows = [student(form="part-time", starts_on=None), student(form="dual", starts_on=None)]
    assert set(wanted(rows, current, TODAY).roster.enrolments) == {
        ("1", "SW", "AVM", "part-time", first),
        ("1", "SW", "AVM", "dual", second),
    }
