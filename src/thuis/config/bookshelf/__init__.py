"""The documents of the repository as pages of a folder: no script, no server, no other host."""

import shutil
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.template import Context, Engine, Template
from django.utils.safestring import mark_safe

from thuis.config.bookshelf import shelf
from thuis.config.bookshelf.links import Links
from thuis.config.bookshelf.prose import Prose, prose, reader
from thuis.core.errors import ConfigurationError

HERE = Path(__file__).parent
LOOKS = HERE.parents[1] / "foundation" / "components" / "static" / "components"
STYLES = (LOOKS / "thuis.css", LOOKS / "logo.svg", HERE / "book.css")
LIST = "pages.txt"  # what a build wrote, for the next one
WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {"name": "English", "skip": "Skip to the text", "pages": "All pages", "first": "What Thuis is"},
    "nl": {"name": "Nederlands", "skip": "Naar de tekst", "pages": "Alle pagina's", "first": "Wat Thuis is"},
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A document that was read, with its links."""

    document: str
    prose: Prose
    links: Links


def build(root: Path, folder: Path) -> int:
    """Write a page for every document below `root`, and what the pages show; returns how many."""
    if not (root / shelf.FIRST).is_file():
        raise ConfigurationError(f"No documents below {root}: pages are built in the repository itself.")
    opened = {one.document: one for one in _read(root)}
    template = Engine().from_string((HERE / "page.html").read_text(encoding="utf-8"))
    for one in opened.values():
        _write(folder / shelf.page(one.document), _page(template, one, opened))
    _copy(root, folder, {path for one in opened.values() for path in one.links.copied})
    _forget_old(folder, {shelf.page(document) for document in opened})
    return len(opened)


def _read(root: Path) -> Iterator[Opened]:
    markdown, known = reader(), shelf.documents(root)
    for document in known:
        links = Links(document, frozenset(known))
        text = (root / document).read_text(encoding="utf-8")
        yield Opened(document, prose(markdown, text, links), links)


def _page(template: Template, one: Opened, opened: Mapping[str, Opened]) -> str:
    language = shelf.language(one.document)
    shown = {
        "language": language,
        "title": _title(one, language),
        "root": one.links.to(".") + "/",
        "words": WORDS[language],
        "other": _other(one, language),
        "prose": mark_safe(one.prose.html),  # noqa: S308  # our own documents, as Markdown made them
        "parts": one.prose.parts,
        "shelves": [_shelf(found, one, opened, language) for found in shelf.SHELVES],
    }
    return template.render(Context(shown))


def _title(one: Opened, language: str) -> str:
    """Its first heading; that of the README is the name of everything."""
    return WORDS[language]["first"] if one.document == shelf.FIRST else one.prose.title


def _other(one: Opened, language: str) -> dict[str, str] | None:
    """The way to the same guide in the other language."""
    if not shelf.is_guide(one.document):
        return None
    other = next(name for name in shelf.LANGUAGES if name != language)
    there = shelf.page(shelf.in_language(one.document, other))
    return {"language": other, "name": WORDS[other]["name"], "address": one.links.to(there)}


def _shelf(found: shelf.Shelf, one: Opened, opened: Mapping[str, Opened], language: str) -> dict[str, Any]:
    pages = [
        {
            "title": _title(opened[document], language),
            "language": language if document == shelf.FIRST else shelf.language(document),
            "address": one.links.to(shelf.page(document)),
            "is_here": document == one.document,
        }
        for document in shelf.shelf_documents(found, language)
    ]
    return {"title": found.title[language], "pages": pages}


def _copy(root: Path, folder: Path, pictures: Collection[str]) -> None:
    for path in pictures:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / path, folder / path)
    for style in STYLES:
        shutil.copyfile(style, folder / style.name)


def _write(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


def _forget_old(folder: Path, pages: Collection[str]) -> None:
    """Removes what an earlier build wrote here and this one did not; never a page of somebody else's."""
    listed = folder / LIST
    known = set(listed.read_text(encoding="utf-8").splitlines()) if listed.is_file() else set()
    for old in known - set(pages):
        (folder / old).unlink(missing_ok=True)
    _write(listed, "\n".join(sorted(pages)))
