"""What comes over HTTP is what was released and no more, each role sees her own, and no attack gets through.

`THUIS_EVERY_MEASURE=1` attacks every scale and item instead of one scale with its items: minutes.
"""

import json
import os
from dataclasses import replace

import pytest
from django.conf import settings
from django.db import connections
from django.test.utils import CaptureQueriesContext

from tests.harness.cells import rows_of_file, rows_over_http, table_of
from tests.harness.collect import CELLS, STAFF, STUDENT, VISITORS, answered, asked_of, client_of, figures
from tests.harness.site import CLOSED, SMALL
from thuis.foundation.loading.responses import write_responses
from thuis.foundation.release import queries
from thuis.foundation.release.attack import attack_cells, summary
from thuis.foundation.release.files import RULES, hashed, read_cells, read_certificate, read_rules
from thuis.foundation.release.models import Release
from thuis.rooms.monitor.public import closed_rounds

pytestmark = pytest.mark.django_db
EVERYTHING = None
WHOLE = ("institution", "all")
# Which units each role reads; the same for everybody with her role and unit. None is every unit.
SEES = {
    "anonymous": set(),
    "bram": {WHOLE, ("programme", "SW")},
    "marit": {WHOLE, ("programme", "SW")},
    "yasmin": EVERYTHING,
    "ruben": EVERYTHING,
    "ineke": set(),
    "otto": set(),
    STUDENT: set(),
}
ATTACKED = "wellbeing"  # with its items
NOTHING_FOUND = ("bayes-linear", "differencing", "limits", "averaging", "yes-no")
SMALL_COLLEGE_AUC = 0.6


@pytest.fixture(scope="module")
def answers(filled, django_db_blocker):
    """Every question to the API, per role."""
    with django_db_blocker.unblock():
        return {who: figures(who, filled) for who in SEES}


@pytest.fixture(scope="module")
def rows(answers):
    """The cells that each role got, from the answers alone."""
    return {who: rows_over_http(found) for who, found in answers.items()}


@pytest.fixture
def released(filled, db):
    """The rows of every version, from the files: of the measures that were asked for."""
    return {
        key: told
        for release in Release.objects.all()
        for key, told in rows_of_file(read_cells(release.folder)).items()
        if key[2] in asked_of(queries.shape_of(release))
    }


def test_whoever_sees_everything_gets_exactly_the_cells_of_the_files(rows, released):
    assert rows["ruben"] == rows["yasmin"] == released


@pytest.mark.parametrize("who", [who for who in SEES if SEES[who] is not EVERYTHING])
def test_everybody_else_gets_her_units_exactly_as_they_are_in_the_files(rows, released, who):
    mine = {key: told for key, told in released.items() if SEES[who] & units(key)}
    assert rows[who] == mine
    assert bool(mine) == bool(SEES[who])


def units(key):
    _, _, _, _, _, kind, unit, *_ = key
    return {(kind, member) for member in unit.split(" | ")}


def test_every_member_of_staff_and_the_visitor_are_looked_at():
    assert set(SEES) >= {*VISITORS, *STAFF}


def distributions(rows):
    """Per cell of an item, how many of its options are a band and how many are told. They add up to one."""
    rules = read_rules(Release.objects.get(version=2).folder / RULES).rules
    items, found = {one.name for one in rules.measures if one.kind == "item"}, {}
    for (_, name, measure, statistic, _, *place), told in rows.items():
        if statistic == "answer_share" and measure in items and "suppressed" not in told:
            bands, shares = found.get((name, measure, *place), (0, 0))
            is_band = told["estimate"] is None
            found[name, measure, *place] = bands + is_band, shares + (not is_band)
    return found


def test_a_band_cannot_be_computed_from_the_other_shares(rows, filled, db):
    found = distributions(rows["ruben"])
    alone = [place for place, (bands, shares) in found.items() if bands == 1 and shares]
    assert alone == [], f"{len(alone)} of {len(found)}"


