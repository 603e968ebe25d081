"""The way back: both sealed files are opened and checked whole before anything is put in its place."""

import gzip
import hashlib
import io
import json
import os
import shutil
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings

from thuis.config.operations import postgres
from thuis.config.operations.backup import FILES, PARTS
from thuis.config.operations.sealing import SealedReader
from thuis.config.operations.standstill import ALIASES, sqlite_file
from thuis.core.errors import ConfigurationError

STAGE = ".restoring"
KINDS = {True: "sqlite", False: "postgresql"}


def verify(path: Path, secret_key: str, part: str) -> dict[str, Any]:
    """Open a whole copy and check every digest in it; writes nothing. Returns what it says of itself."""
    return _read(path, secret_key, part, None)


def restore(copies: Mapping[str, Path], secret_keys: Mapping[str, str]) -> str:
    """Fill an empty installation from both copies, wholly or not at all. Returns the moment they were made.

    Raises:
        ConfigurationError: something stands here already, or the copies are not whole or not of one moment.
    """
    check_is_empty()
    with _stage() as stage:
        lists = {part: _read(copies[part], secret_keys[part], part, stage / part) for part in PARTS}
        _check_belong_together(lists)
        _put_in_place(stage)
    return str(lists["people"]["at"])


def check_is_empty() -> None:
    """Refuse to write over anything that was kept."""
    standing = [Path(settings.HOME) / one for names in FILES.values() for one in names]
    standing += [Path(name) for alias in ALIASES.values() if (name := sqlite_file(alias))]
    found = [str(path) for path in standing if path.is_file() or (path.is_dir() and any(path.iterdir()))]
    found += [alias for alias in ALIASES.values() if not sqlite_file(alias) and not postgres.is_empty(alias)]
    if found:
        raise ConfigurationError("Nothing was restored. Move these away first: " + ", ".join(found))


def _check_belong_together(lists: Mapping[str, Mapping[str, Any]]) -> None:
    if len({one["at"] for one in lists.values()}) != 1:
        raise ConfigurationError("Nothing was restored: these two copies are of two moments.")
    for part, alias in ALIASES.items():
        here = KINDS[bool(sqlite_file(alias))]
        if lists[part]["database"] != here:
            raise ConfigurationError(
                f"Nothing was restored: {part} is of {lists[part]['database']}, here is {here}."
            )


@contextmanager
def _stage() -> Iterator[Path]:
    stage = Path(settings.HOME) / STAGE
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(mode=0o700, parents=True)
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _read(path: Path, secret_key: str, part: str, goal: Path | None) -> dict[str, Any]:
    with path.open("rb") as file:
        opened = io.BufferedReader(SealedReader(file, secret_key, part))
        try:
            with gzip.GzipFile(fileobj=cast(BinaryIO, opened)) as squeezed:
                found, about = _unpack(squeezed, goal)
                squeezed.read()  # to the very end: only the last piece proves that nothing was cut off
        except (tarfile.TarError, zlib.error, EOFError, gzip.BadGzipFile) as error:
            raise ConfigurationError(f"{path.name} is damaged.") from error
    if about.pop("files", None) != found or about.get("part") != part:
        raise ConfigurationError(f"{path.name} does not hold what it says.")
    return about


def _unpack(source: gzip.GzipFile, goal: Path | None) -> tuple[dict[str, str], dict[str, Any]]:
    found: dict[str, str] = {}
    about: dict[str, Any] = {}
    with tarfile.open(fileobj=source, mode="r|") as tar:
        for entry in tar:
            content = tar.extractfile(entry)
            if content is None or not _is_inside(entry.name):
                raise ConfigurationError(f"This copy holds something strange: {entry.name!r}")
            if entry.name == "list.json":
                about = json.load(content)
            else:
                found[entry.name] = _copy_out(cast(BinaryIO, content), goal / entry.name if goal else None)
    return found, about


def _is_inside(name: str) -> bool:
    return not name.startswith("/") and ".." not in Path(name).parts


def _copy_out(content: BinaryIO, goal: Path | None) -> str:
    digest = hashlib.sha256()
    if goal:
        goal.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with goal.open("xb") if goal else io.BytesIO() as target:
        while piece := content.read(1024 * 1024):
            digest.update(piece)
            if goal:
                target.write(piece)
        if goal:
            target.flush()
            os.fsync(target.fileno())
    return digest.hexdigest()


def _put_in_place(stage: Path) -> None:
    """Answers first: when people cannot follow, they are taken away again."""
    done: list[str] = []
    try:
        for part in reversed(PARTS):
            done.append(part)
            _place_database(part, stage / part / "database")
        for part in PARTS:
            _place_files(stage / part / "files")
    except BaseException:
        for part in done:
            _take_away(part)
        raise


def _place_database(part: str, copy: Path) -> None:
    if name := sqlite_file(ALIASES[part]):
        copy.chmod(0o600)
        copy.rename(name)
    else:
        postgres.restore(ALIASES[part], copy)


def _place_files(folder: Path) -> None:
    for path in sorted(folder.iterdir()) if folder.exists() else ():
        goal = Path(settings.HOME) / path.name
        if goal.is_dir():
            goal.rmdir()  # empty, as was checked
        path.rename(goal)


def _take_away(part: str) -> None:
    for one in FILES[part]:
        path = Path(settings.HOME) / one
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    if name := sqlite_file(ALIASES[part]):
        Path(name).unlink(missing_ok=True)
    else:
        postgres.empty(ALIASES[part])
