"""Build a release from files: cells, and a certificate that says how safe they are. Needs no database."""

import argparse
from pathlib import Path

from thuis.foundation.release.build import build_release


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--responses", required=True, help="Parquet file, or postgresql://…#table")
    parser.add_argument("--enrolment", type=Path, help="CSV: round, dimension, value, enrolled")
    parser.add_argument("--rules", type=Path, required=True, help="TOML: dimensions, measures, thresholds")
    parser.add_argument("--out", type=Path, required=True, help="folder for the release")
    parser.add_argument("--previous", type=Path, help="folder of the version before")


def run(options: argparse.Namespace) -> int:
    release = build_release(
        responses=options.responses,
        enrolment=options.enrolment,
        rules_file=options.rules,
        out=options.out,
        previous=options.previous,
    )
    rows = release.certificate["rows"]
    told = ", ".join(f"{count} {status.replace('_', ' ')}" for status, count in rows.items())
    print(f"version {release.certificate['version']}: {told}")
    return 0
