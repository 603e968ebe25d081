"""Print released figures on participation: `thuis participation table --by site --year 2023 --quarter 2`."""

import argparse
import csv
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from thuis.core.errors import InvalidInput

if TYPE_CHECKING:
    from thuis.core.participation.model import Level
    from thuis.core.participation.release_model import Told
    from thuis.foundation.release.participation_queries import Volume

    Line = tuple[str, list[Told | None]]

LEVELS = ("institution", "domain", "site", "programme")
MEASURES = ("participation", "availability", "conversion")
HEADER = ("unit", "figure", "value", "low", "high", "why")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", choices=LEVELS, default="site", help="a line per unit of this level")
    parser.add_argument("--year", type=int, required=True)
    parser.add_argument("--quarter", type=int, choices=(1, 2, 3, 4), default=0, help="by default the year")
    parser.add_argument("--csv", action="store_true", help="shares from 0 to 1, for another program")


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from thuis.core.participation.model import Level
    from thuis.core.participation.release_model import Period
    from thuis.foundation.release.participation_queries import latest_version, volume_of

    period = Period(options.year, options.quarter)
    row = latest_version(period)
    if row is None:
        raise InvalidInput("participation-no-figures", period=period.key)
    lines = list(_lines(volume_of(row), Level(options.by)))
    if options.csv:
        rows = [row for code, told in lines for row in _plain(code, told)]
        csv.writer(sys.stdout, lineterminator="\n").writerows([HEADER, *rows])
    else:
        print(f"{period.key}, version {row.version}")
        printed = [(code, *map(_words, told)) for code, told in lines]
        print("\n".join(map(_aligned, [("unit", *MEASURES), *printed])))
    return 0


def _lines(volume: "Volume", level: "Level") -> Iterator["Line"]:
    """Per unit, alone or told together with others, its three figures."""
    for spot in sorted(volume.released.cells, key=lambda one: one.unit.code):
        if spot.unit.level is level and not spot.by:
            yield spot.unit.code or "all", [volume.told(spot, name) for name in MEASURES]


def _words(told: "Told | None") -> str:
    from thuis.core.participation.release_model import Figure

    if not isinstance(told, Figure):
        return told.reason if told else "-"
    if told.value is None:
        return f"< {100 * told.high:.1f} %" if told.low <= 0 else f"> {100 * told.low:.1f} %"
    return f"{100 * told.value:.1f} %"


def _aligned(words: Sequence[str]) -> str:
    return f"{words[0]:<24}" + "".join(f"{word:>18}" for word in words[1:])


def _plain(code: str, told: "Sequence[Told | None]") -> Iterator[tuple[object, ...]]:
    """One row per figure; nothing where nothing is told, and why."""
    from thuis.core.participation.release_model import Figure

    for name, one in zip(MEASURES, told, strict=True):
        if isinstance(one, Figure):
            yield code, name, one.value, one.low, one.high, "" if one.value is not None else "band"
        else:
            yield code, name, None, None, None, one.reason if one else "-"
