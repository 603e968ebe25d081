"""A report opened by an independent reader: tagged, titled, with bookmarks and words with each picture."""

import io
import shutil
import subprocess

import pypdf
import pytest

from tests.core.charts.samples import KINDS, LABELS
from tests.foundation.documents.papers import METHOD, SOURCE, WORDS, report
from thuis.core.charts.paper import described
from thuis.foundation.documents.brand import THUIS_GREEN
from thuis.foundation.documents.report import report_pdf, values_of

languages = pytest.mark.parametrize("language", ["nl", "en"])


def opened(made):
    return pypdf.PdfReader(io.BytesIO(report_pdf(made)))


def words_of(reader):
    return " ".join("\n".join(page.extract_text() for page in reader.pages).split())


@languages
def test_it_is_tagged_and_says_its_title_and_language(language):
    root = opened(report(language)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith(language)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert opened(report(language)).metadata.title == "Report: Social Work"


def test_bookmarks_lead_through_it():
    def titles(entries):
        for one in entries:
            yield from titles(one) if isinstance(one, list) else [one.title]

    found = list(titles(opened(report()).outline))
    questions = [KINDS[kind]("en").title for kind in KINDS]
    assert found[0] == "Report"
    assert {"Belonging", WORDS["tables"], WORDS["methods"], WORDS["missing"], *questions} <= set(found)


def test_each_page_says_where_it_is_from_and_its_number():
    pages = opened(report()).pages
    for number, page in enumerate(pages, start=1):
        text = " ".join(page.extract_text().split())
        assert f"page {number} / {len(pages)}" in text
        assert "Social Work · Round 2026 · release 3" in text


def test_it_prints_every_sentence_table_method_and_reason():
    text = words_of(opened(report()))
    for words in ("One thing is so.", "A note.", "Physio", SOURCE, METHOD.how, METHOD.formula):
        assert words in text
    for words in ("64", "likely 60–68", "Fewer than 10 answers.", "Ties are higher here."):
        assert words in text
    for words in ("Help: is it found?", "Fewer than 20 answers.", "Few students answered here."):
        assert words in text


@languages
def test_each_picture_carries_what_it_shows_in_words(language):
    made = report_pdf(report(language))
    alts = [node["/Alt"] for node in structure(pypdf.PdfReader(io.BytesIO(made))) if "/Alt" in node]
    for kind in KINDS:
        chart = KINDS[kind](language)
        assert f"{chart.title} {described(chart, LABELS[language])}" in alts


def structure(reader):
    """Every node of the tree of tags."""
    nodes = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while nodes:
        node = nodes.pop().get_object()
        if isinstance(node, list):
            nodes += node
        elif isinstance(node, dict):
            yield node
            nodes += [node["/K"]] if "/K" in node else []


def test_a_method_that_many_cards_use_is_explained_once():
    assert report().methods == (METHOD,)


def test_it_wears_the_colour_of_the_institution(settings, tmp_path):
    assert values_of(report())["brand"] == THUIS_GREEN
    settings.BRAND_STYLESHEET = tmp_path / "brand.css"
    settings.BRAND_STYLESHEET.write_text(":root { --brand: #123456; }")
    assert values_of(report())["brand"] == "#123456"


def test_a_report_in_which_nothing_is_told_still_says_why():
    text = words_of(opened(report(kinds=(), headlines=False)))
    assert "Help: is it found?" in text
    assert WORDS["methods"] not in text


@pytest.mark.skipif(
    shutil.which("pdftoppm") is None, reason="PDFTOPPM (poppler-utils) is not here to draw it"
)
def test_an_independent_program_draws_its_pages(tmp_path):
    (tmp_path / "r.pdf").write_bytes(report_pdf(report()))
    subprocess.run(["pdftoppm", "-r", "20", "-gray", "r.pdf", "p"], cwd=tmp_path, check=True)
    pages = sorted(tmp_path.glob("p-*.pgm"))
    assert len(pages) == len(opened(report()).pages)
    assert all(len(set(page.read_bytes()[20:])) > 20 for page in pages), "no page is empty"
