"""Filling an empty installation with Hogeschool De Brug."""

import datetime
from collections.abc import Callable

import numpy as np
from django.db import transaction

from thuis.config.debrug.approaches import write_approaches
from thuis.config.debrug.content import places, read
from thuis.config.debrug.fieldwork import write_kept_days
from thuis.config.debrug.people import write_counts, write_institution, write_staff, write_students
from thuis.config.debrug.population import draw_population
from thuis.config.debrug.roles import write_roles
from thuis.config.debrug.rounds import Simulation, last_years, write_open_round
from thuis.config.debrug.scan import write_scans
from thuis.rooms.support.models import SupportOffer

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
    write_approaches(today)
    write_scans(today, seed)
    say("Enrolling students …")
    write_students(population, at_sites, years[-1], random)
    simulation = Simulation(population, at, random)
    for number, year in enumerate(years):
        write_counts(population, at_sites, number, year)
        say(f"Round {year}: {simulation.write_round(number, year)} students answered")
    say("Opening this month's round …")
    open_now = write_open_round(today)
    write_kept_days(simulation, years[-1], open_now)
    say(f"Roles: {write_roles(population, at, years, today, random)} rows")


def write_offers(today: datetime.date) -> None:
    for offer in read("offers")["offers"]:
        SupportOffer.objects.create(
            code=offer["code"],
            kind=offer["kind"],
            person=offer.get("person", ""),
            sites=offer.get("sites", []),
            languages=offer["languages"],
            topics=offer["topics"],
            phone=offer.get("phone", ""),
            mail=offer.get("mail", ""),
            book_url=offer.get("book_url", ""),
            owner="studentenhuis@debrug.example",
            checked_on=today - datetime.timedelta(days=19),
            in_questionnaire=offer["asked"],
            **_both("name", offer),
            **_both("text", offer),
            **_both("where", offer),
            **_both("hours", offer),
        )


def _both(field: str, offer: dict[str, dict[str, str]]) -> dict[str, str]:
    return {f"{field}_nl": offer[field]["nl"], f"{field}_en": offer[field]["en"]}
