"""Whatever a file says: every reader gives records and problems, or an error of the tree. Nothing else.

Each file has a number that makes all of it: THUIS_FUZZ_ONLY=1234 reads that one again.
"""

import io
import os
import zipfile
from pathlib import Path
from random import Random

import pytest
import xlsxwriter

from tests.core.intake import oneroster as rosters
from tests.core.intake.records import KNOWN
from tests.fuzz.bent import bent_bytes, bent_table, bent_toml, bent_zip
from tests.fuzz.odd import value
from tests.sizes import size
from thuis.config.commands.institution_from_duo import FILES as FILES_OF_DUO
from thuis.core.elements.load import load_concepts, load_elements, load_library, load_recommendations
from thuis.core.errors import ContentError, UserError
from thuis.core.feedback.load import load_help_lines, load_letter_rules
from thuis.core.finding.offers_csv import KnownHere, read_offers
from thuis.core.intake.formats import agency, counts_csv, duo, oneroster, roster_csv, studielink
from thuis.core.intake.formats.duo import DuoTables
from thuis.core.intake.problems import Refused
from thuis.core.intake.spoken import spoken_day, spoken_hours, spoken_period, student_number
from thuis.core.participation.catalogue import load_catalogue
from thuis.core.questionnaire.answer import read_answer
from thuis.core.questionnaire.load import load_answer_scales, load_module
from thuis.core.scoring.types import load_typology
from thuis.core.words.codebook import load_codebook

FILES = size("THUIS_FUZZ_FILES", 60, 10_000)
ONLY = os.environ.get("THUIS_FUZZ_ONLY")
NUMBERS = [int(ONLY)] if ONLY else range(FILES)
CONTENT = Path(roster_csv.__file__).parents[3] / "content"
SAMPLES = Path(__file__).resolve().parents[1] / "samples"
OURS = (Refused, ContentError, UserError)
DIRECTORY = agency.Directory(
    roles={"buddy": "buddy", "studentassistent": "assistant"},
    programmes={"sw": "SW"}, sites={"avm": "AVM"}, taught=frozenset({("SW", "AVM")}),
)  # fmt: skip
HERE = KnownHere({"psychologist"}, {"stress"}, {"AVM"}, {"SW"}, {"peer"})
AGENCY = (
    b"Studentnummer;Functie;Begin;Eind;Uren;Opleiding;Locatie\n"
    b"0512345;buddy;1-9-2025;31-12-2025;12,5;SW;AVM\n0512346;pool;2025-09-01;2025-10-01;;SW;AVM\n"
)
COUNTS = b"reference_date;programme;site;form;study_year;gender;count\n2025-10-01;SW;AVM;full-time;1;V;12\n"
OFFERS = (
    b"code;kind;title_nl;title_en;topics;sites;checked_on\n"
    b"new;psychologist;Psycholoog;Psychologist;stress;AVM;2025-09-01\n"
)


def workbook():
    """The same rows as the agency's table, as Excel writes them."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(AGENCY.decode().splitlines()):
            sheet.write_row(number, 0, row.split(";"))
    return target.getvalue()


def parts(source):
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def studielink_sample():
    return next((SAMPLES / "studielink").glob("*.csv")).read_bytes()


def duo_tables(random):
    tables = [(SAMPLES / "duo" / name).read_bytes() for name in FILES_OF_DUO]
    at = random.randrange(len(tables))
    tables[at] = bent_bytes(random, tables[at])
    return DuoTables(*tables)


TABLES = {
    "roster": (roster_csv.template(), lambda source: roster_csv.read(source, KNOWN)),
    "counts": (COUNTS, lambda source: counts_csv.read(source, KNOWN)),
    "studielink": (None, lambda source: studielink.read(source, KNOWN)),
    "roles": (AGENCY, lambda source: agency.read(source, DIRECTORY, agency.Memory())),
    "offers": (OFFERS, lambda source: read_offers(source, HERE)),
}
ZIPS = {
    "oneroster": (rosters.package(), lambda source: oneroster.read(source, KNOWN)),
    "workbook": (workbook(), lambda source: agency.read(source, DIRECTORY, agency.Memory())),
}
SCALES = load_answer_scales((CONTENT / "questionnaires/answers.toml").read_text())
WORDS = {
    "answers": (CONTENT / "questionnaires/answers.toml", load_answer_scales),
    "module": (CONTENT / "questionnaires/core.toml", lambda text: load_module(text, SCALES)),
    "elements": (CONTENT / "approaches/elements.toml", load_elements),
    "library": (sorted((CONTENT / "approaches/library").glob("*.toml"))[0], load_library),
    "recommendations": (CONTENT / "approaches/recommendations.toml", load_recommendations),
    "glossary": (CONTENT / "glossary.toml", load_concepts),
    "letter": (CONTENT / "feedback/letter.toml", load_letter_rules),
    "lines": (CONTENT / "feedback/lines.toml", load_help_lines),
    "participation": (CONTENT / "participation.toml", load_catalogue),
    "types": (CONTENT / "types.toml", load_typology),
    "codebook": (CONTENT / "codebook.toml", load_codebook),
}


def survives(read, source, number):
    try:
        return read(source)
    except OURS:
        return None
    except Exception as error:
        raise AssertionError(f"{number}: {type(error).__name__}: {error} of {source!r:.2000}") from error


@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_was_bent(name):
    good, read = TABLES[name]
    good = good or studielink_sample()
    assert survives(read, good, "good") is not None
    for number in NUMBERS:
        survives(read, bent_table(Random(f"{name}{number}"), good.replace(b"\xef\xbb\xbf", b"")), number)


@pytest.mark.parametrize("name", ZIPS)
def test_a_zip_that_was_bent(name):
    good, read = ZIPS[name]
    assert survives(read, good, "good") is not None
    for number in NUMBERS:
        survives(read, bent_zip(Random(f"{name}{number}"), parts(good)), number)


def test_tables_of_duo_that_were_bent():
    for number in NUMBERS:
        survives(lambda tables: duo.read(tables, "27PZ"), duo_tables(Random(f"duo{number}")), number)


@pytest.mark.parametrize("name", WORDS)
def test_a_content_file_that_was_bent(name):
    path, read = WORDS[name]
    good = path.read_text(encoding="utf-8")
    assert survives(read, good, "good") is not None
    for number in NUMBERS:
        survives(read, bent_toml(Random(f"{name}{number}"), good), number)


@pytest.mark.parametrize("read", [spoken_day, spoken_hours, spoken_period, student_number])
def test_a_cell_that_says_anything(read):
    for number in NUMBERS:
        random = Random(f"cell{number}")
        survives(
            read, value(random) + random.choice(("", " uur", "-2025", " t/m ", "Q3")) + value(random), number
        )


def test_an_answer_that_says_anything():
    items = load_module((CONTENT / "questionnaires/core.toml").read_text(), SCALES).items
    for number in NUMBERS:
        random = Random(f"answer{number}")
        item = random.choice(items)
        said = [value(random) for _ in range(random.choice((0, 1, 1, 3)))]
        survives(lambda told, item=item: read_answer(item, told), said, number)
