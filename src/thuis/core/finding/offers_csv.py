"""Offers of help as a file: a row for each offer, columns named as the fields. Empty means: as it is."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thuis.core.finding.hours import HoursError, read_hours, written
from thuis.core.intake.columns import Column, day, email, one_of, sheet, words
from thuis.core.intake.problems import Problem, Refused, problem

YES_NO = {"yes": "yes", "ja": "yes", "no": "no", "nee": "no"}
# Texts in two languages with the longest they may be.
TEXTS: dict[str, int] = {
    "name": 80, "text": 240, "for_whom": 160, "first_step": 240, "beside": 240, "where": 160, "hours": 160,
    "away": 160, "cost": 80, "waiting": 80,
}  # fmt: skip
REQUIRED = ("kind", "name_nl", "name_en", "text_nl", "text_en", "owner", "checked_on")
FORMULA = ("=", "+", "-", "@")
CODE = re.compile(r"[a-z0-9-]{1,30}", re.ASCII)
LONGEST_CODE, LONGEST_ADDRESS = 8, 200  # of a language; as the field of an offer


@dataclass(frozen=True, slots=True)
class KnownHere:
    """What a file may name: kinds, topics, sites and programmes; and the codes of offers that there are."""

    kinds: Collection[str]
    topics: Collection[str]
    sites: Collection[str]
    programmes: Collection[str]
    codes: Collection[str]
    reserved: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class OfferRow:
    """What one row says; a field that is not in it stays as it is."""

    line: int
    code: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OffersFile:
    rows: tuple[OfferRow, ...]
    problems: tuple[Problem, ...]
    unread: tuple[str, ...]


def names() -> tuple[str, ...]:
    """The columns of the file in the order of an export."""
    return tuple(column.name for column in _columns(KnownHere((), (), (), (), ())))


def read_offers(source: bytes, known: KnownHere) -> OffersFile:
    """The rows that are right, and everything that is wrong, by place."""
    columns = _columns(known)
    found = sheet(source, columns)
    rows, problems, seen = [], list[Problem](), set[str]()
    for row in found.rows:
        said = {
            column.name: value
            for column, value in zip(columns, row.values, strict=True)
            if value is not None and column.name != "code"
        }
        one = OfferRow(row.line, row.values[0], said)
        wrong = list(_wrong(one, known, seen))
        problems += wrong
        rows += [] if wrong else [one]
        seen.add(one.code)
    return OffersFile(tuple(rows), tuple(sorted((*found.problems, *problems))), found.header.unread)


def _wrong(row: OfferRow, known: KnownHere, seen: Collection[str]) -> list[Problem]:
    if row.code in seen:
        return [problem(row.line, "code", row.code, "offer-twice")]
    if row.code in known.codes:
        return []
    return [problem(row.line, name, "", "empty-cell") for name in REQUIRED if name not in row.values]


def _columns(known: KnownHere) -> tuple[Column, ...]:
    texts = {f"{name}_{language}": most for name, most in TEXTS.items() for language in ("nl", "en")}
    return (
        Column("code", _code(known.reserved), required=True, filled=True),
        Column("kind", one_of({kind: kind for kind in known.kinds})),
        *(Column(name, _words(most)) for name, most in texts.items()),
        Column("person", _words(120)),
        Column("sites", _list(known.sites, "unknown-site")),
        Column("programmes", _list(known.programmes, "unknown-programme")),
        Column("languages", _list(None, "")),
        Column("topics", _list(known.topics, "not-one-of")),
        Column("opening", _opening),
        Column("away_from", day),
        Column("away_until", day),
        Column("phone", _words(20)),
        Column("mail", email),
        Column("book_url", _address),
        Column("map_url", _address),
        Column("owner", email),
        Column("checked_on", day),
        Column("in_questionnaire", _yes),
        Column("active", _yes),
    )


def _code(reserved: Collection[str]) -> Callable[[str], str]:
    def convert(cell: str) -> str:
        if not CODE.fullmatch(cell) or cell in reserved:
            raise Refused("not-a-code")
        return cell

    return convert


def _words(most: int) -> Callable[[str], str]:
    """A text; the apostrophe that keeps a spreadsheet from running it as a formula goes off again."""
    convert = words(most)
    return lambda cell: convert(cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA else cell)


def _list(known: Collection[str] | None, key: str) -> Callable[[str], list[str]]:
    """Codes with commas between them; `known` None takes any short word."""

    def convert(cell: str) -> list[str]:
        found = [each.strip() for each in cell.split(",") if each.strip()]
        for each in found:
            if known is None and len(each) > LONGEST_CODE:
                raise Refused("too-long", str(LONGEST_CODE))
            if known is not None and each not in known:
                raise Refused(key, ", ".join(sorted(known)))
        return found

    return convert


def _opening(cell: str) -> str:
    try:
        return written(read_hours(cell))
    except HoursError as error:
        raise Refused("not-opening-hours") from error


def _address(cell: str) -> str:
    if len(cell) > LONGEST_ADDRESS or not re.fullmatch(r"https?://[^\s<>\"]+", cell):
        raise Refused("not-an-address")
    return cell


def _yes(cell: str) -> bool:
    return bool(one_of(YES_NO)(cell) == "yes")


def row_of(values: Mapping[str, Any], columns: Sequence[str]) -> list[str]:
    """The cells of one offer for an export; lists with commas, days as ISO, yes or no."""
    return [_cell(values[name]) for name in columns]


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else str(value)
