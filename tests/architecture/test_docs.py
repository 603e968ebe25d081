"""The documents tell the truth: every path, command and link in them exists, in both languages alike."""

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

from tests.architecture.routes import routes
from thuis.config.cli import COMMANDS
from thuis.config.commands.texts_extract import read_catalogue

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
# A heading of another guide, not a word of the interface.
QUOTED_FROM_ELSEWHERE = {"The key of the server", "De sleutel van de server"}
STANDS_FOR_A_NAME = re.compile(r"NAME|\*")


def name(path):
    return str(path.relative_to(ROOT))


@cache
def read(path):
    return path.read_text(encoding="utf-8")


@cache
def code(path):
    """Only what is written as code: sentences may speak of commands freely."""
    return "\n".join(CODE.findall(read(path)))


@cache
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


@cache
def anchors(path):
    """The names that headings of a page have where it is shown, as GitHub makes them."""
    found = re.findall(r"^#{1,6} (.+)$", re.sub(r"```.*?```", "", read(path), flags=re.DOTALL), re.MULTILINE)
    plain = [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", words).strip().lower() for words in found]
    return {re.sub(r"[^\w\- ]", "", words).replace(" ", "-") for words in plain}


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_link_to_a_heading_finds_it(path):
    goals = ["".join(found).partition("#") for found in LINK.findall(read(path))]
    named = [
        (goal, part) for goal, _, part in goals if part and "://" not in goal and goal[-3:] in {"", ".md"}
    ]
    assert [
        pair for pair in named if pair[1] not in anchors((path.parent / pair[0]) if pair[0] else path)
    ] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_picture_says_in_words_what_is_on_it(path):
    told = [words for words, _ in re.findall(r"!\[([^\]]*)\]\(([^)]*)\)", read(path))]
    told += [
        "".join(re.findall(r"alt=\"([^\"]*)\"", image)) for image in re.findall(r"<img[^>]*>", read(path))
    ]
    assert [words for words in told if len(words.split()) < 4] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_a_link_to_elsewhere_is_secure(path):
    goals = ["".join(found) for found in LINK.findall(read(path))]
    assert [goal for goal in goals if goal.startswith("http:")] == []


@cache
def interface(language):
    """Every text of the pages and of what experts edit, without its last mark."""
    texts = set()
    for message in (one for one in read_catalogue() if one.id):
        said = message.string if language == "nl" else message.id
        texts.update(said if isinstance(said, tuple | list) else (said,))
    for path in (ROOT / "src" / "thuis" / "content").rglob("*.toml"):
        texts.update(in_language(tomllib.loads(read(path)), language))
    return {bare(text) for text in texts}


def in_language(content, language):
    """The texts of a content file in one language, with those that have none."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, list):
        for one in content:
            yield from in_language(one, language)
    elif isinstance(content, dict):
        other = {"nl", "en"} - {language}
        for one in (content[key] for key in content if key not in other):
            yield from in_language(one, language)


def bare(words):
    return words.replace("’", "'").strip().rstrip(".:?!,").casefold()


@pytest.mark.parametrize("guide", sorted(path.name for path in GUIDES["en"].glob("*.md")))
@pytest.mark.parametrize("language", GUIDES)
def test_words_of_the_interface_that_a_guide_quotes_stand_in_the_interface(language, guide):
    text = " ".join(CODE.sub("", read(GUIDES[language] / guide)).split())
    quoted = set(re.findall(r"(?<!\w)'([A-Z][^']*)'(?!\w)", text)) - QUOTED_FROM_ELSEWHERE
    assert sorted(words for words in quoted if bare(words) not in interface(language)) == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_address_of_a_page_in_a_guide_leads_to_a_page(path):
    if path.parent not in GUIDES.values():
        return
    addresses = re.findall(r"`(/[a-z][\w/-]*/)`", read(path))
    assert [one for one in addresses if not leads_somewhere(one)] == []


def leads_somewhere(address):
    """A page, or what addresses of pages begin with, as `/m/` of every personal link."""
    try:
        resolve(address)
    except Resolver404:
        return any(route.pattern.startswith(address[1:]) for route in routes())
    return True


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
