"""A program: a database as the first version made it, filled, brought up to date. Prints both as digests.

Every model of that version gets rows by its own fields, so that a table nobody thought of is there too.
"""

import datetime
import hashlib
import json
import sys
import uuid

import django

ROWS, VARIANTS = 3, 36


def main():
    django.setup()
    from django.conf import settings
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    told = {}
    for alias in ("default", "responses"):
        connection = connections[alias]
        executor = MigrationExecutor(connection)
        ours = {app.rpartition(".")[2] for app in settings.INSTALLED_APPS if app.startswith("thuis.")}
        first = [one for one in executor.loader.graph.root_nodes() if one[0] in ours]
        state = executor.migrate(first)
        told[alias] = {"filled": fill(state.apps, connection, ours, alias), "before": digests(connection)}
        columns = {name: list(found["columns"]) for name, found in told[alias]["before"].items()}
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
        told[alias]["after"] = digests(connection, columns)
    json.dump(told, sys.stdout)


def fill(apps, connection, ours, alias):
    """Rows in every table of ours that this database has; later rounds fill what points at earlier ones."""
    from django.db import router

    waiting = [model for model in apps.get_models() if model._meta.app_label in ours and model._meta.managed]
    waiting = [model for model in waiting if router.allow_migrate_model(alias, model)]
    made = []
    for _ in range(len(waiting)):
        done = [model for model in waiting if sum(make(model, number, alias) for number in range(ROWS))]
        made += [model._meta.label_lower for model in done]
        waiting = [model for model in waiting if model not in done]
    return {"made": made, "left": [model._meta.label_lower for model in waiting]}


def make(model, number, alias):
    """Whether a row was made. Rules of a table may want another choice, or a reference to be there."""
    from django.db import IntegrityError, transaction

    for variant in range(VARIANTS):
        try:
            values = {
                field.name: value(field, number, alias, variant)
                for field in model._meta.local_concrete_fields
                if wanted(field)
            }
            with transaction.atomic(using=alias):
                model.objects.using(alias).create(**values)
        except IntegrityError:
            continue
        except LookupError:
            return False
        return True
    return False


def wanted(field):
    return not field.primary_key or field.get_internal_type() == "CharField"


def value(field, number, alias, variant):
    if field.is_relation:
        if field.null and variant % 2 == 0:
            return None
        found = list(field.related_model.objects.using(alias).order_by("pk")[:ROWS])
        if not found:
            raise LookupError(field.name)
        return found[number % len(found)]
    if field.choices:
        return field.choices[(number + variant // 2) % len(field.choices)][0]
    if field.null and variant % 3 == 1:
        return None
    kind = field.get_internal_type()
    simple = {
        "BooleanField": False,
        "JSONField": {"é": number},
        "FloatField": number + 0.5,
        "BinaryField": b"x",
        "DateField": datetime.date(2026, 1, 1) + datetime.timedelta(days=number),
        "DateTimeField": datetime.datetime(2026, 1, 1, number, tzinfo=datetime.UTC),
        "UUIDField": uuid.uuid4(),
        "TimeField": datetime.time(9),
        "DurationField": datetime.timedelta(1),
    }
    if kind in simple:
        return simple[kind]
    if "Integer" in kind:
        return number + 1
    words = f"{number}é-{field.name}"
    return words[: field.max_length] if field.max_length else words


def digests(connection, columns=None):
    """Of every table: how many rows, and a digest per column, so that a change shows where it is."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        found = {}
        for table in sorted(tables - {"django_migrations"}):
            names = (columns or {}).get(table) if columns is not None else None
            if columns is not None and names is None:
                continue  # a table of a later version
            there = {column.name for column in connection.introspection.get_table_description(cursor, table)}
            wanted_names = [name for name in (names or sorted(there)) if name in there]
            found[table] = {"columns": {name: digest(cursor, table, name) for name in wanted_names}}
        return found


def digest(cursor, table, column):
    cursor.execute(f'SELECT "{column}" FROM "{table}"')
    rows = sorted(repr(row) for row in cursor.fetchall())
    return f"{len(rows)} {hashlib.sha256(repr(rows).encode()).hexdigest()[:16]}"


if __name__ == "__main__":
    main()
