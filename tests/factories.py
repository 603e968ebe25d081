"""Makes small true things for tests: one institution, colleagues with roles, students with enrolments.

De Brug › Mens & Maatschappij › Social Work (Avermeer, Lindehaven) and Pedagogy (Avermeer).
"""

from dataclasses import dataclass
from datetime import date
from itertools import count

from django.utils import timezone

from tests.cast import Character
from thuis.foundation.accounts.models import User
from thuis.foundation.institution.models import Enrolment, Person, ProgrammeAtSite, Role, Site, Unit
from thuis.rooms.support.models import SupportOffer

THIS_YEAR = date(2025, 9, 1)
numbers = count(100_000)


@dataclass(frozen=True)
class Bridge:
    """Everything that stands in the small institution, by name."""

    institution: Unit
    domain: Unit
    social_work: Unit
    pedagogy: Unit
    avermeer: Site
    lindehaven: Site
    social_work_avermeer: ProgrammeAtSite
    social_work_lindehaven: ProgrammeAtSite
    pedagogy_avermeer: ProgrammeAtSite

    def unit(self, code: str) -> Unit:
        return Unit.objects.get(code=code)


def bridge() -> Bridge:
    """The small institution, made once per test."""
    top = unit("institution", "DB", "Hogeschool De Brug", "De Brug University of Applied Sciences")
    domain = unit("domain", "MM", "Mens & Maatschappij", "People & Society", top)
    social_work = unit("programme", "SW", "Social Work", "Social Work", domain)
    pedagogy = unit("programme", "PED", "Pedagogiek", "Pedagogy", domain)
    avermeer = Site.objects.create(code="AVM", name="Avermeer", municipality="Avermeer")
    lindehaven = Site.objects.create(code="LDH", name="Lindehaven", municipality="Lindehaven")
    return Bridge(
        institution=top,
        domain=domain,
        social_work=social_work,
        pedagogy=pedagogy,
        avermeer=avermeer,
        lindehaven=lindehaven,
        social_work_avermeer=at_site(social_work, avermeer),
        social_work_lindehaven=at_site(social_work, lindehaven),
        pedagogy_avermeer=at_site(pedagogy, avermeer),
    )


def unit(kind: str, code: str, nl: str, en: str, parent: Unit | None = None) -> Unit:
    return Unit.objects.create(kind=kind, code=code, name_nl=nl, name_en=en, parent=parent)


def at_site(programme: Unit, site: Site) -> ProgrammeAtSite:
    return ProgrammeAtSite.objects.create(programme=programme, site=site)


def user(character: Character) -> User:
    """An account that can sign in; no role yet, and no password."""
    return User.objects.create_user(character.email, name=character.name)


def colleague(character: Character) -> User:
    """Somebody of the cast with account, person and role. The unit of the role must exist."""
    account = user(character)
    given, _, family = character.name.partition(" ")
    person = Person.objects.create(
        kind=Person.Kind.STAFF,
        number=f"m{next(numbers)}",
        given_name=given,
        family_name=family,
        email=character.email,
        user=account,
    )
    if character.role:
        role(person, character.role, Unit.objects.get(code=character.unit))
    return account


def role(
    person: Person,
    kind: str,
    on: Unit,
    *,
    site: Site | None = None,
    starts_on: date = THIS_YEAR,
    ends_on: date | None = None,
) -> Role:
    return Role.objects.create(
        person=person, kind=kind, unit=on, site=site, starts_on=starts_on, ends_on=ends_on
    )


def student(
    programme: ProgrammeAtSite,
    *,
    given_name: str = "Sanne",
    family_name: str = "Hofstra",
    number: str = "",
    email: str = "",
    language: str = "nl",
    study_year: int = 2,
    form: str = "full-time",
    starts_on: date = THIS_YEAR,
    ends_on: date | None = None,
) -> Person:
    """A student with one enrolment; her number is unique, her address follows from it."""
    number = number or f"s{next(numbers)}"
    person = Person.objects.create(
        kind=Person.Kind.STUDENT,
        number=number,
        given_name=given_name,
        family_name=family_name,
        email=email or f"{number}@student.debrug.example",
        language=language,
    )
    Enrolment.objects.create(
        person=person,
        programme_at_site=programme,
        form=form,
        study_year=study_year,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    return person


def student_house() -> SupportOffer:
    """Who the letter of a student in Avermeer points to."""
    return SupportOffer.objects.create(
        code="studentenhuis",
        kind="centre",
        name_nl="Studentenhuis",
        name_en="Student House",
        text_nl="Luistert, en wijst je de weg.",
        text_en="Listens, and shows you the way.",
        person="Yasmin Bouchta",
        phone="088 000 01 40",
        languages=["nl", "en"],
        topics=["talk", "friends"],
        owner="yasmin@debrug.example",
        checked_on=timezone.localdate(),
        in_questionnaire=True,
    )
