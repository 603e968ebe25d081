"""Bring both databases up to date, and put new approaches of Thuis in the library."""

import argparse

from django import setup
from django.core.management import call_command


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(options: argparse.Namespace) -> int:
    setup()
    from thuis.foundation.audit.actions import Operator  # models exist only after setup
    from thuis.rooms.approaches.actions.library import install_library

    for database in ("default", "responses"):
        call_command("migrate", database=database, verbosity=0)
    install_library(by=Operator("migrate"))
    return 0
