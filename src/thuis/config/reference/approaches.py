"""The sixteen elements, the library 'from Thuis', the recommendations, and what a file may say."""

from collections.abc import Sequence
from pathlib import Path

from thuis.config.reference.markdown import code, page, table
from thuis.core.elements.model import (
    AUDIENCES,
    COSTS,
    DIGITAL,
    EFFORTS,
    EVALUATED,
    EVIDENCE,
    SECTORS,
)
from thuis.rooms.approaches.queries.content import elements, library_entries, recommendations

INTRO = (
    "People named these elements; whether they work was not tested. So `evidence` says what was looked at, "
    "and never that something works everywhere. `source` names the seed that a fact comes from."
)
# What the numbers mean stands in the library's files and on each approach's page.
FIELDS: dict[str, Sequence[object]] = {
    "audience": AUDIENCES,
    "sectors": SECTORS,
    "effort": EFFORTS,
    "cost": COSTS,
    "evidence": EVIDENCE,
    "evaluated": EVALUATED,
    "digital": DIGITAL,
}


def approaches_page(root: Path) -> str:
    """docs/reference/approaches.md"""
    codes = [(code(name), ", ".join(map(str, known))) for name, known in FIELDS.items()]
    rings = [(e.number, code(e.key), e.level, e.named_by, e.name.nl, e.name.en, e.source) for e in elements()]
    library = [
        (code(one.key), one.approach["title"].nl, one.approach["title"].en, ", ".join(one.approach.elements))
        for one in library_entries()
    ]
    lecturers = [
        (code(one.key), one.name.nl, one.name.en, ", ".join(one.elements)) for one in recommendations()
    ]
    return page(
        "Approaches",
        INTRO,
        "## What a file of the library may say",
        table(["Field", "Values, from least to most"], codes),
        "## Elements",
        table(["No.", "Element", "Level", "Named by", "Dutch", "English", "Source"], rings),
        "## Library",
        table(["Approach", "Dutch", "English", "Elements"], library),
        "## Recommendations for lecturers",
        table(["Recommendation", "Dutch", "English", "Elements"], lecturers),
    )
