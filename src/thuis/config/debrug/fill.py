"""Filling an empty installation with Hogeschool De Brug."""

import datetime
from collections.abc import Callable

import numpy as np
from django.db import transaction

from thuis.config.debrug.approaches import write_approaches
from thuis.config.debrug.centres import write_centres
from thuis.config.debrug.content import places
from thuis.config.debrug.fieldwork import write_kept_days
from thuis.config.debrug.loop import WORK
from thuis.config.debrug.people import write_counts, write_institution, write_staff, write_students
from thuis.config.debrug.population import draw_population
from thuis.config.debrug.roles import write_roles
from thuis.config.debrug.rounds import Simulation, last_years, write_open_round
from thuis.config.debrug.scan import write_scans
from thuis.config.debrug.support import write_offers
from thuis.config.debrug.words import write_words
from thuis.foundation.jobs.actions import enqueue

STUDENTS, SEED = 9200, 20211
Say = Callable[[str], None]


@transaction.atomic
@transaction.atomic(using="responses")
def fill(*, students: int, seed: int, today: datetime.date, say: Say) -> None:
    """Everything of the demo or nothing: an interrupted start leaves both databases empty."""
    random = np.random.default_rng(seed)
    at = places()
    population = draw_population(students, at, random)
    years = last_years(today)
    say("Building the institution …")
    at_sites = write_institution(at)
    write_staff(datetime.date(years[0] - 3, 9, 1))
    write_offers(today)
    write_centres(today, np.random.default_rng(seed))  # its own draws: the rounds stay as they are
    write_approaches(today)
    write_scans(today, seed)
    say("Enrolling students …")
    write_students(population, at_sites, years[-1], random)
    simulation = Simulation(population, at, random)
    for number, year in enumerate(years):
        write_counts(population, at_sites, number, year)
        say(f"Round {year}: {simulation.write_round(number, year)} students answered")
    say(f"Open answers: {write_words(years[-1], random)} students let two colleagues read them")
    say("Opening this month's round …")
    open_now = write_open_round(today)
    write_kept_days(simulation, years[-1], open_now)
    enqueue(WORK)  # the loop needs figures, and those are released in the background
    say(f"Roles: {write_roles(population, at, years, today, random)} rows")
