"""Uploads that no row knows: of a process that ended between storing a file and writing its row."""

import time
from pathlib import Path

from django.apps import apps

from thuis.foundation.intake.files import folder
from thuis.foundation.intake.models import Batch

A_DAY = 24 * 60 * 60


def forget_orphans() -> int:
    """Remove every file in the folder of uploads that is older than a day and of no import; returns how many.

    Files go by their age first: a row that is being written points at a young one.
    """
    old = [path for path in folder().iterdir() if path.is_file() and _age(path) > A_DAY]
    known = _known() if old else set()
    orphans = [path for path in old if path.name not in known]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:  # an import was finished meanwhile
        return 0.0


def _known() -> set[str]:
    """Names in every table of imports there is; a room that is added later is among them by itself."""
    tables = [model for model in apps.get_models() if issubclass(model, Batch)]
    return {name for model in tables for name in model._default_manager.values_list("stored", flat=True)}


def sweep() -> None:
    """The daily job."""
    forget_orphans()
