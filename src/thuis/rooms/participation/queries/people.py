"""From a student number to her pseudonyms; the number itself is kept nowhere in this room."""

from datetime import date, timedelta

from thuis.core.intake.problems import Refused
from thuis.core.intake.spoken import student_number
from thuis.foundation.pseudonyms.models import CustodyKey
from thuis.foundation.pseudonyms.pseudonyms import OWN_ROLES, participant, roles_owner, roles_purpose
from thuis.foundation.pseudonyms.queries import pseudonym_key
from thuis.rooms.participation.models import Engagement, PoolMembership

ROLES = "roles:"  # how the purposes of years begin


class Pseudonyms:
    """Makes pseudonyms of normal numbers; asks for the key of a year once. Raises WrongState without it."""

    def __init__(self) -> None:
        self.keys: dict[int, str] = {}
        self.known: dict[tuple[str, int], str] = {}

    def of(self, number: str, year: int) -> str:
        found = self.known.get((number, year))
        if found is None:
            if year not in self.keys:
                self.keys[year] = pseudonym_key(roles_purpose(year))
            found = self.known[number, year] = participant(self.keys[year], number, year)
        return found


def normal(number: str) -> str:
    """A student number as files and rosters are compared on; as it is when it is none."""
    try:
        return student_number(number)
    except Refused:
        return number.strip().casefold()


def owner_of(number: str) -> str:
    """Under what a student's own choice about her roles is kept."""
    return roles_owner(pseudonym_key(OWN_ROLES), normal(number))


def years_between(first: date, last: date) -> list[tuple[date, date, float]]:
    """Days cut at each new year, with the share of the days in each piece: a year has its own pseudonyms."""
    days = (last - first).days + 1
    pieces = []
    while first <= last:
        end = min(last, date(first.year, 12, 31))
        pieces.append((first, end, ((end - first).days + 1) / days))
        first = end + timedelta(days=1)
    return pieces


def year_has_people(year: int) -> bool:
    """Whether anybody stands in the roles of a calendar year."""
    return any(table.objects.filter(first__year=year).exists() for table in (Engagement, PoolMembership))


def years_with_keys() -> tuple[int, ...]:
    """The years of which a second key was made, the newest first."""
    known = CustodyKey.objects.filter(purpose__startswith=ROLES).values_list("purpose", flat=True)
    return tuple(sorted((int(one.removeprefix(ROLES)) for one in known), reverse=True))
