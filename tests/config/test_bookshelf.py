"""The documents as pages: whole, in both languages, and every link in them leads somewhere."""

import sys
from pathlib import Path
from urllib.parse import unquote

import html5lib
import pytest

from tests.pages import audit, elements, ids
from thuis.config.bookshelf import build, shelf
from thuis.config.bookshelf.links import Links
from thuis.config.bookshelf.prose import prose, reader
from thuis.config.cli import main
from thuis.core.errors import ConfigurationError

ROOT = Path(__file__).resolve().parents[2]
BUILT = {"README.md", "docs/adr/0001.md", "docs/adr/README.md"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("docs")
    assert main(["docs", "build", str(made)]) == 0
    return made


@pytest.fixture(scope="module")
def pages(folder):
    """Every page, parsed once: its path -> its elements."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    return {path: parser.parse(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.html"))}


def test_every_document_is_a_page_and_every_page_is_sound(folder, pages):
    assert {str(path.relative_to(folder)) for path in pages} == {
        shelf.page(document) for document in shelf.documents(ROOT)
    }
    wrong = {path.name: audit(path.read_text(encoding="utf-8")) for path in pages}
    assert {name: problems for name, problems in wrong.items() if problems} == {}


def addresses(page):
    for element in elements(page):
        yield from (element.get(name) for name in ("href", "src") if element.get(name) is not None)


def test_every_address_leads_to_a_page_a_heading_or_a_file_in_the_folder(folder, pages):
    known = {path: set(ids(page)) for path, page in pages.items()}
    lost = [
        (path.name, address)
        for path, page in pages.items()
        for address in addresses(page)
        if not address.startswith(("https://", "mailto:")) and not arrives(path, address, folder, known)
    ]
    assert lost == []


def arrives(path, address, folder, known):
    name, _, heading = unquote(address).partition("#")
    goal = (path.parent / name).resolve() if name else path
    inside = folder.resolve() in goal.resolve().parents and goal.is_file()
    return inside and (not heading or heading in known[goal])


def test_every_page_is_found_from_the_first(folder, pages):
    found, waiting = set(), [folder / "index.html"]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            goals = (
                (path.parent / one.partition("#")[0]).resolve()
                for one in addresses(pages[path])
                if one[0] != "#"
            )
            waiting += [goal for goal in goals if goal in pages]
    assert set(pages) - found == set()


def test_every_picture_says_what_is_on_it_and_nothing_runs(pages):
    for path, page in pages.items():
        assert all(picture.get("alt") for picture in page.iter("img")), path.name
        assert not list(page.iter("script")), path.name


def test_both_languages_of_a_guide_lead_to_each_other(folder, pages):
    for guide in (folder / "docs" / "guide" / "nl").iterdir():
        english = folder / "docs" / "guide" / "en" / guide.name
        for here, there, language in ((guide, english, "en"), (english, guide, "nl")):
            (switch,) = [one for one in pages[here].iter("a") if one.get("rel") == "alternate"]
            assert (here.parent / switch.get("href")).resolve() == there
            assert switch.get("hreflang") == language != pages[here].get("lang")


@pytest.fixture
def shown():
    """What a text becomes on the page of the first decision."""

    def show(text):
        return prose(reader(), text, Links("docs/adr/0001.md", BUILT))

    return show


def test_headings_have_the_names_that_they_have_on_github(shown):
    made = shown("# A `thuis docs` page: why?\n\n## Twice\n\n## Twice\n\n## Één keer")
    assert made.title == "A thuis docs page: why?"
    assert '<h1 id="a-thuis-docs-page-why">' in made.html
    assert [name for name, _words in made.parts] == ["twice", "twice-1", "één-keer"]


@pytest.mark.parametrize(
    ("goal", "address"),
    [
        ("README.md", "index.html"),
        ("README.md#why", "index.html#why"),
        ("../../README.md", "../../index.html"),
        ("#below", "#below"),
        ("https://duo.nl/", "https://duo.nl/"),
        ("../pictures/a.png", "../pictures/a.png"),
        ("../../src/thuis/config/cli.py", None),
    ],
)
def test_a_link_leads_to_the_page_of_its_document(goal, address):
    assert Links("docs/adr/0001.md", BUILT).address(goal) == address


def test_a_file_without_a_page_is_named_where_its_link_stood(shown):
    html = shown("# One\n\nSee [the tests](../../tests/test_pages.py).").html
    assert "<span>the tests</span> <code>tests/test_pages.py</code>." in html


def test_a_table_is_called_after_the_heading_above_it_and_has_no_style_of_its_own(shown):
    html = shown("# One\n\n## Costs & gains\n\n| | n |\n|---|--:|\n| a | 1 |").html
    assert '<caption class="unseen">Costs &amp; gains</caption>' in html
    assert "<td></td>" in html
    assert '<td class="number">1</td>' in html
    assert "style=" not in html


def test_without_a_reader_of_markdown_the_command_says_what_to_install(monkeypatch, tmp_path, capsys):
    monkeypatch.setitem(sys.modules, "markdown_it", None)
    assert main(["docs", "build", str(tmp_path)]) == 1
    assert "markdown-it-py" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_page_of_a_document_that_is_gone_goes_and_a_page_of_somebody_else_stays(tmp_path):
    (tmp_path / "own.html").write_text("theirs")
    (tmp_path / "gone.html").write_text("ours")
    (tmp_path / "pages.txt").write_text("gone.html\nREADME.html")
    build(ROOT, tmp_path)
    assert (tmp_path / "own.html").is_file()
    assert not (tmp_path / "gone.html").exists()
    assert "gone.html" not in (tmp_path / "pages.txt").read_text()


def test_outside_the_repository_there_is_nothing_to_build(tmp_path):
    from thuis.config.bookshelf import build

    with pytest.raises(ConfigurationError, match="repository"):
        build(tmp_path, tmp_path / "pages")
