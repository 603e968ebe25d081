"""Reading TOML tables strictly: every problem is noted with its place and cure, none is guessed away."""

import tomllib
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from thuis.core.errors import ContentError
from thuis.core.texts import Text


def parse_toml(source: str) -> dict[str, Any]:
    """The tables of a TOML text; raises ContentError with the parser's line and column."""
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise ContentError([f"not valid TOML: {error}; repair that line"]) from error


class Table:
    """One TOML table under reading. Taken keys are remembered, so that a mistyped key is found."""

    def __init__(self, table: object, place: str, problems: list[str]) -> None:
        self._table: dict[str, Any] = table if isinstance(table, dict) else {}
        self._taken: set[str] = set()
        self.place = place
        self.problems = problems
        if not isinstance(table, dict):
            self.problem("is not a table; write key = value pairs")

    def problem(self, words: str) -> None:
        self.problems.append(f"{self.place}: {words}")

    def has(self, key: str) -> bool:
        return key in self._table

    def string(self, key: str, default: str | None = None) -> str:
        return str(self._take(key, str, "a text in quotes", default, ""))

    def integer(self, key: str, default: int | None = None) -> int:
        return int(self._take(key, int, "a whole number", default, 0))

    def number(self, key: str) -> float:
        """A number, with or without decimals."""
        found = self.raw(key)
        if isinstance(found, int | float) and not isinstance(found, bool):
            return float(found)
        self.problem(f"{key} must be a number")
        return 0.0

    def boolean(self, key: str, default: bool) -> bool:
        return bool(self._take(key, bool, "true or false", default, default))

    def strings(self, key: str, default: Sequence[str] | None = None) -> tuple[str, ...]:
        """A list of texts."""
        found = self._take(key, list, "a list of texts", default, [])
        if all(isinstance(each, str) for each in found):
            return tuple(found)
        self.problem(f"{key} must be a list of texts")
        return ()

    def fraction(self, key: str, default: str) -> float:
        """A part of one, written as "2/3" so that no rounding slips in."""
        written = self.string(key, default)
        try:
            return float(Fraction(written))
        except (ValueError, ZeroDivisionError):
            self.problem(f'{key} is "{written}"; write a fraction such as "2/3"')
            return 1.0

    def text(self, key: str) -> Text:
        """A text in both languages; a missing language is a problem."""
        return self.optional_text(key) or self._missing_text(key)

    def optional_text(self, key: str) -> Text | None:
        if key not in self._table:
            self._taken.add(key)
            return None
        inner = Table(
            self._take(key, dict, "{ nl = …, en = … }", {}, {}), f"{self.place}, {key}", self.problems
        )
        text = Text(inner.string("nl").strip(), inner.string("en").strip())
        inner.finish()
        return text

    def tables(self, key: str) -> "list[Table]":
        """The tables of an array, each with its own place."""
        found = self._take(key, list, f"a list of [[{key}]] tables", [], [])
        return [
            Table(each, f"{self.place}, {key} {self._label(each, n)}", self.problems)
            for n, each in enumerate(found, 1)
        ]

    def table(self, key: str) -> "Table":
        """The table under a key."""
        return Table(
            self._take(key, dict, f"a [{key}] table", None, {}), f"{self.place}, {key}", self.problems
        )

    def names(self) -> tuple[str, ...]:
        """The keys that stand in the table."""
        return tuple(self._table)

    def raw(self, key: str) -> object:
        """The value as it stands, for keys that may hold two kinds of thing."""
        self._taken.add(key)
        return self._table.get(key)

    def finish(self) -> None:
        """Call when everything is taken: what is left over is a mistake."""
        for key in sorted(self._table.keys() - self._taken):
            self.problem(f'unknown key "{key}"; remove it or correct the spelling')

    def _take(self, key: str, kind: type, words: str, default: object, fallback: object) -> Any:
        self._taken.add(key)
        if key not in self._table:
            if default is None:
                self.problem(f"{key} is missing; add {key} = {words}")
            return fallback if default is None else default
        found = self._table[key]
        if not isinstance(found, kind) or (kind is int and isinstance(found, bool)):
            self.problem(f"{key} must be {words}")
            return fallback
        return found

    def _missing_text(self, key: str) -> Text:
        self.problem(f"{key} is missing; add {key} = {{ nl = …, en = … }}")
        return Text("", "")

    @staticmethod
    def _label(table: object, number: int) -> str:
        if isinstance(table, dict):
            for name in ("code", "key", "value"):
                if name in table:
                    return f'"{table[name]}"'
        return str(number)


def settle(problems: Sequence[str]) -> None:
    """Raise everything that was noted, at once."""
    if problems:
        raise ContentError(problems)
