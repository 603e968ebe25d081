"""Opening a zip that somebody sent: never more files or bytes than the limits, never a path."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from thuis.core.intake.limits import LIMITS, Limits
from thuis.core.intake.problems import Refused


@contextmanager
def opened(source: bytes, limits: Limits = LIMITS) -> Iterator[zipfile.ZipFile]:
    """A zip whose promises fit the limits. Raises Refused, also while it is being read."""
    if len(source) > limits.file_bytes:
        raise Refused("file-too-large", str(limits.file_bytes // 1_048_576))
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            _check_promises([entry for entry in archive.infolist() if not entry.is_dir()], limits)
            yield archive
    except Refused:
        raise
    # zipfile answers hostile bytes with more kinds of error than it documents
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError,
            KeyError, IndexError, OverflowError, MemoryError) as error:  # fmt: skip
        raise Refused("broken-zip") from error


def unpacked(source: bytes, limits: Limits = LIMITS) -> dict[str, bytes]:
    """The csv files of a zip by bare name, folders dropped. Raises Refused for a bomb or a broken zip."""
    with opened(source, limits) as archive:
        return _files(archive)


def _files(archive: zipfile.ZipFile) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for entry in archive.infolist():
        name = entry.filename.replace("\\", "/").rsplit("/", 1)[-1]
        if not name.lower().endswith(".csv") or name.startswith("."):
            continue
        if name.lower() in found:
            raise Refused("file-twice", name)
        # zipfile never unpacks more than the size that an entry promises; a lie ends in a checksum error
        found[name.lower()] = archive.read(entry)
    return found


def _check_promises(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.zip_files:
        raise Refused("too-many-files", str(limits.zip_files))
    for entry in entries:
        if entry.file_size > max(entry.compress_size, 4096) * limits.zip_ratio:
            raise Refused("zip-bomb")
    if sum(entry.file_size for entry in entries) > limits.zip_bytes:
        raise Refused("zip-bomb")
