"""Collect every interface text from code and templates into the Dutch catalogue; keeps translations."""

import argparse
import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from thuis.config.commands.texts_compile import CATALOGUE

SOURCE = Path(__file__).resolve().parents[2]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(options: argparse.Namespace) -> int:
    catalogue = extracted(known=read_catalogue())
    with CATALOGUE.open("wb") as target:
        write_po(target, catalogue, sort_output=True, no_location=True, omit_header=False, width=110)
    untranslated = [message.id for message in catalogue if message.id and not message.string]
    print(f"{len(catalogue)} texts, {len(untranslated)} without Dutch")
    for text in untranslated:
        print(f"  {text}")
    return 0


def read_catalogue() -> Catalog:
    with CATALOGUE.open("rb") as source:
        return read_po(source, locale="nl", domain="django")


def extracted(known: Catalog) -> Catalog:
    """A fresh catalogue of what stands in the source now, with the translations that are known."""
    catalogue = Catalog(
        locale="nl",
        domain="django",
        fuzzy=False,
        header_comment="# Dutch interface texts.",
        # the version history says when; a date here would make every extraction a change
        creation_date=known.creation_date,
        revision_date=known.creation_date,
    )
    for text, context in _texts():
        old = known.get(text if isinstance(text, str) else text[0], context)
        catalogue.add(text, old.string if old else None, context=context)
    return catalogue


def _texts() -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield from _python_texts(path.read_bytes())
    for path in sorted(SOURCE.rglob("templates/**/*")):
        if path.suffix in {".html", ".txt"}:
            yield from _python_texts(_as_python(path))


def _as_python(path: Path) -> bytes:
    # templatize blanks everything but the texts; each line stands alone so that indentation cannot matter
    lines = templatize(path.read_text(), origin=str(path)).splitlines()
    return "\n".join(line.strip() for line in lines).encode()


def _python_texts(source: bytes) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    for _line, text, _comments, context in extract("python", io.BytesIO(source), KEYWORDS):
        if text and text != "":
            yield text, context
