"""From TOML to elements, approaches, recommendations and concepts; raises ContentError with every problem."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TypeVar, cast

from thuis.core.elements.model import (
    LEVELS,
    NAMED_BY,
    WORDS,
    Approach,
    Concept,
    Element,
    Level,
    LibraryEntry,
    NamedBy,
    Recommendation,
)
from thuis.core.questionnaire.reader import Table, parse_toml, settle

Value = TypeVar("Value")


def load_elements(source: str) -> tuple[Element, ...]:
    """The elements of `elements.toml`, numbered in their order."""
    found = _load(source, "elements", _element)
    return tuple(make(number) for number, make in enumerate(found, 1))


def load_library(source: str) -> tuple[LibraryEntry, ...]:
    """The approaches of one file of the library."""
    return _load(source, "approaches", _entry)


def load_recommendations(source: str) -> tuple[Recommendation, ...]:
    """The recommendations of `recommendations.toml`."""
    return _load(source, "recommendations", _recommendation)


def load_concepts(source: str) -> tuple[Concept, ...]:
    """The shared words of `glossary.toml`."""
    return _load(source, "concepts", _concept)


def _load(source: str, name: str, read: Callable[[Table], Value]) -> tuple[Value, ...]:
    problems: list[str] = []
    table = Table(parse_toml(source), name, problems)
    found = tuple(_whole(each, read) for each in table.tables(name))
    table.finish()
    settle(problems)
    return found


def _whole(table: Table, read: Callable[[Table], Value]) -> Value:
    value = read(table)
    table.finish()
    return value


def _element(table: Table) -> Callable[[int], Element]:
    return partial(
        Element,
        key=table.string("key"),
        level=cast(Level, _one_of(table, "level", LEVELS)),
        named_by=cast(NamedBy, _one_of(table, "named_by", NAMED_BY)),
        more_in=table.strings("more_in"),
        name=table.text("name"),
        meaning=table.text("meaning"),
        examples=table.text("examples"),
        first_step=table.text("first_step"),
        source=table.string("source"),
    )


def _entry(table: Table) -> LibraryEntry:
    return LibraryEntry(table.string("key"), _day(table, "review_on"), _approach(table))


def _approach(table: Table) -> Approach:
    return Approach(
        elements=table.strings("elements"),
        sectors=table.strings("sectors"),
        audience=table.strings("audience"),
        effort=table.integer("effort"),
        cost=table.integer("cost"),
        evidence=table.integer("evidence"),
        evaluated=table.string("evaluated"),
        digital=table.string("digital"),
        started=table.string("started"),
        source=table.string("source"),
        texts={word: table.text(word) for word in WORDS},
    )


def _recommendation(table: Table) -> Recommendation:
    return Recommendation(
        key=table.string("key"),
        name=table.text("name"),
        question=table.text("question"),
        monday=table.text("monday"),
        team=table.text("team"),
        elements=table.strings("elements"),
    )


def _concept(table: Table) -> Concept:
    return Concept(
        key=table.string("key"),
        name=table.text("name"),
        meaning=table.text("meaning"),
        see=table.strings("see", ()),
        model=table.string("model", ""),
        source=table.string("source"),
    )


def _one_of(table: Table, key: str, known: Sequence[str]) -> str:
    found = table.string(key)
    if found not in known:
        table.problem(f'{key} is "{found}"; choose one of {", ".join(known)}')
    return found


def _day(table: Table, key: str) -> date:
    found = table.raw(key)
    if isinstance(found, date):
        return found
    table.problem(f"{key} must be a date, as in {key} = 2027-06-01")
    return date.min
