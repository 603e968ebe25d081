"""Files made to harm, through the real upload pages: each gets a page in words, and nothing stays behind."""

import io
import re
import zipfile

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from tests.foundation.intake.rosters import HEADER
from tests.rooms.participation import samples
from thuis.config.jobs import JOBS
from thuis.foundation.institution.models import Person
from thuis.foundation.intake import files
from thuis.foundation.intake.models import ImportBatch
from thuis.foundation.jobs.actions import work_once
from thuis.rooms.participation.models import Engagement

ENGLISH = {"accept-language": "en"}
ROW = "student;1;Sanne;SW;AVM;2;SW2A;2025-09-01\n"
WRONG = re.compile(
    r"not readable text|zip|very long cell|too many|column|broken|workbook|empty|too large", re.I
)


def zipped(method=zipfile.ZIP_DEFLATED, **members):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def slipping():
    return zipped(**{"../../../manifest.csv": "x", "/etc/passwd": "x", "..\\..\\users.csv": "x"})


def encrypted():
    """Every member says that it needs a password."""
    content = bytearray(zipped(**{"manifest.csv": "propertyName,value\n", "users.csv": "x"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(mark), bytes(content)):
            content[found.start() + at] |= 1
    return bytes(content)


def overlapping_names():
    target = io.BytesIO()
    with pytest.warns(UserWarning), zipfile.ZipFile(target, "w") as archive:
        for _ in range(2):
            archive.writestr("users.csv", "x")
    return target.getvalue()


def workbook_with(declaration):
    """A workbook whose texts begin with a document type."""
    whole, target = zipfile.ZipFile(io.BytesIO(samples.xlsx(samples.BUDDY))), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in whole.namelist():
            content = whole.read(name)
            if name == "xl/sharedStrings.xml":
                content = content.replace(b"<sst", declaration + b"<sst", 1).replace(b"s512345", b"&x;")
            archive.writestr(name, content)
    return target.getvalue()


LAUGHS = b'<!DOCTYPE b [<!ENTITY a "ha"><!ENTITY x "' + b"&a;" * 50 + b'">]>'
OUTSIDE = b'<!DOCTYPE b [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
PDF = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n%\xe2\xe3\xcf\xd3\n" * 50

HARMFUL = {
    "zip bomb": lambda: zipped(**{"manifest.csv": b"0" * 80_000_000}),
    "nested zip": lambda: zipped(**{"inner.zip": zipped(**{"users.csv": b"0" * 1_000_000})}),
    "zip slip": slipping,
    "encrypted zip": encrypted,
    "zip with a name twice": overlapping_names,
    "zip cut off": lambda: zipped(**{"manifest.csv": "a" * 5000})[:90],
    "one line of 60 MB": lambda: b"x" * 60_000_000,
    "NUL bytes": lambda: b"person_kind;number\x00\x00;\n" + b"\x00" * 1000,
    "a PDF called csv": lambda: PDF,
}
FOR_ROLES = {
    "document type in a workbook": lambda: workbook_with(LAUGHS),
    "external entity in a workbook": lambda: workbook_with(OUTSIDE),
    **{
        name: HARMFUL[name]
        for name in ("zip bomb", "encrypted zip", "zip slip", "one line of 60 MB", "NUL bytes")
    },
}


@pytest.fixture(autouse=True)
def home(settings, tmp_path, bridge):
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    return tmp_path


def sent(client, address, content, name="rooster.csv", **more):
    """The page that she gets in the end, in English."""
    file = io.BytesIO(content)
    file.name = name
    response = client.post(address, {"file": file, **more}, follow=True, headers=ENGLISH)
    if work_once(JOBS):  # a long file is read in the background
        response = client.get(response.redirect_chain[-1][0], headers=ENGLISH)
    return response


def words(response):
    return " ".join(strip_tags(response.content.decode().partition("<main")[2]).split())


def uploads():
    return sorted(path.name for path in files.folder().iterdir())


def throw_away(client, address, response):
    if found := re.search(r"/(\d+)/$", response.request["PATH_INFO"]):
        assert client.post(f"{address}{found[1]}/discard/").status_code == 302


@pytest.mark.parametrize("kind", HARMFUL)
def test_a_harmful_roster_is_explained_and_leaves_nothing(ineke, home, kind):
    people = Person.objects.count()
    response = sent(ineke, "/imports/new/", HARMFUL[kind]())
    assert response.status_code in (200, 413, 422)
    assert WRONG.search(words(response)), words(response)[:600]
    assert "Save the import" not in words(response)
    throw_away(ineke, "/imports/", response)
    assert (uploads(), Person.objects.count()) == ([], people)
    assert [path.name for path in home.iterdir()] == ["home"], "nothing was written beside the house"


@pytest.mark.parametrize("kind", FOR_ROLES)
def test_a_harmful_file_of_roles_is_explained_and_leaves_nothing(yasmin, home, kind):
    address = reverse("participation:files")
    response = sent(yasmin, reverse("participation:file-new"), FOR_ROLES[kind](), source="Agency")
    assert response.status_code in (200, 413, 422)
    assert WRONG.search(words(response)), words(response)[:600]
    assert "root:" not in words(response)
    throw_away(yasmin, address, response)
    assert (uploads(), Engagement.objects.exists()) == ([], False)
    assert [path.name for path in home.iterdir()] == ["home"]


def test_a_roster_in_utf_16_is_read_or_explained(ineke):
    response = sent(ineke, "/imports/new/", (HEADER + ROW).encode("utf-16"))
    assert response.status_code == 200
    batch = ImportBatch.objects.get()
    assert batch.counts.get("people_added") == 1 or WRONG.search(words(response)), words(response)[:400]


@pytest.mark.parametrize("formula", ["=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "-2+3"])
def test_a_formula_comes_back_as_text(ineke, formula):
    """The list of problems is opened in Excel by whoever repairs them."""
    response = sent(ineke, "/imports/new/", (HEADER + ROW.replace(";SW;", f";{formula};")).encode())
    pk = re.search(r"/(\d+)/$", response.redirect_chain[-1][0])[1]
    told = ineke.get(f"/imports/{pk}/problems.csv").content.decode()
    assert formula in told
    assert not re.search(r"(^|[;,\"])[=+@-]", told, re.M), told


@pytest.mark.parametrize(
    "name",
    [
        "../../../evil.csv",
        "..\\..\\evil.csv",
        "/etc/passwd",
        "C:\\evil.csv",
        "a" * 190 + ".csv",
        "é\u202e.csv",
    ],
)
def test_a_name_with_a_path_in_it_is_only_a_name(ineke, home, name):
    response = sent(ineke, "/imports/new/", (HEADER + ROW).encode(), name)
    assert response.status_code == 200
    batch = ImportBatch.objects.get()
    assert not set(batch.name) & set("/\\")
    assert uploads() == [batch.stored]
    assert re.fullmatch("[0-9a-f]{32}", batch.stored)
    assert [path.name for path in home.iterdir()] == ["home"]


def test_a_name_beyond_all_measure_is_refused_in_words(ineke):
    response = sent(ineke, "/imports/new/", (HEADER + ROW).encode(), "a" * 250 + ".csv")
    assert response.status_code in (200, 422)
    assert len(uploads()) == ImportBatch.objects.count()
