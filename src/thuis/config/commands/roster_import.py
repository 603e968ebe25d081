"""Import a roster: our own CSV template, or a OneRoster 1.1 or 1.2 zip."""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from thuis.core.errors import InvalidInput
from thuis.core.intake.problems import Problem

SHOWN = 50


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--dry-run", action="store_true", help="show the preview; import nothing")
    parser.add_argument(
        "--end-many", action="store_true", help="yes, more than a quarter of the enrolments may end"
    )


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from thuis.foundation.audit.actions import Operator
    from thuis.foundation.intake.actions import confirm_import, discard_import, upload_roster
    from thuis.foundation.intake.queries import problems_of

    if not options.file.is_file():
        raise InvalidInput("file-not-found", file=options.file.name)
    by = Operator("roster import")
    batch = upload_roster(name=options.file.name, chunks=[options.file.read_bytes()], by=by)
    problems = problems_of(batch)
    print("\n".join([*problem_lines(problems), *count_lines(batch.counts)]))
    if options.dry_run or problems or (batch.counts["ends_many"] and not options.end_many):
        discard_import(batch=batch, by=by)
        print(_why_not(options.dry_run, len(problems)))
        return int(not options.dry_run)
    batch = confirm_import(batch=batch, by=by, may_end_many=options.end_many)
    print(f"Import {batch.pk}: {batch.get_state_display()}.")
    return int(batch.state != batch.State.CONFIRMED)


def _why_not(dry_run: bool, problems: int) -> str:
    if problems:
        return "Nothing was imported: repair the problems first."
    if dry_run:
        return "Nothing was imported: this was a dry run."
    return "Nothing was imported: more than a quarter would end. Is the file complete? Then add --end-many."


def count_lines(counts: dict[str, Any]) -> list[str]:
    """The numbers of a preview for a terminal."""
    rows = (
        ("people", "people_added", "people_changed"),
        ("enrolments", "enrolments_added", "enrolments_changed"),
        ("groups", "groups_added", ""),
        ("in a group", "members_added", ""),
    )
    lines = [f"{'':<14}{'new':>9}{'changed':>9}"]
    lines += [f"{name:<14}{counts[new]:>9}{counts.get(old, ''):>9}" for name, new, old in rows]
    return [*lines, f"{'ended':<14}{counts['ended']:>9} of {counts['current']} current enrolments"]


def problem_lines(problems: Iterable[Problem]) -> list[str]:
    """The first problems as lines for a terminal: where, what, and what to do."""
    from thuis.foundation.intake.words import words_for

    found = list(problems)
    lines = []
    for row in found[:SHOWN]:
        what, cure = words_for(row)
        place = f"{row.file + ', ' if row.file else ''}line {row.line}, {row.column or 'file'}"
        lines.append(f"{place}: {what} ({row.value!r}). {cure}")
    return lines + ([f"… and {len(found) - SHOWN} more problems"] if len(found) > SHOWN else [])
