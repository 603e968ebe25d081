"""Build a release from files: cells, and a certificate that says how safe they are. Needs no database."""

import argparse
from pathlib import Path

from thuis.foundation.release.build import build_release
from thuis.foundation.release.engines import ENGINES


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--responses", required=True, help="Parquet or CSV file, or postgresql://…#table")
    parser.add_argument("--enrolment", type=Path, help="CSV: round, dimension, value, enrolled")
    parser.add_argument("--rules", type=Path, required=True, help="TOML: dimensions, measures, thresholds")
    parser.add_argument("--out", type=Path, required=True, help="folder for the release")
    parser.add_argument("--previous", type=Path, help="folder of the version before")
    parser.add_argument("--engine", choices=ENGINES, default="", help="what adds up; without it what fits")
    parser.add_argument("--master", default="", help="for spark: its address; without it this machine")


def run(options: argparse.Namespace) -> int:
    release = build_release(
        responses=options.responses,
        enrolment=options.enrolment,
        rules_file=options.rules,
        out=options.out,
        previous=options.previous,
        engine=options.engine,
        master=options.master,
    )
    rows = release.certificate["rows"]
    told = ", ".join(f"{count} {status.replace('_', ' ')}" for status, count in rows.items())
    print(f"version {release.certificate['version']}: {told}")
    return 0
