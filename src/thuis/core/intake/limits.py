"""How much a file may bring. Above a limit a file is refused before it costs memory."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """All limits of one file; bytes and characters as named."""

    file_bytes: int = 64 * 1024 * 1024
    rows: int = 250_000
    columns: int = 100
    cell_characters: int = 2_000
    problems: int = 10_000
    zip_files: int = 50
    zip_bytes: int = 256 * 1024 * 1024
    zip_ratio: int = 200


LIMITS = Limits()
