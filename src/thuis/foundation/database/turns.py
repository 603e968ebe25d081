"""One after the other, where no row can be locked because it is yet to be made.

SQLite lets one writer in at a time already.
"""

from django.db import connection

# Any numbers, as long as nothing else in this database uses them.
AUDIT_CHAIN, ROLES_TOLD = 0x7475_6169, 0x7475_6170


def wait_for_turn(line: int) -> None:
    """Stand in a line until this transaction ends; call it before looking at what others wrote."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [line])
