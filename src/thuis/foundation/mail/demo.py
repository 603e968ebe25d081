"""Mail of the demo goes nowhere: the last hundred messages lie in a folder, so that links can be tried."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

KEEP = 100


class FolderBackend(BaseEmailBackend):
    """Writes each message to its own file and forgets the oldest."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.HOME) / "mail"
        folder.mkdir(mode=0o700, exist_ok=True)
        for message in email_messages:
            content = message.message()
            (folder / f"{abs(hash(content['Message-ID']))}.eml").write_bytes(content.as_bytes())
        for old in sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime)[:-KEEP]:
            old.unlink(missing_ok=True)
        return len(email_messages)
