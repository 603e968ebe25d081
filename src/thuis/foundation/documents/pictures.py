"""A drawn chart as PNG, and as a value that a typst template can place with its words for a screen reader."""

import json
import re
from dataclasses import asdict, dataclass
from html import unescape

import typst

from thuis.foundation.documents.pdf import TEMPLATES, fonts, pdf

# The page of a picture is one point for each pixel asked for: 72 points to an inch give that width.
PER_INCH = 72.0
HEAD = re.compile(r'xml:lang="([^"]*)".*?<title>(.*?)</title><desc>(.*?)</desc>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG with what it is called and what it says, for `image(bytes(svg), format: "svg", alt: alt)`."""

    svg: str
    title: str
    alt: str
    language: str


def picture(svg: str) -> Picture:
    """What `thuis.core.charts.paper.drawn` made, with the words it carries. ValueError: it carries none."""
    found = HEAD.search(svg)
    if found is None:
        raise ValueError("a picture needs a language, a title and a description")
    language, title, alt = (unescape(words) for words in found.groups())
    return Picture(svg, title, f"{title} {alt}".strip(), language)


def png(svg: str, width: int) -> bytes:
    """The drawing as PNG, `width` pixels wide; twice its own width is sharp on slides and phones."""
    values = {**asdict(picture(svg)), "width": width}
    return bytes(
        typst.compile(
            str(TEMPLATES / "picture.typ"),
            format="png",
            ppi=PER_INCH,
            font_paths=[fonts()],
            ignore_system_fonts=True,
            sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
        )
    )


def picture_pdf(svg: str, width: int) -> bytes:
    """The drawing on a page of its own as tagged PDF (PDF/UA-1), `width` points wide."""
    return pdf("picture", {**asdict(picture(svg)), "width": width})
