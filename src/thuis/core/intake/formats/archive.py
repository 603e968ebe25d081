"""Opening a zip that somebody sent: never more files or bytes than the limits, never a path."""

import io
import zipfile
import zlib

from thuis.core.intake.limits import LIMITS, Limits
from thuis.core.intake.problems import Refused


def unpacked(source: bytes, limits: Limits = LIMITS) -> dict[str, bytes]:
    """The csv files of a zip by bare name, folders dropped. Raises Refused for a bomb or a broken zip."""
    if len(source) > limits.file_bytes:
        raise Refused("file-too-large", str(limits.file_bytes // 1_048_576))
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            return _files(archive, limits)
    except Refused:
        raise
    # zipfile answers hostile bytes with more kinds of error than it documents
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError,
            KeyError, IndexError, OverflowError, MemoryError) as error:  # fmt: skip
        raise Refused("broken-zip") from error


def _files(archive: zipfile.ZipFile, limits: Limits) -> dict[str, bytes]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > limits.zip_files:
        raise Refused("too-many-files", str(limits.zip_files))
    _check_promises(entries, limits)
    found: dict[str, bytes] = {}
    for entry in entries:
        name = entry.filename.replace("\\", "/").rsplit("/", 1)[-1]
        if not name.lower().endswith(".csv") or name.startswith("."):
            continue
        if name.lower() in found:
            raise Refused("file-twice", name)
        # zipfile never unpacks more than the size that an entry promises; a lie ends in a checksum error
        found[name.lower()] = archive.read(entry)
    return found


def _check_promises(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    for entry in entries:
        if entry.file_size > max(entry.compress_size, 4096) * limits.zip_ratio:
            raise Refused("zip-bomb")
    if sum(entry.file_size for entry in entries) > limits.zip_bytes:
        raise Refused("zip-bomb")
