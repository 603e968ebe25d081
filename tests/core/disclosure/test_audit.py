"""What the audit leaves of people who stand alone, and what it says when there is nobody to protect."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse import csr_array

from tests.core.disclosure.population import atoms, rules
from thuis.core.disclosure.audit import Told, audit, limits_of, made_safe, usefulness
from thuis.core.disclosure.build import RoundInput, certificate
from thuis.core.disclosure.build import build as build_release
from thuis.core.disclosure.cells import cells_of
from thuis.core.disclosure.groups import lone_people
from thuis.core.disclosure.model import AuditLimits

KEY = b"k" * 32
RULES = rules()
WITHOUT = rules(audit=AuditLimits(lone=0.0))


@pytest.fixture(scope="module")
def college():
    return atoms(students=700, programmes=30, missing=0)


@pytest.fixture(scope="module")
def told(college):
    cells = cells_of(college, RULES)
    people = college.people.astype(float)
    return Told(cells, np.full(len(cells), 1.9), np.ones(len(college)), people)


@pytest.fixture(scope="module")
def usable(told):
    return told.cells.add_up(told.answers) >= RULES.thresholds.mean


def audited(told, college, usable, by):
    return audit(told, lone_people(college), usable, by)


def test_of_everybody_who_stands_alone_enough_stays_unknown(told, college, usable):
    before, after = (audited(told, college, usable, by) for by in (WITHOUT, RULES))
    assert before.lone < RULES.audit.lone <= after.lone
    assert after.removed > before.removed == 0


def test_for_the_sake_of_one_person_only_cells_with_a_filter_go(told, college, usable):
    gone = usable & ~audited(told, college, usable, RULES).kept
    assert {told.cells.places[row].filters for row in np.flatnonzero(gone)} <= {1, 2}


def test_a_higher_limit_on_lone_people_takes_more_away(told, college, usable):
    strict = audited(told, college, usable, rules(audit=AuditLimits(lone=0.9)))
    assert strict.lone >= 0.9
    assert strict.kept.sum() < audited(told, college, usable, RULES).kept.sum()


def test_the_limit_of_one_person_is_a_part_of_what_nobody_knew_beforehand():
    alone, pair = limits_of(np.array([1.0, 2.0]), RULES)
    assert alone == pytest.approx(0.78 * np.sqrt(1 - 0.35**2))
    assert pair == pytest.approx(0.154)


def test_lone_people_are_those_whom_all_dimensions_tell_apart(college):
    found = lone_people(college)
    assert found.shape == (int((college.people == 1).sum()), len(college))
    assert (found @ college.people == 1).all()


def test_the_certificate_says_how_little_is_left_of_the_one_who_is_known_best(college):
    made = build_release([RoundInput(college, {})], RULES, KEY, 1)
    assert made.certificate["lone_limit"] == 0.78
    left = [one["lone_left"] for one in made.certificate["rounds"][0]["attacker"].values()]
    assert 0.78 <= min(left) < 1
    found = made.rounds[0]
    loose = {
        name: replace(one, verdict=replace(one.verdict, lone=0.5)) for name, one in found.measured.items()
    }
    assert certificate([replace(found, measured=loose)], RULES, 1, made.table)["passed"] is False


def test_with_nobody_to_protect_everything_stays(told, usable):
    found = audit(told, csr_array((0, told.cells.members.shape[1])), usable, RULES)
    assert (found.kept == usable).all()
    assert (found.removed, found.groups, found.worst, found.lone) == (0, 0, 1.0, 1.0)


def test_where_nothing_is_shown_everybody_is_safe(told, college):
    nothing = np.zeros(len(told.cells), dtype=bool)
    groups = lone_people(college)
    kept, known = made_safe(told, groups, nothing, nothing, usefulness(told, RULES), RULES, 0.25)
    assert not kept.any()
    assert (known == 1).all()
