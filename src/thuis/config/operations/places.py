"""Where copies lie, and on what kind of disk a folder stands."""

import os
from pathlib import Path

MOUNTS = Path("/proc/self/mounts")


def backup_folders() -> dict[str, Path]:
    """The folders of copies by part, as the service knows them; empty when none is set."""
    if not (people := os.environ.get("THUIS_BACKUP")):
        return {}
    return {"people": Path(people), "answers": Path(os.environ.get("THUIS_BACKUP_ANSWERS") or people)}


def kind_of_disk(folder: Path) -> str:
    """The file system that a folder is on, as Linux calls it; 'unknown' elsewhere."""
    if not MOUNTS.exists():
        return "unknown"
    mounted = [line.split()[1:3] for line in MOUNTS.read_text().splitlines()]
    resolved = folder.resolve()
    above = [(Path(place), kind) for place, kind in mounted if resolved.is_relative_to(place)]
    return max(above, key=lambda one: len(one[0].parts), default=(Path("/"), "unknown"))[1]
