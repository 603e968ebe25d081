"""Load a second key, of a round, the years or a year of roles: typed by the custodian, or from a pipe."""

import argparse
import getpass
import sys


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name", metavar="ROUND", help="the round as in its address, or: years, or: roles:2026"
    )


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from thuis.config.keys import load_key
    from thuis.foundation.audit.actions import Operator
    from thuis.foundation.pseudonyms.spelling import read_spelled

    # never an argument of the command: those stand in the list of running programs and in histories
    typed = getpass.getpass("The 13 groups (they stay hidden): ") if sys.stdin.isatty() else sys.stdin.read()
    load_key(name=options.name, key=read_spelled(typed), by=Operator("thuis keys load"))
    print(f"The key of {options.name} is loaded. It stays until it is destroyed, or its folder is emptied.")
    return 0
