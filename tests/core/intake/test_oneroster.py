"""OneRoster zips, versions 1.1 and 1.2, and everything that can be wrong with them."""

import io
import zipfile
from datetime import date

import pytest

from tests.core.intake.oneroster import FILES, MANIFEST, package
from tests.core.intake.records import KNOWN
from thuis.core.intake.formats.archive import unpacked
from thuis.core.intake.formats.oneroster import read
from thuis.core.intake.limits import Limits
from thuis.core.intake.problems import Refused


def keys(source: bytes) -> list[tuple[str, int, str]]:
    return [(row.file, row.line, row.key) for row in read(source, KNOWN).problems]


def test_a_student_gets_programme_site_year_group_and_first_day():
    found = read(package(), KNOWN)
    assert found.problems == ()
    student = next(record for record in found.records if record.kind == "student")
    assert student[1:6] == ("student", "0512345", "Sanne", "Hofstra", "sanne@debrug.example")
    assert (student.programme, student.site, student.study_year) == ("SW", "AVM", 2)
    assert (student.groups, student.starts_on, student.ends_on) == (("SW2A",), date(2025, 9, 1), None)


def test_teachers_are_staff_and_parents_and_deleted_users_are_left_out():
    found = read(package(), KNOWN)
    assert [(record.kind, record.number) for record in found.records] == [
        ("staff", "m1"),
        ("student", "0512345"),
    ]


def test_a_zip_with_a_folder_in_it_is_read_too():
    assert len(read(package(folder="export/"), KNOWN).records) == 2


def test_version_1_2_keeps_roles_in_their_own_file():
    users = FILES["users.csv"].replace(",role,", ",metadata.x,")
    roles = (
        "sourcedId,status,userSourcedId,roleType,role\n"
        "r1,active,u2,primary,teacher\nr2,active,u2,secondary,aide\n"
    )
    manifest = MANIFEST.replace("version,1.1", "version,1.2")
    found = read(package(users=users, roles=roles, manifest=manifest), KNOWN)
    assert [(record.kind, record.number) for record in found.records] == [
        ("staff", "m1"),
        ("student", "0512345"),
    ]


def test_one_identifier_may_hold_both_codes():
    orgs = "sourcedId,identifier,parentSourcedId\no2,SW/AVM,\n"
    found = read(package(orgs=orgs, leave_out=("courses.csv", "academicSessions.csv")), KNOWN)
    assert (found.records[-1].programme, found.records[-1].site) == ("SW", "AVM")
    assert found.records[-1].starts_on is None


def test_an_organisation_that_is_nothing_here_is_one_problem_however_many_students_it_has():
    orgs = FILES["orgs.csv"].replace(",SW,", ",History,").replace("o1\n", "o3\n")
    more = FILES["enrollments.csv"] + "e3,active,k1,o2,u1,student,,\n"
    assert keys(package(orgs=orgs, enrollments=more)) == [("orgs.csv", 3, "oneroster-org")]
    lost = FILES["classes.csv"].replace(",o2,", ",o9,").replace(",c1,", ",c9,")
    assert keys(package(classes=lost)) == [("classes.csv", 2, "oneroster-org")]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [("k1,o2,u1", "k9,o2,u1", "unknown-class"), ("k1,o2,u1", "k1,o2,u9", "unknown-user")],
)
def test_an_enrolment_of_nobody_or_nothing_is_a_problem(old, new, key):
    enrollments = FILES["enrollments.csv"].replace(old, new)
    assert keys(package(enrollments=enrollments)) == [("enrollments.csv", 2, key)]


def test_a_study_year_that_is_not_clear_is_a_problem():
    users = FILES["users.csv"].replace(",02\n", ',"09,10"\n')
    assert keys(package(users=users)) == [("users.csv", 2, "oneroster-grades")]


def test_a_programme_that_is_not_taught_at_the_site_is_a_problem():
    orgs = FILES["orgs.csv"].replace(",AVM,", ",LDH,").replace(",SW,", ",PED,")
    assert keys(package(orgs=orgs)) == [("enrollments.csv", 2, "not-taught-here")]


def test_days_of_the_enrolment_itself_win_and_a_nonsense_last_day_is_left_out():
    rows = FILES["enrollments.csv"].replace("student,,", "student,2025-10-01,2026-06-30")
    record = read(package(enrollments=rows), KNOWN).records[-1]
    assert (record.starts_on, record.ends_on) == (date(2025, 10, 1), date(2026, 6, 30))
    rows = FILES["enrollments.csv"].replace("student,,", "student,2025-10-01,2025-06-30")
    assert read(package(enrollments=rows), KNOWN).records[-1].ends_on is None


def test_a_set_of_changes_is_refused():
    manifest = MANIFEST.replace("file.users,bulk", "file.users,delta")
    assert keys(package(manifest=manifest)) == [("manifest.csv", 4, "oneroster-delta")]


def test_an_unknown_version_is_refused():
    manifest = MANIFEST.replace("oneroster.version,1.1", "oneroster.version,3.0")
    assert keys(package(manifest=manifest)) == [("manifest.csv", 3, "oneroster-version")]
    nonsense = keys(package(manifest="x,y\n1,2\n"))
    assert {key for _file, _line, key in nonsense} == {"column-missing"}


def test_a_missing_file_is_named():
    found = read(package(leave_out=("users.csv",)), KNOWN)
    assert [(row.key, row.detail) for row in found.problems] == [("file-missing", "users.csv")]


def zipped(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("source", "limits", "key"),
    [
        (b"PK\x03\x04 this is no zip", Limits(), "broken-zip"),
        (zipped(a__csv=b"0" * 5_000_000), Limits(), "zip-bomb"),
        (zipped(a__csv=b"abc", b__csv=b"abc"), Limits(zip_bytes=4), "zip-bomb"),
        (zipped(a__csv=b"1", b__csv=b"2"), Limits(zip_files=1), "too-many-files"),
        (zipped(**{"x/a__csv": b"1", "y/A__CSV": b"2"}), Limits(), "file-twice"),
        (zipped(a__csv=b"1"), Limits(file_bytes=3), "file-too-large"),
    ],
)
def test_a_zip_that_is_no_good_is_refused(source, limits, key):
    with pytest.raises(Refused) as refused:
        unpacked(source, limits)
    assert refused.value.key == key


def test_a_zip_that_lies_about_its_sizes_is_stopped_while_reading():
    honest = zipped(a__csv=b"x" * 3000)
    lying = honest.replace((3000).to_bytes(4, "little"), (3).to_bytes(4, "little"))
    with pytest.raises(Refused):
        unpacked(lying, Limits(zip_bytes=100))


def test_files_that_are_no_csv_are_not_opened():
    assert unpacked(zipped(readme__txt=b"x", a__csv=b"1")) == {"a.csv": b"1"}


def test_a_broken_zip_is_a_problem_of_the_file():
    assert [row.key for row in read(b"PK\x03\x04", KNOWN).problems] == ["broken-zip"]
