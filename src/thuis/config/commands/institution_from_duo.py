"""Take over the institution from DUO's code tables: its sites, programmes and what is taught where."""

import argparse
from collections import Counter
from collections.abc import Sized
from pathlib import Path

from thuis.core.errors import InvalidInput
from thuis.core.intake.formats.duo import PARTS, DuoInstitution, DuoTables, read
from thuis.core.intake.problems import Refused

FILES = ("Dec_ho-inst.asc", "Dec_vest_ho.asc", "Croho.asc", "Croho_vest.asc")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--brin", required=True, help="the institution's BRIN code, for example 27PZ")
    parser.add_argument(
        "--code-tables", required=True, type=Path, metavar="DIR", help="the folder with DUO's tables"
    )
    parser.add_argument("--dry-run", action="store_true", help="show what would change; write nothing")


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.utils import timezone

    from thuis.foundation.audit.actions import Operator
    from thuis.foundation.institution.code_tables import TakeOver, take_over_institution, take_over_of

    found = institution_in(options.code_tables, options.brin.upper())
    plan: TakeOver = take_over_of(found)
    if not options.dry_run:
        take_over_institution(plan=plan, today=timezone.localdate(), by=Operator("institution from-duo"))
    print("\n".join(table(found)))
    new = (
        f"{len(plan.sites)} sites, {len(plan.programmes)} programmes, {len(plan.pairs)} programmes at a site"
    )
    gone = f"{len(plan.sites_gone)}, {len(plan.programmes_gone)}, {len(plan.pairs_gone)}"
    verb = "Would add" if options.dry_run else "Added"
    print("Nothing to change." if plan.is_empty else f"{verb}: {new}. Ended: {gone}.")
    return 0


def institution_in(folder: Path, brin: str) -> DuoInstitution:
    """Read the four tables of a folder. Raises InvalidInput when one is missing or does not know the code."""
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise InvalidInput("code-tables-missing", files=", ".join(missing))
    try:
        return read(DuoTables(*((folder / name).read_bytes() for name in FILES)), brin)
    except Refused as refused:
        raise InvalidInput("institution-unknown", brin=brin) from refused


def table(found: DuoInstitution) -> list[str]:
    """The institution as lines for a terminal."""
    at = Counter(site for _programme, site in found.taught)
    per_part = Counter(programme.part for programme in found.programmes)
    old = sum(programme.is_old for programme in found.programmes)
    lines = [f"{found.name} ({found.code})", "", f"{'site':<8}{'municipality':<34}programmes"]
    lines += [f"{site.code:<8}{site.municipality:<34}{at[site.code]:>10}" for site in found.sites]
    lines += ["", f"{'domain (CROHO)':<42}programmes"]
    lines += [f"{PARTS[part][0]:<42}{per_part[part]:>10}" for part in sorted(per_part)]
    lines += ["", f"{'code':<8}{'programme':<52}sites", *programme_lines(found)]
    lines += ["", sizes(found.sites, found.programmes, found.taught)]
    if old:
        lines.append(f"{old} programmes have a code from before 2002. End them when nobody studies there.")
    return lines


def programme_lines(found: DuoInstitution) -> list[str]:
    """Each programme with the last two figures of the sites where it is taught."""
    sites: dict[str, list[str]] = {}
    for code, site in sorted(found.taught):
        sites.setdefault(code, []).append(site[-2:])
    return [
        f"{each.code:<8}{each.name[:50]:<52}{' '.join(sites.get(each.code, ['-']))}"
        for each in found.programmes
    ]


def sizes(sites: Sized, programmes: Sized, pairs: Sized) -> str:
    return f"{len(sites)} sites, {len(programmes)} programmes, {len(pairs)} programmes at a site"
