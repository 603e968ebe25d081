"""Drawn charts become PNG and tagged PDF, with the words for a screen reader inside and without a warning."""

import struct

import pytest
import typst

from tests.core.charts.samples import KINDS, LABELS
from thuis.core.charts.paper import described, drawn
from thuis.foundation.documents.pictures import picture, picture_pdf, png

every_kind = pytest.mark.parametrize("kind", KINDS)
languages = pytest.mark.parametrize("language", LABELS)


@every_kind
@languages
def test_a_png_is_as_wide_as_asked(kind, language):
    svg = drawn(KINDS[kind](language), LABELS[language], 340)
    for width in (340, 680):
        found = png(svg, width)
        assert found.startswith(b"\x89PNG")
        assert struct.unpack(">I", found[16:20]) == (width,)


@every_kind
@languages
def test_a_picture_keeps_the_words_of_its_chart(kind, language):
    chart = KINDS[kind](language)
    found = picture(drawn(chart, LABELS[language]))
    assert found.title == chart.title
    assert found.alt == f"{chart.title} {described(chart, LABELS[language])}"
    assert found.language == language


@every_kind
@languages
def test_a_pdf_is_tagged_and_holds_its_words(kind, language, monkeypatch):
    warned = _warnings(monkeypatch)
    svg = drawn(KINDS[kind](language), LABELS[language])
    found = picture_pdf(svg, 500)
    assert found.startswith(b"%PDF")
    for part in (b"/StructTreeRoot", b"/Figure", b"/Alt", b"pdfuaid"):
        assert part in found
    assert png(svg, 720).startswith(b"\x89PNG")
    assert warned == []


def _warnings(monkeypatch):
    """What typst warns of, which a plain compile leaves out."""
    heard = []

    def compile_(*arguments, **options):
        document, warnings = typst.compile_with_warnings(*arguments, **options)
        heard.extend(warnings)
        return document

    monkeypatch.setattr(typst, "compile", compile_)
    return heard


def test_a_drawing_without_words_is_refused():
    with pytest.raises(ValueError, match="title"):
        picture("<svg/>")


def test_the_typeface_is_that_of_the_house():
    chart = KINDS["dots"]()
    assert b"NotoSans" in picture_pdf(drawn(chart, LABELS["en"]), 500)