def test_a_round_that_was_released_is_the_same_in_every_later_version(rows):
    both = {
        version: {key[1:]: told for key, told in rows["ruben"].items() if key[0] == version}
        for version in (1, 2)
    }
    earlier = {key: told for key, told in both[2].items() if key[0] == CLOSED[0]}
    assert earlier == both[1]


def test_a_tag_says_no_more_than_the_body_and_asking_again_gives_the_same(answers, filled, db):
    client = client_of("marit", filled)
    for address, first in list(answers["marit"].items())[::7]:
        if first.status == 200:
            assert first.headers["ETag"] == f'"{hashed(first.body)[:32]}"'
        assert answered(client, address).told == first.told


def test_a_unit_of_somebody_else_answers_as_one_that_is_not_there(filled, db):
    client, asked = client_of("bram", filled), f"{CELLS.format(version=2)}?round=2025&measure={ATTACKED}"
    refused = [answered(client, f"{asked}&unit_kind=programme&unit={unit}") for unit in ("PED", SMALL, "XX")]
    assert {one.told[0] for one in refused} == {404}
    assert len({one.body for one in refused}) == 1


def test_how_much_is_read_does_not_depend_on_how_many_answered(filled, db, monkeypatch):
    """Time says nothing of a cell: the same queries, and the whole measure from the file, for any unit."""
    client, reads = client_of("ruben", filled), []
    read = queries.rows_where
    monkeypatch.setattr(queries, "rows_where", lambda *asked: reads.append(asked[2]) or read(*asked))
    asked = f"{CELLS.format(version=2)}?round=2025&measure={ATTACKED}&unit_kind=programme&unit="
    answered(client, f"{asked}SW")  # the first request of a session reads the session too
    seen = []
    for unit in ("SW", "WTB", SMALL):
        queries._cells.cache_clear()
        reads.clear()
        with (
            CaptureQueriesContext(connections["default"]) as people,
            CaptureQueriesContext(connections["responses"]) as answers,
        ):
            assert answered(client, f"{asked}{unit}").status == 200
        seen.append((len(people), len(answers), [dict(one) for one in reads]))
    assert seen == [(seen[0][0], 0, [{"round": "2025", "measure": ATTACKED}])] * 3


@pytest.fixture
def truth(filled, db, tmp_path):
    """What students really answered, to judge the attacks by."""
    path = tmp_path / "R.parquet"
    write_responses(closed_rounds(), path, key=bytes.fromhex(settings.RELEASE_KEY))
    return path


def views(rows):
    """What there is to attack: each different collection of a role, and all of them together."""
    pooled = {key: told for mine in rows.values() for key, told in mine.items()}
    different = {json.dumps(sorted(map(str, mine))): mine for mine in (*rows.values(), pooled) if mine}
    return list(different.values())


def test_no_attack_gets_through_as_any_role_or_as_all_together(rows, truth):
    release = Release.objects.get(version=2)
    rules = read_rules(release.folder / RULES).rules
    some = tuple(one for one in rules.measures if ATTACKED in (one.name, one.part_of))
    rules = rules if os.environ.get("THUIS_EVERY_MEASURE") == "1" else replace(rules, measures=some)
    attacked = views(rows)
    assert len(attacked) == 2, "a programme with the whole, and everything; nobody holds more than that"
    for mine in attacked:
        cells, certificate = table_of(mine, release.version), read_certificate(release.folder)
        found = {one["attack"]: one for one in summary(attack_cells(cells, certificate, rules, truth))}
        assert set(found) > {"bayes-linear", "differencing", "limits", "yes-no"}
        own = {name: one["breaches"] for name, one in found.items() if name in NOTHING_FOUND}
        assert own == dict.fromkeys(own, 0)
        assert found["colluders-2"]["lone"] == 0
        assert found["control-plain-ten"]["exposed"] > 0.2
