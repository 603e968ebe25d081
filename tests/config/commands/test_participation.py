"""Roles of students from the shell: shown, mapped, imported whole, or refused with the reason."""

import pytest

from tests.rooms.participation.samples import BUDDY, POOL, csv
from thuis.config.cli import main
from thuis.rooms.participation.models import Engagement, RoleFile, Source

pytestmark = pytest.mark.django_db
MAP = '[columns]\nNr = "number"\nWat = "role"\nWanneer = "period"\n[roles]\nLampist = "events"\n'


@pytest.fixture
def file(bridge, tmp_path):
    def write(content, name="kwartaal.csv"):
        path = tmp_path / name
        path.write_bytes(content)
        return str(path)

    return write


def test_a_file_is_shown_and_then_imported(file, capsys):
    path = file(csv(BUDDY, POOL))
    assert main(["participation", "import", path, "--dry-run"]) == 0
    assert "dry run" in capsys.readouterr().out
    assert not Engagement.objects.exists()
    assert main(["participation", "import", path, "--source", "Agency"]) == 0
    assert "2023-01-01 to 2023-03-31" in capsys.readouterr().out
    assert Engagement.objects.count() == 1
    assert {file.state for file in RoleFile.objects.all()} == {"expired", "confirmed"}


def test_problems_are_told_by_line_and_left_out_only_when_asked(file, capsys):
    path = file(csv(BUDDY, ("12AB", *BUDDY[1:])))
    assert main(["participation", "import", path]) == 1
    said = capsys.readouterr()
    assert "line 3, number" in said.out
    assert not Engagement.objects.exists()
    assert RoleFile.objects.get().state == "expired"
    assert main(["participation", "import", path, "--leave-out-problems"]) == 0
    assert Engagement.objects.count() == 1


def test_a_map_says_what_columns_and_roles_mean_and_is_remembered(file, capsys):
    header = ("Nr", "Wat", "Wanneer", "Opleiding", "Locatie")
    path = file(csv(("512345", "Lampist", "2023-Q1", "SW", "AVM"), header=header))
    said = file(MAP.encode(), "map.toml")
    assert main(["participation", "import", path]) == 1
    assert main(["participation", "import", path, "--map", said]) == 0
    assert Source.objects.get(name="kwartaal").roles == {"lampist": "events"}


def test_what_is_no_file_and_what_is_no_map_is_explained(file, capsys):
    assert main(["participation", "import", "/nowhere.csv"]) == 1
    assert "nowhere.csv" in capsys.readouterr().err
    path = file(csv(BUDDY))
    assert main(["participation", "import", path, "--map", file(b"= what", "map.toml")]) == 1
    assert "map.toml" in capsys.readouterr().err
    assert not RoleFile.objects.exists()
