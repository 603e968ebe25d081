"""Rows by one column, for the reads that stand in front of every page.

Django puts a query together anew each time: 0.2 ms for a row, 0.5 ms with two tables beside it, where the
database needs 0.01. A student's way from link to letter holds forty such reads (ADR 0040). Everything else
uses ordinary queries.
"""

from collections.abc import Collection, Sequence
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
    connection, beside = connections[router.db_for_read(model)], how.get("beside", "")
    fields = _fields(model, beside, frozenset(how.get("without", ())))
    locks = how.get("locked", False) and connection.features.has_select_for_update
    ends_with = " FOR UPDATE" if locks else ""
    with connection.cursor() as cursor:
        cursor.execute(_select(model, column, beside, fields) + ends_with, [value])
        stored = cursor.fetchall()
    return [_one(model, beside, fields, one, connection) for one in stored]


def _one(model: type[Row], beside: str, fields: Sequence[Any], stored: Sequence[Any], connection: Any) -> Row:
    values = [_value(field, one, connection) for field, one in zip(fields, stored, strict=True)]
    found = _built(model, fields, values, connection.alias)
    if beside:
        other: Any = model._meta.get_field(beside).related_model
        setattr(found, beside, _built(other, fields, values, connection.alias))
    return found


@lru_cache(maxsize=64)
def _fields(model: type[Model], beside: str, without: frozenset[str]) -> tuple[Any, ...]:
    models: list[Any] = [model, model._meta.get_field(beside).related_model] if beside else [model]
    return tuple(field for one in models for field in one._meta.concrete_fields if field.name not in without)


@lru_cache(maxsize=64)
def _select(model: type[Model], column: str, beside: str, fields: tuple[Any, ...]) -> str:
    """Names come from the models, never from a visitor; the value is a parameter."""
    own = f'"{model._meta.db_table}"'
    names = ", ".join(f'"{field.model._meta.db_table}"."{field.column}"' for field in fields)
    joined = ""
    if beside:
        key: Any = model._meta.get_field(beside)
        other = f'"{key.related_model._meta.db_table}"'
        joined = f' JOIN {other} ON {other}."{key.target_field.column}" = {own}."{key.column}"'
    return f'SELECT {names} FROM {own}{joined} WHERE {own}."{column}" = %s'  # noqa: S608


def _value(field: Field[Any, Any], stored: Any, connection: Any) -> Any:
    """As Django reads it: first what the database makes of its own types, then what the field does."""
    column = field.cached_col
    for convert in (*connection.ops.get_db_converters(column), *field.get_db_converters(connection)):
        stored = convert(stored, column, connection)
    return stored


def _built(model: type[Row], fields: Sequence[Any], values: Sequence[Any], alias: str) -> Row:
    own = [
        (field.attname, value) for field, value in zip(fields, values, strict=True) if field.model is model
    ]
    return model.from_db(alias, [name for name, _value in own], [value for _name, value in own])
