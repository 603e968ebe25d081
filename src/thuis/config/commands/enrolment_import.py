"""Import counts of students: Studielink's count file (applications), or our own template (enrolled)."""

import argparse
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--dry-run", action="store_true", help="show what would be imported; write nothing")
    parser.add_argument(
        "--leave-out-problems",
        action="store_true",
        help="import the rows without problems",
    )


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.utils import timezone

    from thuis.config.commands.roster_import import problem_lines
    from thuis.foundation.audit.actions import Operator
    from thuis.foundation.intake.counts import import_counts, read_counts

    source, file = read_counts(options.file.read_bytes(), timezone.localdate())
    print("\n".join(problem_lines(file.problems)), end="\n" if file.problems else "")
    low, high = sum(cell.low for cell in file.records), sum(cell.high for cell in file.records)
    people = str(low) if low == high else f"{low} to {high}"
    measures = ", ".join(sorted({cell.measure for cell in file.records})) or "nothing"
    print(f"{source}: {len(file.records)} cells, {people} ({measures}); {len(file.problems)} problems")
    for reason, number in sorted(file.skipped.items()):
        print(f"  left out, {reason}: {number} rows")
    if options.dry_run:
        return int(bool(file.problems))
    outcome = import_counts(
        source=source,
        file=file,
        by=Operator("enrolment import"),
        leave_out_problems=options.leave_out_problems,
    )
    for on, cells in sorted(outcome.cells.items()):
        print(f"  {on.isoformat()}: {cells} cells, {'saved' if on in outcome.changed else 'nothing changed'}")
    return 0
