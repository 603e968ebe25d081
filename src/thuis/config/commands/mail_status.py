"""Count the mails in the outbox by kind and state. 'uncertain' may have arrived: it is never sent again."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from thuis.foundation.mail.queries import outbox_counts

    rows = [f"{kind:<28}{state:<11}{code:<18}{number:>8}" for kind, state, code, number in outbox_counts()]
    print("\n".join(rows) or "The outbox is empty.")
    return 0
