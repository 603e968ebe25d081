"""Licences of what we use, and an audit that does not call silence a pass."""

import json

import pytest

from tests import audit, licences


def test_every_locked_package_has_a_licence_that_fits():
    assert licences.misfits() == {}
    assert len(licences.locked()) > 30


def test_nothing_is_named_by_hand_without_need():
    assert set(licences.LIST["named"]) <= set(licences.locked())


@pytest.mark.parametrize(
    ("licence", "is_fitting"),
    [
        ("MIT", True),
        ("Apache-2.0 OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("(MIT AND Zlib) OR Proprietary", True),
        ("", False),
        ("AGPL-3.0-only", False),
    ],
)
def test_an_expression_is_read(licence, is_fitting):
    assert licences.fits(licence) is is_fitting


@pytest.mark.parametrize(
    ("packages", "outcome"),
    [
        ([{"name": "a", "version": "1", "vulns": []}], audit.WELL),
        (
            [{"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "?"}],
            audit.NOBODY_ANSWERED,
        ),
        (
            [{"name": "a", "version": "1", "vulns": [{"id": "CVE-1"}]}, {"name": "b", "skip_reason": "?"}],
            audit.FOUND,
        ),
        ([], audit.NOBODY_ANSWERED),
    ],
)
def test_an_audit_that_asked_nobody_is_no_pass(packages, outcome):
    assert audit.judged(json.dumps({"dependencies": packages}), "")[0] == outcome
    assert audit.judged("", "no route to host")[0] == audit.NOBODY_ANSWERED


def test_every_finding_that_may_stay_has_a_reason_and_a_file():
    for row in audit.BANDIT:
        assert (audit.ROOT / row["file"]).is_file(), row
        assert len(row["why"].split()) > 2, row
