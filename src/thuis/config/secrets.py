"""Secrets come from the environment, or from files that only the service may read. Nowhere else."""

import os
import secrets
from pathlib import Path

from thuis.core.errors import ConfigurationError

NAMES = ("secret-key", "pseudonym-key", "link-key", "release-key")
CHARACTERS = 64  # of a secret that we made


def home() -> Path:
    """Where this installation keeps its files: databases, uploads, secrets."""
    return Path(os.environ.get("THUIS_HOME", "var")).resolve()


def read_secret(name: str) -> str:
    """`THUIS_SECRET_KEY` or the like, else the file of that name.

    Raises:
        ConfigurationError: neither exists, or the file was cut off. A lost key is never replaced silently.
    """
    if value := optional_secret(name):
        return value
    raise ConfigurationError(f"Set {variable_of(name)}, or run `thuis secrets create` once.")


def optional_secret(name: str) -> str:
    """The same for a secret that an installation may do without; empty when there is none."""
    if value := os.environ.get(variable_of(name)):
        return value
    path = home() / "secrets" / name
    if not path.exists():
        return ""
    value = path.read_text(errors="replace").strip()
    if len(value) < (CHARACTERS if name in NAMES else 1):
        raise ConfigurationError(f"{path} is empty or was cut off. Put the whole secret back from a backup.")
    return value


def variable_of(name: str) -> str:
    return "THUIS_" + name.upper().replace("-", "_")


def create_missing_secrets() -> list[str]:
    """Make each secret that does not exist yet; returns their names. Existing ones stay."""
    folder = home() / "secrets"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return [name for name in NAMES if _create(folder / name)]


def _create(path: Path) -> bool:
    if path.exists():
        return False
    half = path.with_name(f"{path.name}.new")
    half.touch(mode=0o600)
    half.write_text(secrets.token_hex(CHARACTERS // 2))
    half.rename(path)  # whole or not at all
    return True
