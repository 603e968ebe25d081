"""The database itself refuses to change or remove what was recorded.

One change is allowed: when an account is deleted, `actor` is emptied; `actor_name` stays and is in the chain.
Whoever owns the database can still remove these triggers; that shows in `thuis audit verify`.
"""

from typing import Any

REFUSAL = "the audit chain is append-only"
FIXED = ("id", "at", "actor_name", "deed", "about", "digest")
UPDATE, DELETE, TRUNCATE = "audit_no_update", "audit_no_delete", "audit_no_truncate"
TABLE, FUNCTION = "audit_auditevent", "audit_refuse"


def protect(connection: Any) -> None:
    """Put the triggers on the table."""
    _execute(connection, _POSTGRES if connection.vendor == "postgresql" else _SQLITE)


def unprotect(connection: Any, *names: str) -> None:
    """Take triggers off again, all when none is named; for a migration back, and for tests."""
    on = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    _execute(connection, tuple(f"DROP TRIGGER IF EXISTS {name}{on}" for name in names or _ALL))


def _execute(connection: Any, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


_ALL = (UPDATE, DELETE, TRUNCATE)
_CHANGED = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in FIXED)
_CHANGED += " OR NEW.actor_id IS NOT NULL AND NEW.actor_id IS DISTINCT FROM OLD.actor_id"
_SQLITE = (
    f"CREATE TRIGGER {UPDATE} BEFORE UPDATE ON {TABLE} WHEN {_CHANGED.replace('IS DISTINCT FROM', 'IS NOT')}"
    f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    f"CREATE TRIGGER {DELETE} BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
)
_POSTGRES = (
    f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS"
    f" $$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    f"CREATE TRIGGER {UPDATE} BEFORE UPDATE ON {TABLE} FOR EACH ROW WHEN ({_CHANGED})"
    f" EXECUTE FUNCTION {FUNCTION}()",
    f"CREATE TRIGGER {DELETE} BEFORE DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {FUNCTION}()",
    f"CREATE TRIGGER {TRUNCATE} BEFORE TRUNCATE ON {TABLE} EXECUTE FUNCTION {FUNCTION}()",
)
