"""Do the background work of an installation whose pages are served with --pages-only."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(options: argparse.Namespace) -> int:
    from thuis.config.worker import main

    main()
    return 0
