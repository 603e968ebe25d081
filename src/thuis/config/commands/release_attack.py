"""Attack a release, and report what each attack exposes. The truth judges the attacks; it makes none."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from thuis.foundation.release.attack import attack_release, summary


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="folder of the release")
    parser.add_argument("--truth", type=Path, required=True, help="the responses behind it, as Parquet")
    parser.add_argument("--previous", type=Path, help="folder of the version before, to attack both together")
    parser.add_argument("--report", type=Path, help="write all outcomes here, as JSON")


def run(options: argparse.Namespace) -> int:
    outcomes = attack_release(options.folder, options.truth, options.previous)
    lines = summary(outcomes)
    for line in lines:
        print(
            f"{line['attack']:<20} groups {line['groups']:>8}  claims {line['claims']:>7}  "
            f"breaches {line['breaches']:>7} ({line['exposed']:.2%})  lone {line['lone']:>5}  "
            f"best {line['best_posterior']}"
        )
    if options.report:
        report = {"summary": lines, "outcomes": [asdict(one) for one in outcomes]}
        options.report.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    own = [line for line in lines if not line["attack"].startswith("control")]
    return 1 if any(line["breaches"] for line in own if "colluders" not in line["attack"]) else 0
