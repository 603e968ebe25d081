"""Where students study: what words for programmes and sites mean, and who was enrolled where on a day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from thuis.core.intake.columns import simple
from thuis.core.intake.formats.agency import Directory
from thuis.foundation.institution.models import Enrolment, Person, ProgrammeAtSite, Site, Unit
from thuis.rooms.participation.queries.people import normal
from thuis.rooms.participation.queries.roles import named_roles

AT = ("programme_at_site__programme__code", "programme_at_site__site__code")


class Studies(NamedTuple):
    """One enrolment of a student."""

    first: date
    last: date | None
    programme: str
    site: str
    study_year: int
    form: str

    def holds_on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


def directory() -> Directory:
    """Every word for a role, programme or site, ended ones included: files tell of the past."""
    programmes = Unit.objects.filter(kind=Unit.Kind.PROGRAMME)
    taught = ProgrammeAtSite.objects.values_list("programme__code", "site__code")
    return Directory(
        roles=_roles(),
        programmes=_words(programmes.values_list("code", "name_nl", "name_en")),
        sites=_words(Site.objects.values_list("code", "name")),
        taught=frozenset((programme, site) for programme, site in taught),
    )


def _words(rows: Iterable[Sequence[str]]) -> dict[str, str]:
    """Every word of each row -> its code, the first of the row; codes go before names."""
    found = list(rows)
    names = {simple(name): code for code, *names in found for name in names if name}
    return names | {simple(row[0]): row[0] for row in found}


def _roles() -> dict[str, str]:
    return {
        simple(word): code
        for code, named in named_roles().items()
        for word in (*named.also, named.name.nl, named.name.en, code)
    }


def studies_by_number(number: str = "") -> dict[str, list[Studies]]:
    """Every enrolment by normal number, newest first; of one student when a number is given."""
    rows = Enrolment.objects.filter(person__kind=Person.Kind.STUDENT).order_by("-starts_on", "pk")
    if number:
        # a number is written in more ways than one; its digits are in all of them
        rows = rows.filter(person__number__contains=number)
    found: defaultdict[str, list[Studies]] = defaultdict(list)
    names = ("person__number", "starts_on", "ends_on", *AT, "study_year", "form")
    for written, *values in rows.values_list(*names):
        found[normal(written)].append(Studies(*values))
    return found


def study_year_of(day: date) -> int:
    """The year in which the study year of a day began, on 1 September."""
    return day.year if day.month >= 9 else day.year - 1


def place_label(programme: str, site: str, names: dict[str, str]) -> str:
    """'Social Work, Avermeer' from codes; a code that is gone stays a code."""
    return ", ".join(names.get(code, code) for code in (programme, site) if code)


def place_names(language: str) -> dict[str, str]:
    """The names of programmes and sites by code, for pages with many of them."""
    programmes = Unit.objects.filter(kind=Unit.Kind.PROGRAMME)
    names = {unit.code: unit.name_in(language) for unit in programmes}
    return names | dict(Site.objects.values_list("code", "name"))
