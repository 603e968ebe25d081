"""Load the second key of a round, or of the years: typed by the custodian, or from standard input."""

import argparse
import getpass
import sys


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="ROUND", help="the round as in its address, or: years")


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from thuis.foundation.audit.actions import Operator
    from thuis.foundation.pseudonyms.spelling import read_spelled
    from thuis.rooms.monitor.actions.keys import load_key

    # never an argument of the command: those stand in the list of running programs and in histories
    typed = getpass.getpass("The 13 groups (they stay hidden): ") if sys.stdin.isatty() else sys.stdin.read()
    load_key(name=options.name, key=read_spelled(typed), by=Operator("thuis keys load"))
    print(f"The key of {options.name} is loaded. It stays until it is destroyed, or its folder is emptied.")
    return 0
