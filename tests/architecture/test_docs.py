"""The documents tell the truth: every path, command and link in them exists, in both languages alike."""

import re
from pathlib import Path

import pytest

from thuis.config.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
FRONT = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "GLOSSARY.md", "CHANGELOG.md")
DOCUMENTS = [*(ROOT / name for name in FRONT), *sorted((ROOT / "docs").rglob("*.md"))]
GUIDES = {language: ROOT / "docs" / "guide" / language for language in ("nl", "en")}

CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
PLACE = re.compile(r"(?<![\w/.<])(?:src|tests|docs|bench|requirements)/[\w./*-]+")
FILE = re.compile(r"`(Makefile|pyproject\.toml|LICENSE)`")
COMMAND = re.compile(r"(?:^|`|bin/)thuis ([a-z]+(?:-[a-z]+)*)(?: ([a-z][a-z-]+))?", re.MULTILINE)
TARGET = re.compile(r"\bmake ([a-z]+)")
LINK = re.compile(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"")
HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
OPTION = re.compile(r"(--[a-z][a-z-]+)")
VARIABLE = re.compile(r"\bTHUIS_[A-Z_]+")
STANDS_FOR_A_NAME = re.compile(r"NAME|\*")


def name(path):
    return str(path.relative_to(ROOT))


def read(path):
    return path.read_text(encoding="utf-8")


def code(path):
    """Only what is written as code: sentences may speak of commands freely."""
    return "\n".join(CODE.findall(read(path)))


def source_text():
    places = [*(ROOT / "src").rglob("*.py"), *(ROOT / "tests").rglob("*.py"), ROOT / "Makefile"]
    return "\n".join(read(path) for path in places)


@pytest.fixture(scope="module")
def variables():
    """Every environment variable that the code or the tests read, secrets included."""
    from thuis.config.secrets import NAMES

    secrets = {"THUIS_" + key.upper().replace("-", "_") for key in NAMES}
    return secrets | set(re.findall(r"[\"']?(THUIS_[A-Z_]+)", source_text()))


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_path_in_a_document_exists(path):
    named = {found.rstrip("./") for found in PLACE.findall(code(path)) if not STANDS_FOR_A_NAME.search(found)}
    named |= set(FILE.findall(read(path)))
    assert [found for found in sorted(named) if not (ROOT / found).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_thuis_command_in_a_document_exists(path):
    def is_known(subject, deed):
        return (subject, deed) in COMMANDS or (subject, "") in COMMANDS or subject == "django"

    named = COMMAND.findall(code(path))
    assert [pair for pair in named if not is_known(*pair)] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_make_target_in_a_document_exists(path):
    targets = set(re.findall(r"^([a-z]+):", read(ROOT / "Makefile"), re.MULTILINE))
    assert set(TARGET.findall(code(path))) - targets == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_environment_variable_in_a_document_is_read_somewhere(path, variables):
    assert set(VARIABLE.findall(read(path))) - variables == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_option_in_a_document_is_an_option_of_a_command(path):
    lines = [line for line in code(path).splitlines() if "thuis " in line]
    known = set(re.findall(r"\"(--[a-z-]+)\"", source_text())) | {"--database"}
    assert {option for line in lines for option in OPTION.findall(line)} - known == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_link_inside_the_repository_leads_somewhere(path):
    goals = ["".join(found).partition("#")[0] for found in LINK.findall(read(path))]
    inside = [goal for goal in goals if goal and "://" not in goal and not goal.startswith("mailto:")]
    assert [goal for goal in inside if not (path.parent / goal).exists()] == []


def test_both_languages_have_the_same_guides():
    names = {
        language: sorted(path.name for path in folder.glob("*.md")) for language, folder in GUIDES.items()
    }
    assert names["nl"] == names["en"] != []


@pytest.mark.parametrize("guide", sorted(path.name for path in GUIDES["en"].glob("*.md")))
def test_both_languages_of_a_guide_have_the_same_headings_and_commands(guide):
    dutch, english = (GUIDES[language] / guide for language in ("nl", "en"))
    assert HEADING.findall(read(dutch)) == HEADING.findall(read(english))
    assert COMMAND.findall(code(dutch)) == COMMAND.findall(code(english))


def test_every_decision_stands_in_the_list():
    listed = read(ROOT / "docs" / "adr" / "README.md")
    pages = [path.name for path in (ROOT / "docs" / "adr").glob("[0-9]*.md")]
    assert [page for page in pages if f"]({page})" not in listed] == []


def test_a_term_stands_in_the_glossary_once():
    terms = re.findall(r"^\| \*\*(.+?)\*\*", read(ROOT / "GLOSSARY.md"), re.MULTILINE)
    assert len(terms) > 60
    assert sorted({term for term in terms if terms.count(term) > 1}) == []
