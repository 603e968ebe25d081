"""Make copies: people and answers each in a sealed file of its own, both of one moment."""

import gzip
import hashlib
import io
import json
import os
import shutil
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO, cast

from django.conf import settings

from thuis.config.operations.sealing import SealedWriter
from thuis.config.operations.standstill import Frozen, standstill
from thuis.core.errors import ConfigurationError

# What goes along with each database. Never the secrets, never the second keys, never what can be made again.
FILES: dict[str, tuple[str, ...]] = {
    "people": ("uploads", "reports", "documents", "brand.css"),
    "answers": ("releases", "research"),
}
PARTS = tuple(FILES)
MOST_DAYS = 35  # the page /privacy/ promises that copies follow what was deleted
STAMP = "%Y%m%dT%H%M%SZ"
SUFFIX = ".sealed"
WORK = "backup-work"


@dataclass(frozen=True, slots=True)
class Made:
    """One copy: where it lies, how large it is, and the digest to know it by."""

    part: str
    path: Path
    size: int
    digest: str


def keys_folder() -> Path:
    return Path(settings.HOME) / "backup-keys"


def make_backup(folders: Mapping[str, Path], *, at: datetime) -> list[Made]:
    """Two sealed files, both whole or neither.

    Raises:
        ConfigurationError: a public key is missing, or no moment without writers came.
        OSError: the disk is full, or a folder cannot be written.
    """
    public = {part: _public_key(part) for part in PARTS}
    with _work_folder() as work:
        kinds = _collect(work)
        halves = {part: folders[part] / f".{name(part, at)}.half" for part in PARTS}
        try:
            for part, half in halves.items():
                _write(half, work / part, public[part], part, {"database": kinds[part], "at": at.isoformat()})
            made = [_place(part, half, folders[part] / name(part, at)) for part, half in halves.items()]
        except BaseException:
            for part, half in halves.items():
                half.unlink(missing_ok=True)
                (folders[part] / name(part, at)).unlink(missing_ok=True)
            raise
    _note(made, at)
    return made


def name(part: str, at: datetime) -> str:
    return f"thuis-{at.astimezone(UTC):{STAMP}}-{part}{SUFFIX}"


def prune(folders: Mapping[str, Path], *, days: int, at: datetime) -> list[Path]:
    """Remove copies of before; those of other programs stay. Returns what went."""
    before = at - timedelta(days=min(days, MOST_DAYS))
    old = [path for part, path in _all_copies(folders) if _made_at(path, part) < before]
    for path in old:
        path.unlink()
    return old


def _all_copies(folders: Mapping[str, Path]) -> Iterator[tuple[str, Path]]:
    for part, folder in folders.items():
        for path in sorted(folder.glob(f"thuis-????????T??????Z-{part}{SUFFIX}")):
            yield part, path


def _made_at(path: Path, part: str) -> datetime:
    stamp = path.name.removeprefix("thuis-").removesuffix(f"-{part}{SUFFIX}")
    return datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)


def last_backup() -> datetime | None:
    """When the last copy was made that came whole, as this installation noted it."""
    try:
        return datetime.fromisoformat(json.loads(_notes().read_text())["at"])
    except (FileNotFoundError, ValueError, KeyError):
        return None


def _note(made: list[Made], at: datetime) -> None:
    half = _notes().with_suffix(".half")
    half.write_text(
        json.dumps({"at": at.isoformat(), "digests": {one.path.name: one.digest for one in made}})
    )
    half.replace(_notes())


def _notes() -> Path:
    return Path(settings.HOME) / "last-backup.json"


def _public_key(part: str) -> str:
    path = keys_folder() / f"{part}.pub"
    if not path.exists():
        raise ConfigurationError(f"{path} is missing. Run `thuis backup keys` once, and carry the keys away.")
    return path.read_text().strip()


@contextmanager
def _work_folder() -> Iterator[Path]:
    """A folder beside the databases, with the same rights; what a crash left there goes first."""
    work = Path(settings.HOME) / WORK
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(mode=0o700)
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _collect(work: Path) -> dict[str, str]:
    """Everything of one moment in a folder per part; returns the kind of each database."""

    def files() -> None:
        for part, names in FILES.items():
            for one in names:
                _link_all(Path(settings.HOME) / one, work / part / "files" / one)

    with standstill(files) as frozen:
        for part in PARTS:
            (work / part).mkdir(mode=0o700, exist_ok=True)
            _copy(frozen[part], work / part)
    return {part: one.kind for part, one in frozen.items()}


def _copy(frozen: Frozen, folder: Path) -> None:
    frozen.write_to(folder / "database")


def _link_all(source: Path, goal: Path) -> None:
    """The same files under a second name: quick, and they stay when the first name goes meanwhile."""
    if source.is_file():
        goal.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _link(source, goal)
    elif source.is_dir():
        shutil.copytree(source, goal, copy_function=_link, ignore=_unfinished)


def _unfinished(_folder: str, names: list[str]) -> set[str]:
    return {one for one in names if one.endswith((".half", ".tmp"))}


def _link(source: str | Path, goal: str | Path) -> str:
    try:
        os.link(source, goal)
    except OSError:  # another disk
        shutil.copyfile(source, goal)
    return str(goal)


def _write(half: Path, folder: Path, public_key: str, part: str, facts: Mapping[str, str]) -> None:
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        sealed = SealedWriter(file, public_key, part)
        with gzip.GzipFile(fileobj=cast(BinaryIO, sealed), mode="wb", compresslevel=3, mtime=0) as squeezed:
            _pack(squeezed, folder, {"part": part, **facts})
        sealed.finish()
        file.flush()
        os.fsync(file.fileno())


def _pack(target: gzip.GzipFile, folder: Path, facts: Mapping[str, str]) -> None:
    """Every file, and last a list of them with their digests."""
    digests = {}
    with tarfile.open(fileobj=target, mode="w|") as tar:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            short = str(path.relative_to(folder))
            digests[short] = _digest(path)
            tar.add(path, short, recursive=False, filter=_nobody)
        content = json.dumps({**facts, "files": digests}).encode()
        entry = tarfile.TarInfo("list.json")
        entry.size = len(content)
        tar.addfile(entry, io.BytesIO(content))


def _nobody(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Whose file it was on that server says nothing on the next."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


def _place(part: str, half: Path, goal: Path) -> Made:
    half.rename(goal)
    folder = os.open(goal.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return Made(part, goal, goal.stat().st_size, _digest(goal))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
