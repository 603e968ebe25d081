"""DUO's code tables against an independent count by plain slicing: the excerpt, and the real tables."""

from pathlib import Path

import pytest

from thuis.core.intake.formats.duo import PARTS, DuoTables, read, spoken
from thuis.core.intake.problems import Refused

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = ROOT / "tests" / "samples" / "duo"
REAL = ROOT.parent / "shared" / "data" / "duo"
REAL = REAL if REAL.is_dir() else ROOT.parents[1] / "shared" / "data" / "duo"
FOLDERS = [
    SAMPLE,
    pytest.param(REAL, marks=pytest.mark.skipif(not REAL.is_dir(), reason="DUO's own tables are not here")),
]


def tables(folder: Path) -> DuoTables:
    names = ("Dec_ho-inst.asc", "Dec_vest_ho.asc", "Croho.asc", "Croho_vest.asc")
    return DuoTables(*((folder / name).read_bytes() for name in names))


def rows(folder: Path, name: str) -> list[str]:
    return [line for line in (folder / name).read_text(encoding="latin-1").splitlines() if line]


@pytest.mark.parametrize("folder", FOLDERS)
def test_inholland_is_read_as_it_stands_in_the_tables(folder):
    found = read(tables(folder), "27PZ")
    sites = {row[0:6] for row in rows(folder, "Dec_vest_ho.asc") if row[0:4] == "27PZ"}
    programmes = {
        row[4:9]: row[27]
        for row in rows(folder, "Croho.asc")
        if row[9:13] == "27PZ" and row[4:9] == row[17:22]
    }
    taught = {
        (row[4:9], "27PZ" + row[15:17])
        for row in rows(folder, "Croho_vest.asc")
        if row[11:15] == "27PZ" and row[4:9] == row[17:22]
    }
    assert found.name == "Hogeschool Inholland"
    assert {site.code for site in found.sites} == sites
    assert {programme.code: programme.part for programme in found.programmes} == programmes
    assert found.taught == taught
    assert (len(found.sites), len(found.programmes), len(found.taught)) == (18, 106, 151)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_programme_has_a_part_with_a_name(folder):
    assert {programme.part for programme in read(tables(folder), "27PZ").programmes} <= set(PARTS)


def test_programmes_from_before_2002_are_known_as_old():
    found = {programme.code: programme for programme in read(tables(SAMPLE), "27PZ").programmes}
    assert found["04400"].is_old
    assert not found["34405"].is_old
    assert found["34405"].kind == "ba"


def test_an_unknown_institution_is_refused():
    with pytest.raises(Refused) as refused:
        read(tables(SAMPLE), "99ZZ")
    assert refused.value.key == "unknown-institution"


def test_a_site_without_a_name_of_today_keeps_its_old_one():
    code = f"99ZZ00{'OUDEPLAATS':24}0000\r\n".encode()
    name = "99ZZCafé Hogeschool\r\n".encode("latin-1")
    found = read(DuoTables(name, code, b"", b""), "99ZZ")
    assert found.sites[0].municipality == "Oudeplaats"
    assert found.name == "Café Hogeschool"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("b communicatie", "Communicatie"),
        ("m leren en innoveren", "Master leren en innoveren"),
        ("ad sociaal werk", "Associate degree sociaal werk"),
        ("b opl. leraar vo 2e gr in duits", "Opleiding leraar vo 2e gr in duits"),
        ("aardrijkskunde 3egr", "Aardrijkskunde 3egr"),
        ("b", "B"),
    ],
)
def test_a_programme_is_named_as_people_say_it(name, words):
    assert spoken(name) == words
