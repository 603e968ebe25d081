"""End the sessions of a colleague, or of everybody: after a theft, or when somebody leaves."""

import argparse

from thuis.core.errors import NotFound


def arguments(parser: argparse.ArgumentParser) -> None:
    who = parser.add_mutually_exclusive_group(required=True)
    who.add_argument("--email", help="of one colleague")
    who.add_argument("--everybody", action="store_true")


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from thuis.foundation.accounts.models import User
    from thuis.foundation.accounts.sessions import end_sessions
    from thuis.foundation.audit.actions import Operator

    users = User.objects.order_by("pk")
    if options.email:
        users = users.filter(email=options.email.strip().lower())
        if not users:
            raise NotFound("not-found")
    ended = sum(end_sessions(user=user, by=Operator("staff-sign-out")) for user in users)
    print(f"Ended: {ended} sessions of {len(users)} colleagues.")
    return 0
