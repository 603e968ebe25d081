"""Programs that watch learn whether the site lives and can serve; strangers learn nothing more."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from thuis.config.operations import beat, state
from thuis.foundation.jobs.actions import enqueue
from thuis.foundation.jobs.models import Job

TOKEN = "een-lang-geheim-voor-de-meter"


@pytest.fixture(autouse=True)
def _home(tmp_path, settings, monkeypatch):
    monkeypatch.setenv("THUIS_HOME", str(tmp_path))
    settings.HOME = tmp_path
    (tmp_path / "secrets").mkdir()


@pytest.fixture
def token(tmp_path):
    (tmp_path / "secrets" / "metrics-token").write_text(TOKEN + "\n")
    return {"HTTP_AUTHORIZATION": f"Bearer {TOKEN}"}


@pytest.fixture
def worker():
    beat.Pulse().beat()


def test_it_lives_without_asking_a_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/health/").content == b"alive"


def test_it_is_ready_when_databases_answer_and_the_worker_moves(client, worker):
    response = client.get("/health/ready/")
    assert (response.status_code, response.content) == (200, b"ready")
    assert response.headers["Cache-Control"] == "no-store"


def test_without_a_worker_it_is_not_ready_and_does_not_say_why(client):
    response = client.get("/health/ready/")
    assert (response.status_code, response.content) == (503, b"not ready")


@pytest.mark.parametrize("alias", ["default", "responses"])
def test_without_one_of_both_databases_it_is_not_ready(client, worker, monkeypatch, alias):
    class Away:
        def cursor(self):
            raise OperationalError("no such host db.secret.example")

    found = state.connections
    monkeypatch.setattr(state, "connections", {**{one: found[one] for one in state.ALIASES}, alias: Away()})
    assert client.get("/health/ready/").status_code == 503


def test_without_room_it_is_not_ready(client, worker, monkeypatch):
    monkeypatch.setattr(state, "room", lambda: 1000)
    assert client.get("/health/ready/").status_code == 503


def test_without_a_token_there_are_no_figures(client, ineke):
    assert client.get("/metrics/").status_code == 404
    assert ineke.get("/metrics/").status_code == 404
    assert client.get("/metrics/", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer wrong", TOKEN[:-1], "Basic " + TOKEN, "Bearer é"])
def test_another_token_finds_nothing(client, token, given):
    assert client.get("/metrics/", HTTP_AUTHORIZATION=given).status_code == 404


def figures(response):
    return dict(line.rsplit(" ", 1) for line in response.content.decode().splitlines())


def test_the_token_opens_figures_without_anybody_in_them(client, token, worker, bridge):
    for _ in range(3):
        enqueue("say", who="Sanne de Wit")
    Job.objects.update(run_after=timezone.now() - timedelta(minutes=5))
    response = client.get("/metrics/", **token)
    found = figures(response)
    assert response.status_code == 200
    assert b"Sanne" not in response.content
    assert found['thuis_jobs{state="waiting"}'] == "10", "three becomes ten: no small number leaves"
    assert found['thuis_jobs{state="failed"}'] == "0"
    assert 300 <= float(found["thuis_jobs_oldest_due_seconds"]) < 310
    assert found['thuis_database_up{database="responses"}'] == "1"
    assert float(found["thuis_worker_seconds_since_beat"]) < 60
    assert "thuis_backup_age_seconds" not in found, "what is not known is left out"
