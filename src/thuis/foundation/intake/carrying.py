"""Carrying out a plan, and taking it back. Call both inside one transaction.

`Before` is what must be kept to undo: ids of what was added with a mark of their values, the old values of
what changed, the whole of what was removed.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection, models

from thuis.core.errors import WrongState
from thuis.core.intake.diff import Plan
from thuis.core.intake.roster import EnrolmentKey, GroupKey
from thuis.foundation.institution.models import Enrolment, Group, GroupMembership, Person
from thuis.foundation.intake.packing import mark_of
from thuis.foundation.intake.standing import Standing

Before = dict[str, dict[str, list[Any]]]
TABLES: dict[str, tuple[type[models.Model], tuple[str, ...]]] = {
    "people": (Person, ("given_name", "family_name", "email", "language")),
    "enrolments": (Enrolment, ("study_year", "ends_on")),
    "groups": (Group, ("study_year",)),
    "members": (GroupMembership, ("enrolment_id", "group_id")),
}
SLICE = 900  # ids in one query; SQLite takes 999 parameters


def carry_out(plan: Plan, standing: Standing) -> Before:
    """Write the plan; returns what undo needs."""
    return {
        "people": _people(plan, standing),
        "enrolments": _enrolments(plan, standing),
        "groups": _groups(plan, standing),
        "members": _members(plan, standing),
    }


def _people(plan: Plan, standing: Standing) -> dict[str, list[Any]]:
    rows = [(kind, number, *values) for (kind, number), values in plan.people.added.items()]
    ids = insert(Person, ("kind", "number", "given_name", "family_name", "email", "language"), rows)
    standing.people.update(zip(plan.people.added, ids, strict=True))
    added = [[pk, mark_of(values)] for pk, values in zip(ids, plan.people.added.values(), strict=True)]
    changed = [(standing.people[key], *pair) for key, pair in plan.people.changed.items()]
    return {"added": added, "changed": _change("people", changed)}


def _enrolments(plan: Plan, standing: Standing) -> dict[str, list[Any]]:
    names = ("person_id", "programme_at_site_id", "form", "starts_on", "study_year", "ends_on")
    rows = [
        (standing.people["student", key[0]], standing.places[key[1], key[2]], key[3], key[4], *values)
        for key, values in plan.enrolments.added.items()
    ]
    ids = insert(Enrolment, names, rows)
    standing.enrolments.update(zip(plan.enrolments.added, ids, strict=True))
    added = [[pk, mark_of(values)] for pk, values in zip(ids, plan.enrolments.added.values(), strict=True)]
    pairs = {**plan.enrolments.changed, **plan.ended, **plan.renewed}
    changed = [(standing.enrolments[key], *pair) for key, pair in pairs.items()]
    return {"added": added, "changed": _change("enrolments", changed)}


def _groups(plan: Plan, standing: Standing) -> dict[str, list[Any]]:
    rows = [
        (code, standing.places[programme, site], year)
        for (code, programme, site), year in plan.groups.items()
    ]
    ids = insert(Group, ("code", "programme_at_site_id", "study_year"), rows)
    standing.groups.update(zip(plan.groups, ids, strict=True))
    return {"added": [[pk, mark_of((year,))] for pk, year in zip(ids, plan.groups.values(), strict=True)]}


def _members(plan: Plan, standing: Standing) -> dict[str, list[Any]]:
    rows = [
        (standing.enrolments[key], standing.groups[_group_key(key, code)])
        for key, code in sorted(plan.members_added)
    ]
    gone = {
        standing.members[member]: (standing.enrolments[member[0]], standing.groups[_group_key(*member)])
        for member in plan.members_removed
    }
    _delete(GroupMembership, gone)
    ids = insert(GroupMembership, ("enrolment_id", "group_id"), rows)
    return {
        "added": [[pk, mark_of(row)] for pk, row in zip(ids, rows, strict=True)],
        "removed": [[pk, *pair] for pk, pair in gone.items()],
    }


def _group_key(key: EnrolmentKey, code: str) -> GroupKey:
    return (code, key[1], key[2])


def _change(table: str, changed: Sequence[tuple[int, Sequence[Any], Sequence[Any]]]) -> list[Any]:
    model, names = TABLES[table]
    update(model, names, [(pk, *after) for pk, _before, after in changed])
    return [[pk, list(before), mark_of(after)] for pk, before, after in changed]


# --- rows in bulk ---------------------------------------------------------------------------------------


def insert(
    model: type[models.Model],
    names: Sequence[str],
    rows: Sequence[Sequence[Any]],
    ids: Sequence[int] | None = None,
) -> list[int]:
    """Add rows under new ids (or the given ones) and return the ids in the same order.

    By hand, because building a model for each of 300,000 rows takes longer than all the rest of an import.
    """
    made = list(ids) if ids is not None else _new_ids(model, len(rows))
    columns = ", ".join(["id", *_columns(model, names)])
    places = ", ".join(["%s"] * (len(names) + 1))
    table = connection.ops.quote_name(model._meta.db_table)
    _run_many(
        f"INSERT INTO {table} ({columns}) VALUES ({places})",  # noqa: S608 - names are ours
        [(pk, *row) for pk, row in zip(made, _stored(model, names, rows), strict=True)],
    )
    return made


def update(model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Set columns of rows; each row is its id and then the values in the order of `names`.

    By hand, because bulk_update spells out one CASE per row and column: minutes at 100,000 rows.
    """
    setting = ", ".join(f"{column} = %s" for column in _columns(model, names))
    table = connection.ops.quote_name(model._meta.db_table)
    values = _stored(model, names, [row[1:] for row in rows])
    _run_many(
        f"UPDATE {table} SET {setting} WHERE id = %s",  # noqa: S608 - names are ours
        [(*cells, row[0]) for cells, row in zip(values, rows, strict=True)],
    )


