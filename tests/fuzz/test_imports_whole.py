"""A bent roster is imported as a whole or not at all: no file leaves a part of itself behind."""

from random import Random

import pytest
from django.db import transaction

from tests.core.intake import oneroster
from tests.foundation.intake.rosters import HEADER, by_hand, confirm, tables
from tests.fuzz.bent import bent_table, bent_zip
from tests.sizes import size
from thuis.core.errors import UserError
from thuis.foundation.intake.actions import upload_roster

pytestmark = pytest.mark.django_db
FILES = size("THUIS_FUZZ_IMPORTS", 30, 1_000)
ROWS = "".join(f"student;s{number};Ada;SW;AVM;1;;2025-09-01\n" for number in range(8))


def roster(random):
    if random.random() < 0.3:
        return bent_zip(random, {name: text.encode() for name, text in oneroster.FILES.items()})
    return bent_table(random, (HEADER + ROWS).encode())


def test_a_bent_roster_is_imported_whole_or_not_at_all(bridge, settings, tmp_path):
    settings.HOME = tmp_path
    before, outcomes = tables(), set()
    for number in range(FILES):
        with transaction.atomic():
            outcomes.add(imported(roster(Random(f"whole{number}")), before))
            transaction.set_rollback(True)
        assert tables() == before, number
    assert outcomes >= {"has problems", "saved"}


def imported(content, before):
    """What became of a file; only one that was saved changed anything."""
    try:
        batch = upload_roster(name="x.csv", chunks=[content], by=by_hand())
    except UserError:
        assert tables() == before
        return "refused"
    assert tables() == before
    try:
        batch = confirm(batch, may_end_many=True)
    except UserError:
        assert tables() == before
        return "has problems"
    assert batch.state == "confirmed"
    return "saved"
