"""Build a release from files alone: no database, no site."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from thuis.core.disclosure.build import Release, build, with_table
from thuis.core.errors import ConfigurationError
from thuis.foundation.release.between import safe_together
from thuis.foundation.release.engines import engine_on
from thuis.foundation.release.files import read_key, read_rules, write_release
from thuis.foundation.release.inputs import read_enrolment, round_inputs
from thuis.foundation.release.relations import relations_in
from thuis.foundation.release.relations_file import certified
from thuis.foundation.release.versions import check_changes, next_version, write_ledger


def build_release(
    *,
    responses: Path | str,
    enrolment: Path | None,
    rules_file: Path,
    out: Path,
    previous: Path | None = None,
    engine: str = "",
    master: str = "",
) -> Release:
    """Build, audit and write one release from a Parquet or CSV file, or `postgresql://…#table`.

    `engine` and `master` as `engine_on` takes them.

    Raises:
        ContentError, InvalidInput: the rules or the files do not fit.
        UserError: the engine is not there, or does not start.
        WrongState: too few answers changed since the previous version.
        ConfigurationError: the folder holds a release already, or the key is missing.
    """
    if (out / "certificate.json").exists():
        raise ConfigurationError(f"{out.name} holds a release already; a release never changes")
    rules = read_rules(rules_file)
    key = read_key(rules.keys, may_make=previous is None)
    enrolled = read_enrolment(enrolment) if enrolment else {}
    version = next_version(previous) if previous else 1
    with closing(engine_on(responses, engine, master)) as answers:
        release = build(round_inputs(answers, enrolled, rules.rules, key), rules.rules, key, version)
        write_ledger(out, answers, rules.rules)
        if previous:
            check_changes(previous, out, rules.rules, release.table)
            release = with_table(release, safe_together(previous, out, rules.rules, release.table))
        relations = relations_in(answers, release, rules.rules, key)
    release = replace(release, certificate=certified(release.certificate, relations, rules.rules))
    write_release(out, release, rules, relations=relations)
    return release
