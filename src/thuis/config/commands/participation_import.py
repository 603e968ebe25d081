"""Import roles of students from a file of an agency or a payroll: CSV or XLSX. All or nothing."""

import argparse
import tomllib
from pathlib import Path
from typing import Any

from thuis.core.errors import InvalidInput


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--source", default="", help="the agency; by default the name of the file")
    parser.add_argument(
        "--map", type=Path, help='TOML that says what headers and roles mean: [columns] "Nr" = "number"'
    )
    parser.add_argument("--leave-out-problems", action="store_true", help="import the rows without problems")
    parser.add_argument("--shrink", action="store_true", help="yes, there are far fewer rows than before")
    parser.add_argument("--dry-run", action="store_true", help="show the preview; import nothing")


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from thuis.config.commands.roster_import import problem_lines
    from thuis.foundation.audit.actions import Operator
    from thuis.rooms.participation.actions import files
    from thuis.rooms.participation.queries.files import problems_of

    by = Operator("participation import")
    source = options.source or options.file.stem
    content, said = _bytes(options.file), _map(options.map) if options.map else {}
    batch = files.upload_role_file(name=options.file.name, chunks=[content], source=source, by=by)
    if said and batch.state == batch.State.PREVIEWED:
        batch = files.explain_role_file(
            batch=batch, columns=said.get("columns", {}), roles=said.get("roles", {}), by=by
        )
    print("\n".join([*problem_lines(problems_of(batch)), *count_lines(batch.counts)]))
    if options.dry_run:
        files.discard_role_file(batch=batch, by=by)
        print("Nothing was imported: this was a dry run.")
        return int(bool(batch.counts["problems"]))
    try:
        batch = files.confirm_role_file(
            batch=batch, by=by, leave_out=options.leave_out_problems, may_shrink=options.shrink
        )
    finally:
        if batch.state == batch.State.PREVIEWED:
            files.discard_role_file(batch=batch, by=by)
    print(f"Import {batch.pk}: {batch.get_state_display()}, {batch.first} to {batch.last}.")
    return int(batch.state != batch.State.CONFIRMED)


def _bytes(path: Path) -> bytes:
    if not path.is_file():
        raise InvalidInput("file-not-found", file=path.name)
    return path.read_bytes()


def _map(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_bytes(path).decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidInput("roles-map-unreadable", file=path.name) from error


def count_lines(counts: dict[str, Any]) -> list[str]:
    """The numbers of a preview for a terminal."""
    rows = (
        ("roles", "engagements"),
        ("in the pool", "pool"),
        ("students", "people"),
        ("hours unknown", "without_hours"),
        ("not on our lists", "unlisted"),
        ("left unread", "skipped"),
        ("replaces", "replaced"),
        ("problems", "problems"),
    )
    return [f"{name:<18}{counts[key]:>9}" for name, key in rows]
