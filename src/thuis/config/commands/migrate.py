"""Bring both databases up to date."""

import argparse

from django import setup
from django.core.management import call_command


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(options: argparse.Namespace) -> int:
    setup()
    for database in ("default", "responses"):
        call_command("migrate", database=database, verbosity=0)
    return 0
