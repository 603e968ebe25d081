"""What is no fault of ours and passes: a database that does not answer, a disk without room."""

import errno

from django.db import InterfaceError, OperationalError

from thuis.core.errors import Unavailable

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
SECONDS = 15  # after which it makes sense to ask again


def shortage(error: BaseException | None) -> Unavailable | None:
    """What an error comes down to; None for a fault of ours."""
    while error is not None:
        if _says_full(error):
            return Unavailable("disk-full")
        if isinstance(error, OperationalError | InterfaceError):
            return Unavailable("out-of-reach")
        error = error.__cause__ or error.__context__
    return None


def _says_full(error: BaseException) -> bool:
    """The system has a number for it; SQLite, PostgreSQL and DuckDB say it in words only."""
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    words = str(error)
    return "disk is full" in words or "No space left on device" in words
