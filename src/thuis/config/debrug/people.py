"""Writing the institution and its people into the database."""

import datetime
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from thuis.config.debrug.content import Place, read
from thuis.config.debrug.population import ROUNDS, Population
from thuis.foundation.accounts.models import User
from thuis.foundation.institution.models import (
    Enrolment,
    EnrolmentCount,
    Form,
    Person,
    ProgrammeAtSite,
    Role,
    Site,
    Unit,
)

BATCH = 5000
PlacesAtSite = list[ProgrammeAtSite]


def write_institution(places: tuple[Place, ...]) -> PlacesAtSite:
    """The tree, the sites and every programme at its sites, in the order of `places`."""
    content = read("institution")
    root = _unit(Unit.Kind.INSTITUTION, content["code"], content["name"], None)
    for domain in content["domains"]:
        node = _unit(Unit.Kind.DOMAIN, domain["code"], domain["name"], root)
        for programme in domain["programmes"]:
            _unit(Unit.Kind.PROGRAMME, programme["code"], programme, node)
    sites = {
        site["code"]: Site.objects.create(municipality=site["name"], **site) for site in content["sites"]
    }
    units = {unit.code: unit for unit in Unit.objects.filter(kind=Unit.Kind.PROGRAMME)}
    rows = (ProgrammeAtSite(programme=units[place.programme], site=sites[place.site]) for place in places)
    return list(ProgrammeAtSite.objects.bulk_create(rows))


def _unit(kind: str, code: str, name: dict[str, str], parent: Unit | None) -> Unit:
    return Unit.objects.create(kind=kind, code=code, name_nl=name["nl"], name_en=name["en"], parent=parent)


def write_staff(starts_on: datetime.date) -> None:
    """The colleagues of the demo, each with an account, a person and a role."""
    units = {unit.code: unit for unit in Unit.objects.all()}
    for number, staff in enumerate(read("institution")["staff"], start=1):
        user = User.objects.create_user(staff["email"], name=staff["name"])
        if not staff["role"]:
            continue
        given, family = staff["name"].split(" ", 1)
        person = Person.objects.create(
            kind=Person.Kind.STAFF, number=f"m{number:04}", given_name=given, family_name=family,
            email=staff["email"], user=user,
        )  # fmt: skip
        Role.objects.create(person=person, kind=staff["role"], unit=units[staff["unit"]], starts_on=starts_on)


def write_students(
    population: Population, at_sites: PlacesAtSite, year: int, random: np.random.Generator
) -> NDArray[np.int64]:
    """Everybody enrolled in the last round as a person with an enrolment; returns their indices."""
    who = population.present(ROUNDS - 1)
    Person.objects.bulk_create(_people(who, population, random), batch_size=BATCH)
    ids = dict(Person.objects.filter(kind=Person.Kind.STUDENT).values_list("number", "pk"))
    Enrolment.objects.bulk_create(_enrolments(who, population, at_sites, ids, year), batch_size=BATCH)
    return who


def student_number(index: int) -> str:
    return f"s{700000 + index}"


def _people(who: NDArray[np.int64], population: Population, random: np.random.Generator) -> Iterator[Person]:
    names = read("names")
    given = random.integers(len(names["given"]), size=len(who))
    family = random.integers(len(names["family"]), size=len(who))
    for position, index in enumerate(who):
        number = student_number(int(index))
        yield Person(
            kind=Person.Kind.STUDENT,
            number=number,
            given_name=names["given"][given[position]],
            family_name=names["family"][family[position]],
            email=f"{number}@student.debrug.example",
            language="en" if population.international[index] else "nl",
        )


def _enrolments(
    who: NDArray[np.int64], population: Population, at_sites: PlacesAtSite, ids: dict[str, int], year: int
) -> Iterator[Enrolment]:
    years = population.study_years(who, ROUNDS - 1)
    for index, study_year in zip(who, years, strict=True):
        yield Enrolment(
            person_id=ids[student_number(int(index))],
            programme_at_site=at_sites[population.place[index]],
            form=Form.PART_TIME if population.part_time[index] else Form.FULL_TIME,
            study_year=int(study_year),
            starts_on=datetime.date(year - int(study_year), 9, 1),
        )


def write_counts(population: Population, at_sites: PlacesAtSite, round: int, year: int) -> None:
    """The enrolment on 1 October before a round, as a register prints it: below five an interval."""
    who = population.present(round)
    cells = np.stack([population.place[who], population.study_years(who, round), population.part_time[who]])
    kinds, numbers = np.unique(cells, axis=1, return_counts=True)
    EnrolmentCount.objects.bulk_create(
        EnrolmentCount(
            measure=EnrolmentCount.Measure.ENROLLED,
            reference_date=datetime.date(year - 1, 10, 1),
            programme_at_site=at_sites[place],
            form=Form.PART_TIME if part_time else Form.FULL_TIME,
            study_year=int(study_year),
            low=1 if number < 5 else int(number),
            high=4 if number < 5 else int(number),
            source="demo",
        )
        for (place, study_year, part_time), number in zip(kinds.T, numbers, strict=True)
    )
