"""How last round went from day to day, so that the response board of the open round can compare."""

import numpy as np

from thuis.config.debrug.content import read
from thuis.config.debrug.population import ROUNDS
from thuis.config.debrug.rounds import Simulation
from thuis.core.fieldwork.groups import Place as Group
from thuis.core.fieldwork.groups import Tally
from thuis.rooms.monitor.actions.board import keep_day, keep_today
from thuis.rooms.monitor.models import Round

# Hand-ins per day of the four weeks: many after the invitation, and again after each of two reminders.
RHYTHM = (30, 18, 10, 6, 3, 2, 2, 24, 12, 6, 4, 2, 1, 1, 20, 10, 5, 3, 2, 1, 1, 2, 2, 1, 1, 1, 1, 1, 2)
STOPPED_HALFWAY = 0.06


def write_kept_days(simulation: Simulation, year: int, open_now: Round) -> None:
    """Every day of the last closed round, and today of the round that is open."""
    round = Round.objects.get(key=f"{year}")
    invited, completed = _last_round(simulation)
    rhythm = np.array(RHYTHM) / sum(RHYTHM)
    days = {group: np.cumsum(simulation.random.multinomial(completed[group], rhythm)) for group in invited}
    for day in range(len(RHYTHM)):
        tallies = {group: _tally(number, int(days[group][day])) for group, number in invited.items()}
        keep_day(round=round, day=day + 1, tallies=tallies)
    keep_today(round=open_now)


def _tally(invited: int, completed: int) -> Tally:
    return Tally(invited, min(invited, round(completed * (1 + STOPPED_HALFWAY))), completed)


def _last_round(simulation: Simulation) -> tuple[dict[Group, int], dict[Group, int]]:
    """How many were enrolled, and how many of them answered, per place and year of study."""
    population = simulation.population
    who = population.present(ROUNDS - 1)
    cells = np.stack([population.place[who], population.study_years(who, ROUNDS - 1)], axis=1)
    kinds, group_of = np.unique(cells, axis=0, return_inverse=True)
    answered = np.bincount(group_of.ravel()[simulation.answered], minlength=len(kinds))
    groups = [_group(simulation, int(place), int(year)) for place, year in kinds]
    enrolled = np.bincount(group_of.ravel())
    return dict(zip(groups, map(int, enrolled), strict=True)), dict(
        zip(groups, map(int, answered), strict=True)
    )


def _group(simulation: Simulation, place: int, year: int) -> Group:
    found = simulation.places[place]
    return _domains()[found.programme], found.programme, found.site, str(year)


def _domains() -> dict[str, str]:
    return {
        programme["code"]: domain["code"]
        for domain in read("institution")["domains"]
        for programme in domain["programmes"]
    }
