"""What may stand in a log: never a personal link, a sign-in link, a code of a scan, or a key of a program."""

import logging
import re

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
