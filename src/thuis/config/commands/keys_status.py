"""How the second keys stand. Exit code 1 when students who hand in now would have to wait."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.conf import settings

    from thuis.config.keys import lines
    from thuis.rooms.monitor.queries.keys import key_lines

    if not settings.CUSTODIAN:
        print("This installation has no custodian: the key of the server alone protects who said what.\n")
    for line in lines():
        print(line)
    return int(any(line.is_needed and not line.state.opens for line in key_lines()))
