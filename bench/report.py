"""What a bench brings home: figures with a unit and a promise, as a table and as JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    value: float
    unit: str
    promise: str


def table(title: str, figures: Sequence[Figure]) -> str:
    """The figures as lines of text, aligned on the number."""
    width = max(len(figure.name) for figure in figures)
    lines = [
        f"{figure.name:<{width}} {figure.value:>12.3f} {figure.unit:<4} {figure.promise}"
        for figure in figures
    ]
    return "\n".join([title, "-" * len(title), *lines, ""])


def keep(path: Path, results: dict[str, Sequence[Figure]]) -> None:
    """All figures as JSON, for comparison with a later run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        json.dumps({name: [asdict(one) for one in found] for name, found in results.items()}, indent=1)
    )
