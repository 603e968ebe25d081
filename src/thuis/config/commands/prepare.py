"""Bring both databases and the static files up to date, while the site may be in use."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(options: argparse.Namespace) -> int:
    from thuis.config.commands.serve import prepare

    prepare()
    return 0
