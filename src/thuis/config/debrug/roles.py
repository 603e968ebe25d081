"""Roles at De Brug: files of an agency as they would come in, roles told by hand, and a board.

The pool is larger than its use and grows while use does not, at one site almost nobody takes part, and of one
programme nobody records who is available: what a dashboard of participation must be able to show.
"""

import datetime
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray

from thuis.config.debrug.content import Place, read
from thuis.config.debrug.people import student_number
from thuis.config.debrug.population import ROUNDS, Population
from thuis.core.intake.limits import LIMITS
from thuis.core.intake.sheet import rendered
from thuis.core.participation.periods import DAY, quarter_of, quarters_of
from thuis.foundation.audit.actions import Operator
from thuis.rooms.participation.actions.files import confirm_role_file, upload_role_file
from thuis.rooms.participation.models import Engagement, Gap, OpenRole, RoleFile, StaffHours
from thuis.rooms.participation.queries.people import Pseudonyms, normal
from thuis.rooms.participation.queries.register import domain_of_programmes

BY = Operator("demo")
HEADER = ("Studentnummer", "Functie", "Opleiding", "Locatie", "Leerjaar", "Periode", "Uren")
PERIOD = HEADER.index("Periode")
SEASON = (1.06, 1.0, 0.86, 1.05)  # fewer roles in summer
POOL_GROWTH = 0.08  # a year, of the pool
BY_STUDY_YEAR = (0.55, 1.05, 1.4, 1.2)  # first-years are reached least
PART_TIME = 0.3
SECOND_ROLE = 0.18
IN_POOL_TOO = 0.7  # of who has a role
TOLD_A_YEAR = 0.016
STAFF_HOURS = 118  # a year for each student
Numbers = NDArray[np.int64]
Row = tuple[str, str, str, str, int, str, str]


def write_roles(
    population: Population,
    places: tuple[Place, ...],
    years: list[int],
    today: datetime.date,
    random: np.random.Generator,
) -> int:
    """Four years of files up to the last whole quarter, roles told by hand, staff hours, gap and board."""
    roles = Roles(population, places, random)
    ended = quarter_of(today).first - DAY
    for number, year in enumerate(years):
        quarters = [each.number for each in quarters_of(year) if each.span.last <= ended]
        if quarters:
            for name, rows in files_of(year, list(roles.rows(number, year, quarters))):
                _import(name, rows, _came(year, quarters, today))
        roles.write_told(number, year, min(ended, datetime.date(year, 12, 31)))
        roles.write_staff_hours(number, year)
    _write_gap(years)
    _write_board(today)
    return Engagement.objects.count()


def files_of(year: int, rows: Sequence[Row], most: int = LIMITS.rows) -> Iterator[tuple[str, Sequence[Row]]]:
    """The name and rows of each file of a year: one, or one for each quarter when that were too long."""
    if len(rows) <= most:
        yield f"inzet-{year}.csv", rows
        return
    for period, those in groupby(rows, itemgetter(PERIOD)):
        yield f"inzet-{period}.csv", list(those)


def _came(year: int, quarters: list[int], today: datetime.date) -> datetime.datetime:
    """As if each file came in its own time; only the last can still be undone."""
    day = min(quarters_of(year)[quarters[-1] - 1].span.last + 9 * DAY, today)
    return timezone.make_aware(datetime.datetime.combine(day, NINE))


def _import(name: str, rows: Sequence[Row], came: datetime.datetime) -> None:
    content = rendered(HEADER, rows)
    batch = upload_role_file(name=name, chunks=[content], source=read("roles")["source"], by=BY)
    batch = confirm_role_file(batch=batch, by=BY)
    RoleFile.objects.filter(pk=batch.pk).update(uploaded_at=came, changed_at=came)


NINE = datetime.time(9, 12)


