"""What a bench brings home: figures with a unit and a promise, as a table and as JSON."""

import json
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

RATES = ("/s", "rows/s")
AT_MOST, AT_LEAST = "≤ ", "≥ "


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. `rows`: how many rows it was the cost of, so that cost per row can be compared."""

    name: str
    value: float
    unit: str
    promise: str
    rows: float = 0

    @property
    def kept(self) -> bool | None:
        """Whether the promise is kept; None where none is made in figures."""
        sign, limit = self.promise[:2], self.promise[2:]
        if sign not in (AT_MOST, AT_LEAST) or not limit.replace(".", "", 1).isdecimal():
            return None
        return self.value <= float(limit) if sign == AT_MOST else self.value >= float(limit)

    @property
    def cost(self) -> float:
        """What grows when it gets worse: of a rate its inverse, of rows what one costs."""
        if self.rows:
            return self.value / self.rows
        return 1 / self.value if self.unit in RATES and self.value else self.value


def median(runs: Sequence[Sequence[Figure]]) -> list[Figure]:
    """Of several runs the middle value of each figure."""
    return [
        replace(one, value=statistics.median(run[place].value for run in runs))
        for place, one in enumerate(runs[0])
    ]


def table(
    title: str, figures: Sequence[Figure], smaller: Sequence[Figure] = (), earlier: Sequence[Figure] = ()
) -> str:
    """The figures as lines: promise, cost beside that of `smaller`, change since `earlier`."""
    width = max(len(figure.name) for figure in figures)
    lines = [
        f"{one.name:<{width}} {one.value:>12.3f} {one.unit:<4} {one.promise:<9} {_verdict(one):<8}"
        f"{_ratio('cost', one, smaller)}{_ratio('was', one, earlier)}".rstrip()
        for one in figures
    ]
    return "\n".join([title, "-" * len(title), *lines, ""])


def _verdict(figure: Figure) -> str:
    return {True: "kept", False: "NOT KEPT", None: ""}[figure.kept]


def _ratio(word: str, figure: Figure, others: Sequence[Figure]) -> str:
    """'cost ×1.4': per row or request, beside the same figure elsewhere; empty where there is none."""
    same = next((one for one in others if one.name == figure.name), None)
    if same is None or not same.cost or not figure.cost:
        return ""
    return f"  {word} ×{figure.cost / same.cost:.2f}"


def keep(path: Path, results: Mapping[str, Sequence[Figure]]) -> None:
    """All figures as JSON, for comparison with a later run; what was not run now stays as it was."""
    path.parent.mkdir(parents=True, exist_ok=True)
    known = {name: [asdict(one) for one in found] for name, found in {**read(path), **results}.items()}
    path.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read(path: Path) -> dict[str, list[Figure]]:
    """The figures of an earlier run; nothing when there was none."""
    if not path.exists():
        return {}
    stored = json.loads(path.read_text(encoding="utf-8"))
    return {name: [Figure(**one) for one in found] for name, found in stored.items()}
