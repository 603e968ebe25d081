"""Rows by one column, for the reads that stand in front of every page.

Django puts a query together anew each time: 0.2 ms for a row, 0.5 ms with two tables beside it, where the
database needs 0.01. A student's way from link to letter holds forty such reads (ADR 0040). Everything else
uses ordinary queries.
"""

from collections.abc import Collection, Sequence
from typing import Any, TypedDict, TypeVar, Unpack

from django.db import connections, router
from django.db.models import Field, Model

from thuis.foundation.database.plans import Plan, converters, plan_of

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
    plan = plan_of(model, column, beside, frozenset(how.get("without", ())), alias)
    connection = connections[alias]
    locks = how.get("locked", False) and connection.features.has_select_for_update
    ends_with = " FOR UPDATE" if locks else ""
    with connection.cursor() as cursor:
        cursor.execute(plan.select + ends_with, [value])
        stored = cursor.fetchall()
    return [_one(model, beside, plan, one, connection) for one in stored]


def related(one: Model, name: str) -> Any:
    """The row to which the foreign key `name` points; it stays with `one`, as Django keeps it."""
    key: Any = one._meta.get_field(name)
    if not key.is_cached(one):
        found = row(key.related_model, key.target_field.column, getattr(one, key.attname))
        key.set_cached_value(one, found)
    return key.get_cached_value(one)


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
    for convert in converters(field, connection):
        stored = convert(stored, field.cached_col, connection)
    return stored
