"""What is secret stays secret: keys, second keys, and who may read the files."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from thuis.config.operations.checks.finding import Finding, unless
from thuis.config.operations.places import backup_folders, kind_of_disk
from thuis.config.secrets import NAMES, home, read_secret

OTHERS = 0o077
ENOUGH = 32  # signs
IN_MEMORY = {"tmpfs", "ramfs"}
KEPT_APART = {*NAMES, "smtp-password", "metrics-token", "people.key", "answers.key"}


def check_account() -> list[Finding]:
    return unless(
        os.geteuid() != 0,
        "This command runs as root. Thuis itself must not, and files that root makes it cannot write.",
        "Give Thuis an account of its own, and run commands as that account.",
        must=False,
    )


def check_secrets() -> list[Finding]:
    values = [read_secret(name) for name in NAMES]
    short = [name for name, value in zip(NAMES, values, strict=True) if len(value) < ENOUGH]
    return [
        *unless(
            len(set(values)) == len(values),
            "Two secrets are the same: who learns one then has the other.",
            "Before the first round: remove one in the folder secrets, and run `thuis secrets create`.",
        ),
        *unless(
            not short,
            f"Too short to be a secret: {', '.join(short)}.",
            "Let `thuis secrets create` make them.",
        ),
    ]


def check_rights() -> list[Finding]:
    """Files that other accounts of this server can open."""
    folders = (home(), home() / "secrets", home() / "backup-keys")
    open_to_all = [path for path in (*folders, *_secret_files(), *_databases()) if _is_open(path)]
    # a closed home closes what is in it, but a mount or a copy elsewhere would not
    return unless(
        not open_to_all,
        f"Other accounts can read: {', '.join(map(str, open_to_all))}.",
        "Run `chmod -R go-rwx` on THUIS_HOME, and keep `UMask=0077` in the services.",
    )


def _secret_files() -> Iterator[Path]:
    folder = home() / "secrets"
    return folder.iterdir() if folder.is_dir() else iter(())


def _databases() -> Iterator[Path]:
    return home().glob("*.sqlite3*")


def _is_open(path: Path) -> bool:
    return path.exists() and bool(path.stat().st_mode & OTHERS)


def check_second_keys() -> list[Finding]:
    if not settings.CUSTODIAN:
        words = "Nobody holds a second key: the server alone can say who said what."
        return [Finding(words, "Unset THUIS_CUSTODIAN, unless your privacy officer agreed.", must=False)]
    kind = kind_of_disk(settings.CUSTODY_FOLDER)
    return unless(
        kind in IN_MEMORY,
        f"Second keys lie on a disk ({kind}): they survive in copies of it.",
        "Set THUIS_CUSTODY to a folder in memory, as /run/thuis; the service makes it (RuntimeDirectory).",
    )


def check_apart() -> list[Finding]:
    """No secret where copies lie, and no key of the copies on this server."""
    folders = set(backup_folders().values())
    near = [folder for folder in folders if folder == home() or folder in home().parents]
    lying = [str(path) for folder in folders for path in _named(folder)]
    here = [str(path) for path in _named(home()) if path.suffix == ".key"]
    return [
        *unless(
            not near, "The folder of copies holds THUIS_HOME itself, with its secrets.", "Choose another."
        ),
        *unless(
            not lying,
            f"Secrets lie where copies lie: {', '.join(lying)}. Together they can say who said what.",
            "Move them to another place.",
        ),
        *unless(
            not here,
            f"Keys that open copies lie on this server: {', '.join(here)}.",
            "Carry them away from here.",
        ),
    ]


def _named(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.name in KEPT_APART and path.is_file())
