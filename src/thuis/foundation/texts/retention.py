"""The retention table: what is kept, why, for how many days, and since when."""

import tomllib
from dataclasses import dataclass
from functools import cache

from thuis.core.texts import Text
from thuis.foundation.texts.content import CONTENT


@dataclass(frozen=True, slots=True)
class Keep:
    """One kind of information about people and how long it stays. `days` counts from `since`."""

    key: str
    days: int
    what: Text
    why: Text
    since: Text


@cache
def retention_table() -> tuple[Keep, ...]:
    """Every row of content/retention.toml."""
    rows = tomllib.loads((CONTENT / "retention.toml").read_text(encoding="utf-8"))["keep"]
    return tuple(
        Keep(row["key"], row["days"], Text(**row["what"]), Text(**row["why"]), Text(**row["since"]))
        for row in rows
    )
