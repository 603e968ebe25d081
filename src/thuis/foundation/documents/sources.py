"""The prose of statements and records, as it stands in content/documents."""

from thuis.core.errors import ContentError
from thuis.core.prose import fill_in, read_prose
from thuis.core.texts import LANGUAGES
from thuis.foundation.texts.content import CONTENT

KINDS = ("privacy", "accessibility", "record", "dpia")
# What prose may ask for between double braces; config/documents.py knows the words of each.
FACTS = ("institution", "contact", "today", "retention", "layers", "modules", "recipients", "custodian")


def check_documents() -> list[str]:
    """Problems of our own prose: unknown facts, and languages that do not run alike."""
    return [problem for kind in KINDS for problem in _problems_of(kind)]


def _problems_of(kind: str) -> list[str]:
    problems, shapes = [], []
    for language in LANGUAGES:
        name = f"documents/{kind}.{language}.md"
        source = (CONTENT / name).read_text(encoding="utf-8")
        shapes.append([block.kind for block in read_prose(source)])
        try:
            fill_in(source, dict.fromkeys(FACTS, ""))
        except ContentError as error:
            problems += [f"{name}: {problem}" for problem in error.problems]
    if shapes[0] != shapes[1]:
        problems.append(f"documents/{kind}: Dutch and English have other blocks; give both the same")
    return problems
