"""Reading imports."""

from typing import Any

from thuis.core.errors import NotFound
from thuis.core.intake.problems import Problem
from thuis.foundation.intake.models import ImportBatch
from thuis.foundation.intake.packing import unpacked

HEAVY = ("preview", "problems", "before")


def latest_imports(most: int = 50) -> tuple[ImportBatch, ...]:
    """The last imports, newest first, without their contents."""
    return tuple(ImportBatch.objects.select_related("user").defer(*HEAVY)[:most])


def import_or_404(pk: int) -> ImportBatch:
    """One import. Raises NotFound."""
    batch = ImportBatch.objects.select_related("user").filter(pk=pk).first()
    if batch is None:
        raise NotFound("not-found")
    return batch


def problems_of(batch: ImportBatch) -> tuple[Problem, ...]:
    """Every problem of a file in order of place; none once it was imported or cleared."""
    return tuple(Problem(*row) for row in unpacked(batch.problems) or ())


def samples_of(batch: ImportBatch) -> dict[str, list[Any]]:
    """The first rows of each kind of change."""
    found: dict[str, list[Any]] = unpacked(batch.preview) or {}
    return found
