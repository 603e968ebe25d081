"""One student, by name, joins late or withdraws between two versions: the two together do not tell on her."""

import shutil

import duckdb
import numpy as np
import pytest

from tests.foundation.release.college import write_college
from tests.harness.cells import rows_of_file
from tests.harness.collect import STUDENT, client_of
from tests.harness.site import BY, CLOSED
from thuis.config.releases import release_closed_rounds
from thuis.core.disclosure.groups import small_groups
from thuis.core.disclosure.versions import VERSION, exposure, told_places, unchanged
from thuis.core.errors import WrongState
from thuis.foundation.release.between import atoms_of_both
from thuis.foundation.release.build import build_release
from thuis.foundation.release.files import read_cells, read_rules
from thuis.foundation.release.models import Release
from thuis.foundation.responses.models import Response

SANNE = "r00007"
HERS = "only-she"  # no other student has this gender, so that whoever knows her knows where she stands
ROUND = "2025"
SIZE = {"students": 1400, "programmes": 20, "rounds": (ROUND,)}


def hers(columns):
    return columns["respondent"] == SANNE


def with_her(columns):
    """Sanne takes part, as the only one of her kind."""
    if not hers(columns).any():
        columns["respondent"][0] = SANNE
    columns["gender"][hers(columns)] = HERS
    return columns


def without_her(columns):
    keep = ~hers(with_her(columns))
    return {name: column[keep] for name, column in columns.items()}


def many_others(columns):
    """Two in three answers were read wrongly the first time; hers was not."""
    rows = np.random.default_rng(4).random(len(columns["round"])) < 0.67
    rows &= ~hers(columns)
    columns["wellbeing"][rows] = 101 - columns["wellbeing"][rows]
    return columns


def version(folder, change, previous=None):
    """Build one version in a folder of its own, with the key of the one before; returns where it lies."""
    write_college(folder, **SIZE, change=change)
    rules = folder / "rules.toml"
    # cells of twenty and more, so that ten of each changed
    rules.write_text(rules.read_text() + "[thresholds]\nmean = 20\n")
    if previous:
        shutil.copy(previous.parent / "release.key", folder / "release.key")
    build_release(
        responses=folder / "R.parquet",
        enrolment=folder / "E.csv",
        rules_file=rules,
        out=folder / "made",
        previous=previous,
    )
    return folder / "made"


def known_of_her(before, after):
    """How well the two versions together tell her score, in spreads of one person: 1 is not at all."""
    rules = read_rules(after / "rules.toml").rules
    atoms = atoms_of_both(before, after, rules)[ROUND]
    was, now = (told_places(read_cells(one), ROUND) for one in (before, after))
    same = unchanged(atoms, now)
    groups = small_groups(atoms, rules)
    her_atom = np.flatnonzero(np.array(atoms.labels["gender"])[atoms.codes["gender"]] == HERS)
    row = next(row for row in range(groups.shape[0]) if groups[[row]].indices.tolist() == her_atom.tolist())
    known = exposure(was, [place for place in now if place not in same], atoms, rules)
    return (
        float(known[row]),
        rules.audit.claim,
        np.array(atoms.labels[VERSION])[atoms.codes[VERSION][her_atom]],
    )


STORIES = {"joins": (without_her, with_her, "came"), "withdraws": (with_her, without_her, "left")}


@pytest.mark.parametrize("story", STORIES)
def test_with_enough_other_changes_two_versions_tell_no_more_of_her_than_one_may(tmp_path, story):
    first, second, moved = STORIES[story]
    before = version(tmp_path / "first", first)
    after = version(tmp_path / "second", lambda columns: many_others(second(columns)), before)
    known, claim, what = known_of_her(before, after)
    assert what.tolist() == [moved]
    assert claim <= known <= 1
    assert HERS not in str(
        duckdb.sql(f"SELECT unit, filter_value FROM '{after}/cells.parquet' WHERE status = 'released'")
    )


@pytest.mark.parametrize("story", STORIES)
def test_when_only_she_changes_there_is_no_next_version(tmp_path, story):
    first, second, _ = STORIES[story]
    before = version(tmp_path / "first", first)
    with pytest.raises(WrongState, match="release-few-changes"):
        version(tmp_path / "second", second, before)
    assert not (tmp_path / "second" / "made" / "certificate.json").exists()


def test_on_the_site_what_was_told_stays_when_she_withdraws(filled, db, tmp_path, settings):
    """She takes everything back after the first release; the second tells the first round as it was told."""
    shutil.copytree(settings.HOME, tmp_path / "home")
    settings.HOME = tmp_path / "home"
    Release.objects.get(version=2).delete()
    shutil.rmtree(tmp_path / "home" / "releases" / "2")
    answers = Response.objects.count()
    client_of(STUDENT, filled).post("/mine/erase/")
    assert Response.objects.count() == answers - 3
    release_closed_rounds(by=BY)
    told = {one.version: rows_of_file(read_cells(one.folder)) for one in Release.objects.all()}
    first = {key[1:]: cell for key, cell in told[1].items()}
    assert {key[1:]: cell for key, cell in told[2].items() if key[1] == CLOSED[0]} == first
