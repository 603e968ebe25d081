"""How last round went from day to day, so that the response board of the open round can compare."""

import numpy as np
from django.db.models import Count

from thuis.config.debrug.content import Place, read
from thuis.config.debrug.population import ROUNDS, Population
from thuis.core.fieldwork.groups import Place as Group
from thuis.core.fieldwork.groups import Tally
from thuis.foundation.responses.models import Response
from thuis.rooms.monitor.actions.board import keep_day, keep_today
from thuis.rooms.monitor.models import Round

# Hand-ins per day of the four weeks: many after the invitation, and again after each of two reminders.
RHYTHM = (30, 18, 10, 6, 3, 2, 2, 24, 12, 6, 4, 2, 1, 1, 20, 10, 5, 3, 2, 1, 1, 2, 2, 1, 1, 1, 1, 1, 2)
STOPPED_HALFWAY = 0.06


def write_kept_days(
    population: Population, places: tuple[Place, ...], year: int, open_now: Round, random: np.random.Generator
) -> None:
    """Every day of the last closed round, and today of the round that is open."""
    round = Round.objects.get(key=f"{year}")
    invited, completed = _invited(population, places), _completed(round)
    rhythm = np.array(RHYTHM) / sum(RHYTHM)
    days = {group: np.cumsum(random.multinomial(completed.get(group, 0), rhythm)) for group in invited}
    for day in range(len(RHYTHM)):
        tallies = {group: _tally(number, int(days[group][day])) for group, number in invited.items()}
        keep_day(round=round, day=day + 1, tallies=tallies)
    keep_today(round=open_now)


def _tally(invited: int, completed: int) -> Tally:
    return Tally(invited, min(invited, round(completed * (1 + STOPPED_HALFWAY))), completed)


def _invited(population: Population, places: tuple[Place, ...]) -> dict[Group, int]:
    who = population.present(ROUNDS - 1)
    cells = np.stack([population.place[who], population.study_years(who, ROUNDS - 1)])
    kinds, numbers = np.unique(cells, axis=1, return_counts=True)
    return {
        _group(places[place], int(year)): int(number)
        for (place, year), number in zip(kinds.T, numbers, strict=True)
    }


def _completed(round: Round) -> dict[Group, int]:
    rows = Response.objects.filter(round_key=round.key).values_list("programme", "site", "study_year")
    domains = _domains()
    return {
        (domains[programme], programme, site, str(year)): number
        for programme, site, year, number in rows.annotate(Count("pk")).order_by()
    }


def _group(place: Place, year: int) -> Group:
    return _domains()[place.programme], place.programme, place.site, str(year)


def _domains() -> dict[str, str]:
    return {
        programme["code"]: domain["code"]
        for domain in read("institution")["domains"]
        for programme in domain["programmes"]
    }
