"""Rows by one column, for the reads that stand in front of every page.

Django puts a query together anew each time: 0.2 ms for a row, 0.5 ms with two tables beside it, where the
database needs 0.01. A student's way from link to letter holds forty such reads (ADR 0040). Everything else
uses ordinary queries.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypedDict, TypeVar, Unpack

from django.db import connections, router
from django.db.models import Field, Model

Row = TypeVar("Row", bound=Model)


class How(TypedDict, total=False):
    """`beside` is a foreign key whose row comes along; `without` are columns that are read only when somebody
    asks for them; `locked` keeps the rows for this transaction, where the database knows such locks.
    """

    beside: str
    without: Collection[str]
    locked: bool


def row(model: type[Row], column: str, value: str | int | None, **how: Unpack[How]) -> Row | None:
    """The row in which the unique `column` holds `value`, or None."""
    found = rows(model, column, value, **how)
    return found[0] if found else None


def rows(model: type[Row], column: str, value: str | int | None, **how: Unpack[How]) -> list[Row]:
    """Every row in which `column` holds `value`, in no order."""
    alias, beside = router.db_for_read(model), how.get("beside", "")
    plan, connection = (
        _plan(model, column, beside, frozenset(how.get("without", ())), alias),
        connections[alias],
    )
    locks = how.get("locked", False) and connection.features.has_select_for_update
    ends_with = " FOR UPDATE" if locks else ""
    with connection.cursor() as cursor:
        cursor.execute(plan.select + ends_with, [value])
        stored = cursor.fetchall()
    return [_one(model, beside, plan, one, connection) for one in stored]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a read is asked for, and how what comes back becomes a row and the row beside it.

    `converted` are the places of what the database or the field keeps in another form; most need nothing.
    """

    select: str
    fields: Sequence[Any]
    converted: Sequence[int]
    own: Sequence[str]
    others: Sequence[str]
    other: type[Model] | None


def _one(model: type[Row], beside: str, plan: Plan, stored: Sequence[Any], connection: Any) -> Row:
    values, size = list(stored), len(plan.own)
    for place in plan.converted:
        values[place] = _value(plan.fields[place], values[place], connection)
    found = model.from_db(connection.alias, plan.own, values[:size])
    if plan.other:
        setattr(found, beside, plan.other.from_db(connection.alias, plan.others, values[size:]))
    return found


def _value(field: Field[Any, Any], stored: Any, connection: Any) -> Any:
    """As Django reads it: first what the database makes of its own types, then what the field does."""
    for convert in _converters(field, connection):
        stored = convert(stored, field.cached_col, connection)
    return stored


def _converters(field: Field[Any, Any], connection: Any) -> Sequence[Any]:
    return (*connection.ops.get_db_converters(field.cached_col), *field.get_db_converters(connection))


@lru_cache(maxsize=64)
def _plan(model: type[Model], column: str, beside: str, without: frozenset[str], alias: str) -> Plan:
    """Made once for each kind of read: whether a field is converted depends on the engine only."""
    other: Any = model._meta.get_field(beside).related_model if beside else None
    own, others = _fields(model, without), _fields(other, without) if other else ()
    fields = (*own, *others)
    return Plan(
        _select(model, column, beside, fields),
        fields,
        [place for place, field in enumerate(fields) if _converters(field, connections[alias])],
        [field.attname for field in own],
        [field.attname for field in others],
        other,
    )


def _fields(model: type[Model], without: frozenset[str]) -> Sequence[Any]:
    return [field for field in model._meta.concrete_fields if field.name not in without]


def _select(model: type[Model], column: str, beside: str, fields: Sequence[Any]) -> str:
    """Names come from the models, never from a visitor; the value is a parameter."""
    own = f'"{model._meta.db_table}"'
    names = ", ".join(f'"{field.model._meta.db_table}"."{field.column}"' for field in fields)
    joined = ""
    if beside:
        key: Any = model._meta.get_field(beside)
        other = f'"{key.related_model._meta.db_table}"'
        joined = f' JOIN {other} ON {other}."{key.target_field.column}" = {own}."{key.column}"'
    return f'SELECT {names} FROM {own}{joined} WHERE {own}."{column}" = %s'  # noqa: S608
