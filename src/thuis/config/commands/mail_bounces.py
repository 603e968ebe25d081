"""Note which mail came back: reads one mail, an mbox, a folder or a Maildir. Twice does no harm."""

import argparse
from pathlib import Path

from thuis.core.errors import InvalidInput


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("place", type=Path, metavar="FILE_OR_MAILDIR")


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from thuis.config.mail import MAIL_KINDS
    from thuis.foundation.mail.bounces import mails_in, note_bounces

    if not options.place.exists():
        raise InvalidInput("file-not-found", file=options.place.name)
    reports, changed = note_bounces(mails_in(options.place), MAIL_KINDS)
    print(f"Reports of failed mail: {reports}. Newly marked as come back: {changed}.")
    return 0
