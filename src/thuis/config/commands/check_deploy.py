"""Look at this installation and say what is wrong, and how to mend it. Exit code 1 when something must be."""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thuis.config.operations.checks.finding import Finding


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="for programs")


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from thuis.config.operations.checks import look

    found = look()
    print(json.dumps(_plain(found), indent=1) if options.json else _words(found))
    return 1 if any(one.must for findings in found.values() for one in findings) else 0


def _plain(found: "Mapping[str, Sequence[Finding]]") -> dict[str, list[dict[str, object]]]:
    return {name: [asdict(one) for one in findings] for name, findings in found.items()}


def _words(found: "Mapping[str, Sequence[Finding]]") -> str:
    lines = []
    for name, findings in found.items():
        lines += [f"good   {name}"] if not findings else [_line(name, one) for one in findings]
    must = sum(one.must for findings in found.values() for one in findings)
    return "\n".join([*lines, "", f"{must} to mend." if must else "Nothing must be mended."])


def _line(name: str, one: "Finding") -> str:
    return f"{'MEND' if one.must else 'look'}   {name}: {one.what}\n         → {one.cure}"
