"""What may stand in a log: one line of JSON, never a link, an address of mail, a key, or a value of a row.

The words of an exception are left out: a database puts values of rows into them. Its kind and the places in
our code that it passed are enough to find a fault. When a log is kept and for how long is the operator's.
"""

import json
import logging
import re
import traceback
from pathlib import Path
from types import TracebackType

from django.utils import timezone

SECRET_ADDRESS = re.compile(
    r"(?<!/approaches)/(m|a|account/link|reminders/stop|roles/mine/enter|scan)/[^/\s'\"]+"
)
SECRET_KEY = re.compile(r"thuis_[\w-]{16,}")
MAIL = re.compile(r"[\w.+%-]+@[\w-]+(\.[\w-]+)+")
SOURCE = Path(__file__).resolve().parents[1]
PLACES = 6
LONGEST = 400  # signs


class WithoutLinks(logging.Filter):
    """Cuts the secret part out of addresses and keys, and addresses of mail, whoever logs them."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _clean(record.getMessage())
        record.args = ()
        return True


class OneLine(logging.Formatter):
    """When, how bad, from which part, what; for an error its kind and where it passed through our code."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": timezone.now().isoformat(timespec="seconds"),
            "level": record.levelname,
            "from": record.name,
            "says": _clean(record.getMessage())[:LONGEST],
        }
        if record.exc_info and record.exc_info[0]:
            line |= {"error": record.exc_info[0].__name__, "where": _places(record.exc_info[2])}
        return json.dumps(line, ensure_ascii=False)


def _clean(words: str) -> str:
    return MAIL.sub("…@…", SECRET_KEY.sub("thuis_…", SECRET_ADDRESS.sub(r"/\1/…", words)))


def _places(trace: TracebackType | None) -> str:
    """The last places in our own code; where there are none, the very last place."""
    frames = traceback.extract_tb(trace)
    ours = [one for one in frames if Path(one.filename).is_relative_to(SOURCE)] or frames[-1:]
    return " > ".join(f"{_short(one.filename)}:{one.lineno} {one.name}" for one in ours[-PLACES:])


def _short(file: str) -> str:
    path = Path(file)
    return str(path.relative_to(SOURCE)) if path.is_relative_to(SOURCE) else path.name
