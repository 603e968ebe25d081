"""What the settings make of an address of a database."""

from thuis.config import settings


def test_postgresql_keeps_what_its_address_asks_and_is_found_again_soon(monkeypatch):
    monkeypatch.setenv("AN_ADDRESS", "postgresql://thuis@db.college.example/thuis?sslmode=verify-full")
    found = settings._database("AN_ADDRESS", "thuis.sqlite3")
    assert found["OPTIONS"]["sslmode"] == "verify-full"
    assert found["OPTIONS"]["pool"] == {"timeout": 8, "reconnect_timeout": 10}
    assert (found["OPTIONS"]["server_side_binding"], found["OPTIONS"]["prepare_threshold"]) == (True, 3)
    assert found["CONN_HEALTH_CHECKS"] is True


def test_without_an_address_it_is_a_file_in_the_home(monkeypatch):
    monkeypatch.delenv("AN_ADDRESS", raising=False)
    found = settings._database("AN_ADDRESS", "thuis.sqlite3")
    assert found["NAME"] == str(settings.HOME / "thuis.sqlite3")
