"""Uploaded files: private, under a name that nobody can guess, gone as soon as they were used."""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from thuis.core.errors import TooLarge
from thuis.core.intake.limits import LIMITS


def folder() -> Path:
    """The folder of uploads; only the service's own account may look into it."""
    found = Path(settings.HOME) / "uploads"
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def store(chunks: Iterable[bytes]) -> str:
    """Write an upload and return its stored name. Raises TooLarge above the size limit."""
    name = secrets.token_hex(16)
    path = folder() / name
    try:
        _write(path, chunks)
    except BaseException:
        forget(name)  # half a file, on a disk that may be full of them
        raise
    return name


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    size = 0
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        for chunk in chunks:
            size += len(chunk)
            if size > LIMITS.file_bytes:
                raise TooLarge("import-too-large", megabytes=LIMITS.file_bytes // 1_048_576)
            target.write(chunk)


def content(name: str) -> bytes:
    """The bytes of a stored file."""
    return (folder() / name).read_bytes()


def forget(name: str) -> None:
    """Remove a stored file; fine when it is gone already."""
    if name:
        (folder() / name).unlink(missing_ok=True)
