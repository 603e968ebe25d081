"""How a kind of read by one column is asked for; made once, because its words never change."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connections
from django.db.models import Field, Model


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


@lru_cache(maxsize=64)
def plan_of(model: type[Model], column: str, beside: str, without: frozenset[str], alias: str) -> Plan:
    """Made once for each kind of read: whether a field is converted depends on the engine only."""
    other: Any = model._meta.get_field(beside).related_model if beside else None
    own, others = _fields(model, without), _fields(other, without) if other else ()
    fields = (*own, *others)
    return Plan(
        _select(model, column, beside, fields),
        fields,
        [place for place, field in enumerate(fields) if converters(field, connections[alias])],
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


def converters(field: Field[Any, Any], connection: Any) -> Sequence[Any]:
    """What turns a stored value into what the field holds; for most fields nothing."""
    return (*connection.ops.get_db_converters(field.cached_col), *field.get_db_converters(connection))
