"""Destroy the second key of a closed round, or of the years, for good. The custodian then burns her paper."""

import argparse

LOST = """\
What ends with the key of {name}:
- students who did not link their years no longer open, take back or delete these answers;
- nobody can work out any more whose answers they are, not with all databases and the key of the server.
Answers stay as numbers for groups, and so does everything else."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="ROUND", help="the round as in its address, or: years")
    parser.add_argument("--sure", action="store_true", help="do it; without this it only says what ends")


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from thuis.foundation.audit.actions import Operator
    from thuis.rooms.monitor.actions.keys import destroy_key

    print(LOST.format(name=options.name))
    if not options.sure:
        print("\nNothing was destroyed. Add --sure to do it.")
        return 1
    destroy_key(name=options.name, by=Operator("thuis keys destroy"))
    print("\nDestroyed. Now destroy every paper that it stands on.")
    return 0
