"""The codebook: which themes two people look for, and how they decide."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from thuis.core.questionnaire.reader import Table, parse_toml, settle
from thuis.core.texts import Text

KEY = re.compile(r"[a-z][a-z0-9-]{1,29}")


@dataclass(frozen=True, slots=True)
class Code:
    """One theme: its name, what it means, an example of when it holds and of when it does not."""

    key: str
    name: Text
    meaning: Text
    when: Text
    when_not: Text


def load_codebook(source: str) -> tuple[Code, ...]:
    """The themes of a file; raises ContentError with every problem."""
    problems: list[str] = []
    table = Table(parse_toml(source), "codebook", problems)
    codes = tuple(_code(each) for each in table.tables("themes"))
    table.finish()
    keys = [code.key for code in codes]
    problems += [
        f'codebook: theme "{key}" stands twice' for key in sorted({k for k in keys if keys.count(k) > 1})
    ]
    problems += [
        f'codebook: "{key}" is no key: small letters, digits, hyphens'
        for key in keys
        if not KEY.fullmatch(key)
    ]
    settle(problems)
    return codes


def _code(table: Table) -> Code:
    texts = (table.text(name) for name in ("name", "meaning", "when", "when_not"))
    code = Code(table.string("key"), *texts)
    table.finish()
    return code


def to_plain(codes: Sequence[Code]) -> list[dict[str, Any]]:
    """As it is kept in a database."""
    return [asdict(code) for code in codes]


def from_plain(rows: Sequence[Mapping[str, Any]]) -> tuple[Code, ...]:
    """As `to_plain` wrote it."""
    return tuple(
        Code(row["key"], *(Text(**row[name]) for name in ("name", "meaning", "when", "when_not")))
        for row in rows
    )
