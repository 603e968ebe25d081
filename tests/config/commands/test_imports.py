"""The three commands with which an operator brings files in, and what they print."""

import pytest

from tests.core.intake.test_counts import SAMPLE as STUDIELINK
from tests.core.intake.test_duo import SAMPLE as DUO
from tests.foundation.intake.rosters import HEADER
from thuis.config.cli import main
from thuis.foundation.institution.models import EnrolmentCount, Person, Unit

pytestmark = pytest.mark.django_db
FROM_DUO = ["institution", "from-duo", "--brin", "27pz", "--code-tables", str(DUO)]


def test_the_institution_is_printed_taken_over_and_then_left_alone(capsys):
    assert main([*FROM_DUO, "--dry-run"]) == 0
    assert "Would add: 18 sites, 106 programmes, 151 programmes at a site" in capsys.readouterr().out
    assert not Unit.objects.exists()
    assert main(FROM_DUO) == 0
    said = capsys.readouterr().out
    assert "27PZ01  Diemen" in said
    assert "Gezondheidszorg" in said
    assert main(FROM_DUO) == 0
    assert "Nothing to change." in capsys.readouterr().out


def test_a_folder_without_tables_and_an_unknown_code_are_explained(capsys, tmp_path):
    assert main([*FROM_DUO[:-1], str(tmp_path)]) == 1
    assert "Croho.asc" in capsys.readouterr().err
    assert main(["institution", "from-duo", "--brin", "99ZZ", "--code-tables", str(DUO)]) == 1
    assert "99ZZ" in capsys.readouterr().err


def test_counts_with_unknown_places_are_refused_until_they_are_left_out(capsys):
    main(FROM_DUO)
    capsys.readouterr()
    assert main(["enrolment", "import", str(STUDIELINK), "--dry-run"]) == 1
    assert "27PZ07" in capsys.readouterr().out
    assert main(["enrolment", "import", str(STUDIELINK)]) == 1
    assert not EnrolmentCount.objects.exists()
    assert main(["enrolment", "import", str(STUDIELINK), "--leave-out-problems"]) == 0
    stored = EnrolmentCount.objects.count()
    assert f"{stored} cells, saved" in capsys.readouterr().out
    assert main(["enrolment", "import", str(STUDIELINK), "--leave-out-problems"]) == 0
    assert "nothing changed" in capsys.readouterr().out


def roster(tmp_path, rows: str) -> str:
    path = tmp_path / "rooster.csv"
    path.write_text(HEADER + rows)
    return str(path)


def test_a_roster_is_shown_in_a_dry_run_and_then_imported(capsys, tmp_path, bridge):
    path = roster(tmp_path, "student;1;Sanne;SW;AVM;2;SW2A;2025-09-01\n")
    assert main(["roster", "import", path, "--dry-run"]) == 0
    assert "dry run" in capsys.readouterr().out
    assert not Person.objects.exists()
    assert main(["roster", "import", path]) == 0
    assert Person.objects.get().number == "1"


def test_a_roster_with_problems_or_many_ends_is_not_imported(capsys, tmp_path, bridge):
    two = "student;1;Sanne;SW;AVM;2;;2025-09-01\nstudent;2;Noor;SW;AVM;2;;2025-09-01\n"
    main(["roster", "import", roster(tmp_path, two)])
    one = roster(tmp_path, two.splitlines()[0] + "\n")
    assert main(["roster", "import", one]) == 1
    assert "--end-many" in capsys.readouterr().out
    assert main(["roster", "import", one, "--end-many"]) == 0
    assert main(["roster", "import", roster(tmp_path, "student;3;Amir;XX;AVM;1;;\n" * 60)]) == 1
    said = capsys.readouterr().out
    assert "line 2, programme" in said
    assert "and 10 more problems" in said
    assert main(["roster", "import", str(tmp_path / "weg.csv")]) == 1
