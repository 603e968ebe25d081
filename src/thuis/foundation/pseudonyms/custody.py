"""The folder in which second keys lie while they are needed: outside the databases and outside backups.

Best is a folder in memory: then a key is gone when the server stops, and the custodian loads it again.
"""

import os
from pathlib import Path

from django.conf import settings


def read_key(purpose: str) -> bytes | None:
    """The key that was loaded for a purpose; None when there is none."""
    try:
        return bytes.fromhex(_path(purpose).read_text())
    except FileNotFoundError:
        return None


def write_key(purpose: str, key: bytes) -> None:
    """Keep a key for this account alone (mode 0600), whole or not at all."""
    path = _path(purpose)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    half.unlink(missing_ok=True)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(key.hex())
    half.replace(path)


def remove_key(purpose: str) -> bool:
    """Write over the file and remove it; says whether there was one."""
    path = _path(purpose)
    if not path.exists():
        return False
    with path.open("r+b") as file:
        file.write(b"0" * path.stat().st_size)
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    return True


def _path(purpose: str) -> Path:
    return Path(settings.CUSTODY_FOLDER) / purpose.replace(":", "-")
