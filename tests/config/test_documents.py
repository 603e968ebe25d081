"""Statements and records say what the software does, in words that an institution may change."""

import re
import tomllib

import pytest

from thuis.config import documents
from thuis.config.cli import main
from thuis.core.errors import ContentError
from thuis.core.prose import read_prose
from thuis.foundation.consent.layers import consent_layers
from thuis.foundation.documents.sources import FACTS, KINDS, check_documents
from thuis.foundation.institution.models import Role
from thuis.foundation.texts.content import CONTENT, all_modules
from thuis.foundation.texts.retention import retention_table

pytestmark = pytest.mark.django_db
LANGUAGES = ("nl", "en")
every_document = pytest.mark.parametrize(
    ("kind", "language"), [(kind, language) for kind in KINDS for language in LANGUAGES]
)


@every_document
def test_every_document_is_whole_as_text_and_as_pdf(tmp_path, bridge, kind, language):
    for ending, start in (("md", b"# "), ("pdf", b"%PDF")):
        out = tmp_path / f"{kind}.{ending}"
        assert main(["documents", kind, "--language", language, "--out", str(out)]) == 0
        assert out.read_bytes().startswith(start)
    text = (tmp_path / f"{kind}.md").read_text()
    assert "{{" not in text
    assert "Brug" in text


def test_another_kind_of_file_is_refused(tmp_path, capsys):
    assert main(["documents", "DPIA", "--out", str(tmp_path / "dpia.docx")]) == 1
    assert "dpia.docx" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["dpia", "record", "privacy"])
def test_the_facts_are_those_of_the_registries(kind, language):
    text = documents.document(kind, language)
    for row in retention_table():
        assert row.what.in_(language) in text
    for layer in consent_layers().values():
        assert layer.text.in_(language) in text
    if kind != "privacy":
        for module in all_modules():
            assert module.title.in_(language) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_role_of_colleagues_is_forgotten(language):
    rows = tomllib.loads((CONTENT / "processing.toml").read_text())["recipients"]
    assert {row["role"] for row in rows if "role" in row} == set(Role.Kind.values)
    assert all(row["who"][language] and row["what"][language] for row in rows)


@every_document
def test_every_document_says_what_a_jurist_must_still_check(kind, language):
    assert any(block.kind == "check" for block in read_prose(documents.document(kind, language)))


@pytest.mark.parametrize(("custodian", "words"), [(True, "Two keys"), (False, "One key is needed")])
def test_the_statement_says_honestly_how_many_keys_there_are(settings, anonymous, custodian, words):
    settings.CUSTODIAN = custodian
    anonymous.cookies["django_language"] = "en"
    assert words in anonymous.get("/privacy/").content.decode()


@pytest.mark.parametrize("address", ["/privacy/", "/accessibility/"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_public_pages_show_the_statement_without_notes_for_the_jurist(anonymous, address, language):
    anonymous.cookies["django_language"] = language
    page = anonymous.get(address).content.decode()
    blocks = read_prose(documents.document(address.strip("/"), language))
    notes = [block.text for block in blocks if block.kind == "check"]
    assert not any(note in page for note in notes)
    assert f"<h1>{blocks[0].text}</h1>" in page


def test_an_institution_says_it_in_its_own_words(settings, tmp_path, anonymous):
    settings.HOME = tmp_path
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "privacy.nl.md").write_text(
        "# Van ons\n\n{{contact}} <b>&\n\n| A |\n|---|\n| b |"
    )
    page = anonymous.get("/privacy/").content.decode()
    assert "<h1>Van ons</h1>" in page
    assert "&lt;b&gt;&amp;" in page
    (tmp_path / "documents" / "privacy.nl.md").write_text("# {{nonsense}}")
    with pytest.raises(ContentError, match="privacy.nl.md.*nonsense"):
        documents.document("privacy", "nl")


def test_our_own_prose_is_in_order_and_every_fact_has_words():
    assert check_documents() == []
    assert set(documents.FACTS) == set(FACTS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["privacy", "accessibility"])
def test_statements_use_short_sentences(kind, language):
    """B1: fifteen words a sentence or fewer on average, in what students read."""
    blocks = read_prose(documents.document(kind, language))
    said = [words for block in blocks for words in (block.text, *block.items) if block.kind != "check"]
    sentences = [one.split() for words in said for one in re.split(r"[.:?]\s", f"{words} ") if one.strip()]
    assert sum(map(len, sentences)) / len(sentences) <= 15
