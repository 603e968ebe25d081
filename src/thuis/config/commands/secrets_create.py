"""Make the secrets of this installation, once. Existing ones are never replaced."""

import argparse

from thuis.config.secrets import create_missing_secrets


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(options: argparse.Namespace) -> int:
    print("Made: " + (", ".join(create_missing_secrets()) or "nothing, all were there"))
    return 0
