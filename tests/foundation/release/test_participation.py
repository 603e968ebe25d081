"""A release on participation as a file that is read back, and names of its version."""

from tests.core.participation.college import KEY, college
from thuis.core.participation.model import Level, Unit
from thuis.core.participation.release import release
from thuis.core.participation.release_model import Figure, Period, Spot
from thuis.foundation.release.participation_files import (
    read_certificate,
    read_released,
    write_ledger,
    write_participation,
)
from thuis.foundation.release.participation_models import ParticipationRelease
from thuis.foundation.release.participation_queries import Volume

YEAR = Period(2023)


def test_a_release_is_read_back_as_it_was_made(tmp_path):
    one = college(3)
    made = release(one.register, YEAR, key=KEY, groups=one.groups)
    write_participation(tmp_path / "r.json", made, 4)
    write_ledger(tmp_path / "l.json", made.ledger)
    found = read_released(tmp_path / "r.json", tmp_path / "l.json")
    assert (found.period, found.rules, found.on, found.ledger) == (
        made.period,
        made.rules,
        made.on,
        made.ledger,
    )
    assert found.cells.keys() == made.cells.keys()
    for spot, measures in made.cells.items():
        for name, told in measures.items():
            again = found.cells[spot][name]
            assert again == told or abs(again.low - told.low) < 1e-5
    certificate = read_certificate(tmp_path / "r.json")
    assert (certificate["version"], certificate["enrolled_on"]) == (4, "2023-10-01")
    numbers = [
        told for measures in made.cells.values() for told in measures.values() if isinstance(told, Figure)
    ]
    assert certificate["told"] == len(numbers)


def test_a_release_without_enrolments_has_no_day(tmp_path):
    made = release(college(3).register, Period(2030), key=KEY)
    write_participation(tmp_path / "r.json", made, 1)
    assert read_released(tmp_path / "r.json").on is None


def test_units_told_together_are_read_by_the_name_of_each():
    one = college(3)
    volume = Volume(1, release(one.register, YEAR, key=KEY, groups=one.groups))
    small = Unit(Level.PROGRAMME, "Q0")
    assert len(volume.members(small)) > 1
    assert volume.told(Spot(small), "participation") is not None
    assert {"Q0", "P0"} <= set(volume.units[Level.PROGRAMME])


def test_a_version_is_named_by_its_period():
    assert str(ParticipationRelease(period="2023-q1", version=2)) == "2023-q1-v2"
