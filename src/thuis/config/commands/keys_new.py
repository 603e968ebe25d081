"""Make a second key, of a round, the years or a year of roles, and print it once. Its fingerprint stays."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name", metavar="ROUND", help="the round as in its address, or: years, or: roles:2026"
    )
    parser.add_argument(
        "--again", action="store_true", help="replace a key: answers under the old one are no longer found"
    )


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from thuis.config.keys import make_key
    from thuis.foundation.audit.actions import Operator
    from thuis.foundation.pseudonyms.spelling import spell

    by = Operator("thuis keys new")
    groups = spell(make_key(name=options.name, by=by, again=options.again)).split()
    print(f"The second key of {options.name}. It is shown once. Write it down and check every group.\n")
    for start in range(0, len(groups), 5):
        print(
            "    " + "   ".join(f"{start + place + 1:>2} {g}" for place, g in enumerate(groups[start:][:5]))
        )
    print(f"\nKeep it away from this server and its backups. Then: thuis keys load {options.name}")
    return 0
