"""Files made for one colleague: private, under a name that nobody can guess, gone after their days."""

import os
import secrets
from pathlib import Path

from django.conf import settings


def folder() -> Path:
    """Where they lie; only the service's own account may look into it."""
    found = Path(settings.HOME) / "reports"
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def new_file() -> Path:
    """An empty file of its own, to be written."""
    path = folder() / secrets.token_hex(16)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return path


def kept_file(name: str) -> Path:
    """Where a file lies that was kept under this name."""
    return folder() / name


def forget(name: str) -> None:
    """Remove a kept file; fine when it is gone already."""
    if name:
        kept_file(name).unlink(missing_ok=True)
