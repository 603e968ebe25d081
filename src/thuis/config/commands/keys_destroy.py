"""Destroy a second key for good: of a closed round, the years, or a year of roles. Then burn its paper."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name", metavar="ROUND", help="the round as in its address, or: years, or: roles:2026"
    )
    parser.add_argument("--sure", action="store_true", help="do it; without this it only says what ends")


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from thuis.config.keys import destroy_key, what_ends
    from thuis.foundation.audit.actions import Operator

    print(what_ends(options.name))
    if not options.sure:
        print("\nNothing was destroyed. Add --sure to do it.")
        return 1
    destroy_key(name=options.name, by=Operator("thuis keys destroy"))
    print("\nDestroyed. Now destroy every paper that it stands on.")
    return 0
