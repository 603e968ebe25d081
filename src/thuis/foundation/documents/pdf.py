"""Documents as tagged PDF (PDF/UA-1), made by typst from a template and plain values."""

import json
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from pathlib import Path

import typst
from django.utils import translation
from django.utils.translation import gettext

from thuis.core.prose import read_prose

TEMPLATES = Path(__file__).parent / "templates"


@cache
def fonts() -> str:
    """Where the typeface of all documents lies."""
    return str(files("fontpkg_noto_sans") / "files")


def pdf(template: str, values: object) -> bytes:
    """The document `templates/<template>.typ` filled with `values` (anything that JSON can say).

    PDF/UA-1 is checked by typst itself: a picture without words for a screen reader does not compile.
    """
    return typst.compile(
        str(TEMPLATES / f"{template}.typ"),
        format="pdf",
        font_paths=[fonts()],
        ignore_system_fonts=True,
        sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )


def prose_pdf(source: str, language: str) -> bytes:
    """A document of prose (see core.prose) as PDF, with the notes for the jurist marked."""
    blocks = read_prose(source)
    title = next((block.text for block in blocks if block.kind == "heading"), "Thuis")
    with translation.override(language):
        check = gettext("To be checked by a jurist")
    values = {"title": title, "language": language, "check": check}
    return pdf("prose", {**values, "blocks": [asdict(block) for block in blocks]})
