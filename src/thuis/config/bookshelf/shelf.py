"""Which documents become pages, in which language, and in which order a reader finds them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

FIRST = "README.md"
FRONT = (FIRST, "CONTRIBUTING.md", "SECURITY.md", "GLOSSARY.md", "CHANGELOG.md")
LANGUAGES = ("en", "nl")
GUIDES = PurePosixPath("docs/guide")
REFERENCE = ("questionnaires", "routing", "scoring", "letter", "loop", "approaches", "release", "asvs")


@dataclass(frozen=True, slots=True)
class Shelf:
    """Documents for one kind of reader; `guides` are names that exist in both languages."""

    title: dict[str, str]
    guides: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


SHELVES: tuple[Shelf, ...] = (
    Shelf({"en": "First", "nl": "Eerst"}, ("tour", "limits"), (FIRST,)),
    Shelf({"en": "Students", "nl": "Studenten"}, ("student",)),
    Shelf(
        {"en": "Teaching and programmes", "nl": "Onderwijs en opleidingen"},
        ("lecturer", "programme-manager", "participation", "coordinator"),
    ),
    Shelf({"en": "Research and figures", "nl": "Onderzoek en cijfers"}, ("researcher", "programs")),
    Shelf(
        {"en": "Running it", "nl": "Beheer"},
        ("functional-admin", "keys", "operator", "privacy-officer"),
        ("SECURITY.md",),
    ),
    Shelf(
        {"en": "How it works", "nl": "Hoe het werkt"},
        documents=tuple(f"docs/reference/{name}.md" for name in REFERENCE),
    ),
    Shelf(
        {"en": "Changing it", "nl": "Eraan bouwen"},
        documents=("CONTRIBUTING.md", "GLOSSARY.md", "docs/adr/README.md", "CHANGELOG.md"),
    ),
)


def documents(root: Path) -> list[str]:
    """Every document, as its path in the repository."""
    below = (path.relative_to(root).as_posix() for path in (root / "docs").rglob("*.md"))
    return [*FRONT, *sorted(below)]


def language(document: str) -> str:
    """Guides stand in a folder of their language; everything else is English."""
    path = PurePosixPath(document)
    return path.parent.name if path.parent.parent == GUIDES else "en"


def in_language(document: str, other: str) -> str:
    """The same guide in another language."""
    return (GUIDES / other / PurePosixPath(document).name).as_posix()


def is_guide(document: str) -> bool:
    return PurePosixPath(document).parent.parent == GUIDES


def page(document: str) -> str:
    """Where the page of a document lies; a README is what opens in its folder."""
    path = PurePosixPath(document)
    return (path.with_name("index.html") if path.name == FIRST else path.with_suffix(".html")).as_posix()


def shelf_documents(shelf: Shelf, reader: str) -> Iterator[str]:
    yield from shelf.documents
    yield from ((GUIDES / reader / f"{name}.md").as_posix() for name in shelf.guides)
