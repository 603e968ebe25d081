"""What may stand in a log: never a personal link, never a sign-in link."""

import logging
import re

SECRET_ADDRESS = re.compile(r"/(m|a|account/link|reminders/stop)/[^/\s'\"]+")


class WithoutLinks(logging.Filter):
    """Cuts the secret part out of addresses, whoever logs them."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = SECRET_ADDRESS.sub(r"/\1/…", record.getMessage())
        record.args = ()
        return True
