"""An installation from before consent layers moves forward with what its students said."""

import pytest
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from thuis.core.consent import CORE, EXTRA, YEARS, consented

BEFORE, AFTER = [("responses", "0001_initial")], [("responses", "0002_consents_and_waiting")]


@pytest.mark.django_db(transaction=True)
def test_old_consents_become_layers_and_answers_stay_as_they_are():
    connection = connections["responses"]
    old = MigrationExecutor(connection)
    old.migrate(BEFORE)
    table = old.loader.project_state(BEFORE).apps.get_model("responses", "Response").objects
    fields = {"round_key": "r", "questionnaire_hash": "x", "programme": "SW", "site": "A", "study_year": 1}
    fields |= {"form": "full-time", "language": "nl", "answers": {"WEL01": 4, "MOO01": 2}}
    table.using("responses").create(
        id="1", owner="1", trail="t", consents={"answers": 1, "years": 1}, **fields
    )
    table.using("responses").create(id="2", owner="2", consents={"answers": 1}, **fields)
    table.using("responses").create(id="3", owner="3", consents={}, **fields)
    try:
        new = MigrationExecutor(connection)
        new.migrate(AFTER)
        table = new.loader.project_state(AFTER).apps.get_model("responses", "Response").objects
        rows = list(table.using("responses").order_by("id").values())
        assert [set(row["consents"]) for row in rows] == [{CORE, EXTRA, YEARS}, {CORE, EXTRA}, set()]
        assert all(layer["version"] == 0 for row in rows for layer in row["consents"].values())
        assert all(row["answers"] == fields["answers"] for row in rows)
        assert [row["id"] for row in consented(rows, CORE, extra_items=())] == ["1", "2"]
        assert [row["id"] for row in consented(rows, YEARS, extra_items=())] == ["1"]
    finally:
        table.using("responses").all().delete()
        newest = MigrationExecutor(connection)
        newest.migrate([key for key in newest.loader.graph.leaf_nodes() if key[0] == "responses"])
