"""Compile the Dutch catalogue, so that pages can use it."""

import argparse
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGUE = Path(__file__).resolve().parents[2] / "locale" / "nl" / "LC_MESSAGES" / "django.po"


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(options: argparse.Namespace) -> int:
    with CATALOGUE.open("rb") as source:
        catalogue = read_po(source, locale="nl", domain="django")
    with CATALOGUE.with_suffix(".mo").open("wb") as target:
        write_mo(target, catalogue)
    # part of the programme, no secret of an installation: whoever installs is often not who serves
    CATALOGUE.with_suffix(".mo").chmod(0o644)
    return 0