def _run_many(statement: str, rows: list[tuple[Any, ...]]) -> None:
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows)


def _new_ids(model: type[models.Model], number: int) -> list[int]:
    """Ids that nothing had before: from the sequence, or after the last one while we hold the write lock."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            drawing = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            cursor.execute(drawing, [table, number])
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or (0,))[0]
    return list(range(last + 1, last + 1 + number))


def _columns(model: type[models.Model], names: Sequence[str]) -> list[str]:
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    return [connection.ops.quote_name(field.column) for field in fields]


def _stored(
    model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> list[tuple[Any, ...]]:
    """Values as the database takes them; only days differ, and undo keeps those as ISO text."""
    days = [isinstance(model._meta.get_field(name), models.DateField) for name in names]
    if not any(days):
        return [tuple(row) for row in rows]
    day = connection.ops.adapt_datefield_value
    return [
        tuple(day(cell) if is_day else cell for cell, is_day in zip(row, days, strict=True)) for row in rows
    ]


def _delete(model: type[models.Model], ids: Iterable[int]) -> None:
    for part in _slices(ids):
        rows: Any = model._default_manager.filter(pk__in=part)
        # nothing points at these rows (checked), so the collector has nothing to find
        rows._raw_delete(rows.db)


def _slices(ids: Iterable[int]) -> Iterator[list[int]]:
    left = iter(ids)
    while part := list(islice(left, SLICE)):
        yield part


# --- taking it back ----------------------------------------------------------------------------------------


def take_back(before: Before) -> None:
    """Undo. Raises WrongState, before anything is written, when later changes touched the same rows."""
    for table in TABLES:
        _check_untouched(table, before[table])
        _check_unused(table, before)
    _check_free(before["members"].get("removed", []))
    for table in reversed(TABLES):
        _delete(TABLES[table][0], (pk for pk, _mark in before[table]["added"]))
    for table, (model, names) in TABLES.items():
        update(model, names, [(pk, *values) for pk, values, _mark in before[table].get("changed", [])])
    removed = before["members"].get("removed", [])
    insert(
        GroupMembership,
        ("enrolment_id", "group_id"),
        [row[1:] for row in removed],
        [row[0] for row in removed],
    )


def _check_untouched(table: str, kept: dict[str, list[Any]]) -> None:
    model, names = TABLES[table]
    marks = {row[0]: row[-1] for row in (*kept["added"], *kept.get("changed", ()))}
    for part in _slices(marks):
        rows = {
            row[0]: mark_of(row[1:])
            for row in model._default_manager.filter(pk__in=part).values_list("pk", *names)
        }
        if any(rows.get(pk) != marks[pk] for pk in part):
            raise WrongState("import-touched-later")


def _check_unused(table: str, before: Before) -> None:
    """Nothing outside this import may point at what it added: undoing would take that along."""
    added = [pk for pk, _mark in before[table]["added"]]
    own = {model: {pk for pk, _mark in before[name]["added"]} for name, (model, _names) in TABLES.items()}
    for relation in TABLES[table][0]._meta.related_objects:
        related: Any = relation.related_model
        for part in _slices(added):
            users = related._default_manager.filter(**{f"{relation.field.name}__in": part})
            if set(users.values_list("pk", flat=True)) - own.get(related, set()):
                raise WrongState("import-used-since")


def _check_free(removed: list[Any]) -> None:
    wanted = {(row[1], row[2]) for row in removed}
    for part in _slices(row[1] for row in removed):
        there = GroupMembership.objects.filter(enrolment__in=part).values_list("enrolment_id", "group_id")
        if wanted.intersection(there):
            raise WrongState("import-touched-later")
