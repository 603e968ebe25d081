"""What is wrong in a file, by place. The words for each key stand in `foundation.intake.words`."""

from typing import NamedTuple

SHOWN_CHARACTERS = 80


class Problem(NamedTuple):
    """One thing to repair: where (line, column), what stands there, and the key of the cure."""

    line: int
    column: str
    value: str
    key: str
    detail: str = ""
    file: str = ""


class Refused(Exception):  # noqa: N818 - reads as what it is, as in core.errors
    """A converter or reader does not accept a value; `key` names the cure."""

    def __init__(self, key: str, detail: str = "", *, value: str = "", line: int = 1) -> None:
        super().__init__(key)
        self.key = key
        self.detail = detail
        self.value = value
        self.line = line


def problem(line: int, column: str, value: str, key: str, detail: str = "", file: str = "") -> Problem:
    """A problem with its value cut to what can be shown on a page."""
    shown = value if len(value) <= SHOWN_CHARACTERS else value[: SHOWN_CHARACTERS - 1] + "…"
    return Problem(line, column, shown.replace("\x00", "�"), key, detail, file)
