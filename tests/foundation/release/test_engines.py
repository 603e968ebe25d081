"""Which engine reads the responses, and what is said where it is not installed."""

import sys
from types import SimpleNamespace

import pytest

from thuis.core.errors import ConfigurationError, InvalidInput, UserError
from thuis.foundation.release import engines
from thuis.foundation.release.engines import engine_on

TABLE = "postgresql://127.0.0.1/thuis#answers"


@pytest.fixture
def spark(monkeypatch):
    """Spark that starts nothing and remembers what it was asked."""
    made = SimpleNamespace(LOCAL="local[*]", Spark=lambda *asked: asked)
    monkeypatch.setitem(sys.modules, "thuis.warehouse.spark", made)
    monkeypatch.setattr(engines.importlib.util, "find_spec", lambda name: name)


@pytest.mark.parametrize(("master", "where"), [("", "local[*]"), ("spark://host:7077", "spark://host:7077")])
def test_spark_runs_here_unless_a_master_is_named(spark, master, where):
    assert engine_on("R.parquet", "spark", master) == ("R.parquet", where)


def test_an_engine_that_is_not_installed_is_named(monkeypatch):
    monkeypatch.setattr(engines.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ConfigurationError, match=r"thuis\[engines\]"):
        engine_on(TABLE)
    with pytest.raises(UserError, match="release-spark-is-not-there"):
        engine_on("R.parquet", "spark")


@pytest.mark.parametrize(("place", "engine"), [(TABLE, "duckdb"), (TABLE, "spark"), ("R.csv", "postgresql")])
def test_an_engine_that_does_not_fit_the_place_is_refused(place, engine):
    with pytest.raises(InvalidInput, match="release-engine-does-not-fit"):
        engine_on(place, engine)