class Roles:
    """Who takes part: a student who is inclined to is so all year, more or less."""

    def __init__(
        self, population: Population, places: tuple[Place, ...], random: np.random.Generator
    ) -> None:
        self.population, self.places, self.random = population, places, random
        self.content = read("roles")
        self.shy = random.random(len(population.place))  # below the rate: takes part
        self.waits = random.random(len(population.place))

    def rows(self, number: int, year: int, quarters: list[int]) -> Iterator[Row]:
        """The rows of a year as the agency writes them."""
        who = self.population.present(number)
        years = self.population.study_years(who, number)
        words = list(self.content["paid"])
        often = np.array([self.content["paid"][word]["often"] for word in words], float)
        for quarter in quarters:
            takes = who[self._draw(self.shy, who, years, "rate", SEASON[quarter - 1])]
            growth = 1 + POOL_GROWTH * number
            waits = who[self._draw(self.waits, who, years, "pool", growth)]
            known = np.array([self.places[at].programme for at in self.population.place[waits]])
            waits = waits[known != self.content["not_in_pool"]]
            pool = np.union1d(waits, takes[self.random.random(len(takes)) < IN_POOL_TOO])
            period = f"{year}-Q{quarter}"
            for index in takes:
                chosen = self.random.choice(
                    len(words), 2 if self.random.random() < SECOND_ROLE else 1, False, often / often.sum()
                )
                for one in chosen:
                    yield self._row(index, number, words[one], period, self._hours("paid", words[one]))
            for index in pool:
                yield self._row(index, number, "Beschikbaar", period, "")

    def _draw(
        self, leaning: NDArray[np.float64], who: Numbers, years: Numbers, kind: str, times: float
    ) -> NDArray[np.bool_]:
        rates = np.array([self.content[kind][place.site] for place in self.places])
        rate = rates[self.population.place[who]] * times
        rate = rate * np.array(BY_STUDY_YEAR)[years - 1]
        rate = np.where(self.population.part_time[who], rate * PART_TIME, rate)
        moved = np.abs(leaning[who] + self.random.normal(0, 0.004, len(who)))
        return np.asarray(moved < rate)

    def _hours(self, group: str, word: str) -> str:
        middle = self.content[group][word]["hours"]
        hours = round(float(middle * np.exp(self.random.normal(0, 0.5))) * 2) / 2
        return f"{hours:g}".replace(".", ",")

    def _row(self, index: int, number: int, word: str, period: str, hours: str) -> Row:
        place = self.places[self.population.place[index]]
        study_year = int(number - self.population.start[index] + 1)
        return (student_number(int(index)), word, place.programme, place.site, study_year, period, hours)

    def write_told(self, number: int, year: int, ended: datetime.date) -> None:
        """Committees, coaches, events: told by hand and confirmed; the last ones of the last year wait."""
        words = list(self.content["told"])
        often = np.array([self.content["told"][word]["often"] for word in words], float)
        there = self.population.present(number)
        who = self.random.choice(there, round(len(there) * TOLD_A_YEAR), replace=False)
        first = datetime.date(year, 1, 8)
        if ended <= first:
            return
        pseudonyms, domains = Pseudonyms(), domain_of_programmes()
        rows = []
        for place_in_row, index in enumerate(who):
            word = words[self.random.choice(len(words), p=often / often.sum())]
            waits = number == ROUNDS - 1 and place_in_row < WAITING
            rows.append(
                self._engagement(int(index), number, word, (first, ended), pseudonyms, domains, waits=waits)
            )
        Engagement.objects.bulk_create(rows)

    def _engagement(
        self,
        index: int,
        number: int,
        word: str,
        days: tuple[datetime.date, datetime.date],
        pseudonyms: Pseudonyms,
        domains: dict[str, str],
        *,
        waits: bool,
    ) -> Engagement:
        place = self.places[self.population.place[index]]
        begins = days[0] + datetime.timedelta(int(self.random.integers(0, 200)))
        return Engagement(
            pseudonym=pseudonyms.of(normal(student_number(index)), days[0].year),
            role=word,
            domain=domains.get(place.programme, ""),
            programme=place.programme,
            site=place.site,
            first=min(begins, days[1]),
            last=min(begins + datetime.timedelta(120), days[1]),
            hours=float(self._hours("told", word).replace(",", ".")),
            study_year=int(number - self.population.start[index] + 1),
            form="part-time" if self.population.part_time[index] else "full-time",
            state=Engagement.State.ASKED if waits else Engagement.State.CONFIRMED,
            code="".join(self.random.choice(list(LETTERS), 6)),
            known_by="Bram Kuipers" if waits else "",
        )

    def write_staff_hours(self, number: int, year: int) -> None:
        who = self.population.present(number)
        students = np.bincount(self.population.place[who], minlength=len(self.places))
        domains = domain_of_programmes()
        StaffHours.objects.bulk_create(
            StaffHours(
                domain=domains.get(place.programme, ""),
                programme=place.programme,
                site=place.site,
                first=datetime.date(year, 1, 1),
                last=datetime.date(year, 12, 31),
                hours=float(count * STAFF_HOURS),
                source="demo",
            )
            for place, count in zip(self.places, students, strict=True)
            if count
        )


WAITING = 3
LETTERS = "ACDEFGHJKLMNPQRTUVWXY3479"


def _write_gap(years: list[int]) -> None:
    Gap.objects.create(
        series="pool",
        level="programme",
        unit=read("roles")["not_in_pool"],
        first=datetime.date(years[0], 1, 1),
        last=datetime.date(years[-1], 12, 31),
        why="Fysiotherapie houdt de beschikbaarheid zelf bij.",
    )


def _write_board(today: datetime.date) -> None:
    for opening in read("roles")["openings"]:
        texts: dict[str, Any] = {
            f"{name}_{language}": opening[name][language]
            for name in ("title", "text", "hours", "reward", "access", "asked", "apply")
            for language in ("nl", "en")
        }
        OpenRole.objects.create(
            state=OpenRole.State.OPEN,
            role=opening["role"],
            programme=opening.get("programme", ""),
            site=opening["site"],
            places=opening["places"],
            closes_on=today + datetime.timedelta(opening["days"]),
            published_on=today,
            contact="studentenhuis@debrug.example",
            **texts,
        )
