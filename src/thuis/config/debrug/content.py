"""The demo institution as its content files describe it."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from thuis.foundation.texts.content import CONTENT


@dataclass(frozen=True, slots=True)
class Place:
    """A programme at a site: its share of all students, and of those part-time and from abroad."""

    programme: str
    site: str
    share: float
    part_time: float
    international: float


@cache
def read(name: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / "demo" / f"{name}.toml").read_text(encoding="utf-8"))


def programmes() -> list[dict[str, Any]]:
    return [programme for domain in read("institution")["domains"] for programme in domain["programmes"]]


def places() -> tuple[Place, ...]:
    """Every programme at every site where it is taught."""
    return tuple(
        Place(
            programme["code"],
            site,
            programme["share"] * part,
            programme["part_time"],
            programme.get("international", 0.04),
        )
        for programme in programmes()
        for site, part in programme["sites"].items()
    )
