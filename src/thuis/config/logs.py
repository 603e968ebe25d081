"""Lines of the log. None holds a personal link, a sign-in link, a code of a scan, or a key of a program."""

import logging
import re
import time

SECRET_ADDRESS = re.compile(
    r"(?<!/approaches)/(m|a|account/link|reminders/stop|roles/mine/enter|scan)/[^/\s'\"]+"
)
SECRET_KEY = re.compile(r"thuis_[\w-]{16,}")


class WithoutLinks(logging.Filter):
    """Cuts the secret part out of addresses and keys, whoever logs them."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = SECRET_KEY.sub("thuis_…", SECRET_ADDRESS.sub(r"/\1/…", record.getMessage()))
        record.args = ()
        return True


class Lines(logging.Formatter):
    """When (UTC), how bad, where, what. What came from outside cannot begin a line of its own."""

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # the name that logging calls
        return super().formatMessage(record).replace("\r", "\\r").replace("\n", "\\n")
