"""The pages of the institution: frozen, one per template, in one language."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thuis.foundation.institution.models import Enrolment, Group, Person, ProgrammeAtSite, Role, Site, Unit


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    pk: int
    code: str
    name: str
    sites: str
    students: int


@dataclass(frozen=True, slots=True)
class DomainBlock:
    pk: int
    name: str
    students: int
    programmes: tuple[ProgrammeRow, ...]


@dataclass(frozen=True, slots=True)
class SiteRow:
    pk: int
    code: str
    name: str
    address: str
    programmes: int
    students: int


@dataclass(frozen=True, slots=True)
class TreePage:
    """The whole institution; `pk` is 0 while nothing was entered."""

    pk: int
    name: str
    students: int
    domains: tuple[DomainBlock, ...]
    sites: tuple[SiteRow, ...]


def tree_page(
    units: Sequence[Unit],
    sites: Sequence[Site],
    taught: Sequence[ProgrammeAtSite],
    students: Mapping[int, int],
    language: str,
) -> TreePage:
    """Everything on one page; `students` is per programme at a site."""
    root = next((unit for unit in units if unit.kind == Unit.Kind.INSTITUTION), None)
    if root is None:
        return TreePage(0, "", 0, (), ())
    places: dict[int, list[ProgrammeAtSite]] = defaultdict(list)
    for one in taught:
        places[one.programme_id].append(one)
    domains = tuple(
        _domain(unit, units, places, students, language) for unit in units if unit.kind == Unit.Kind.DOMAIN
    )
    rows = tuple(_site(site, taught, students) for site in sites)
    return TreePage(root.pk, root.name_in(language), sum(students.values()), domains, rows)


def _domain(
    domain: Unit,
    units: Sequence[Unit],
    places: Mapping[int, list[ProgrammeAtSite]],
    students: Mapping[int, int],
    language: str,
) -> DomainBlock:
    programmes = tuple(
        ProgrammeRow(
            unit.pk,
            unit.code,
            unit.name_in(language),
            ", ".join(one.site.name for one in places.get(unit.pk, [])),
            sum(students.get(one.pk, 0) for one in places.get(unit.pk, [])),
        )
        for unit in units
        if unit.parent_id == domain.pk
    )
    total = sum(row.students for row in programmes)
    return DomainBlock(domain.pk, domain.name_in(language), total, programmes)


def _site(site: Site, taught: Sequence[ProgrammeAtSite], students: Mapping[int, int]) -> SiteRow:
    here = [one.pk for one in taught if one.site_id == site.pk]
    total = sum(students.get(pk, 0) for pk in here)
    return SiteRow(site.pk, site.code, site.name, site.address or site.municipality, len(here), total)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    pk: int
    site: str
    students: int


@dataclass(frozen=True, slots=True)
class UnitPage:
    pk: int
    name: str
    code: str
    kind: str
    is_programme: bool
    is_root: bool
    ends_on: date | None
    places: tuple[PlaceRow, ...]


def unit_page(
    unit: Unit, taught: Sequence[ProgrammeAtSite], students: Mapping[int, int], language: str
) -> UnitPage:
    places = tuple(PlaceRow(one.pk, one.site.name, students.get(one.pk, 0)) for one in taught)
    is_programme = unit.kind == Unit.Kind.PROGRAMME
    return UnitPage(
        unit.pk,
        unit.name_in(language),
        unit.code,
        unit.get_kind_display(),
        is_programme,
        unit.kind == Unit.Kind.INSTITUTION,
        unit.ends_on,
        places if is_programme else (),
    )


@dataclass(frozen=True, slots=True)
class PersonRow:
    pk: int
    name: str
    number: str
    kind: str
    email: str


@dataclass(frozen=True, slots=True)
class PeoplePage:
    text: str
    rows: tuple[PersonRow, ...]
    page: int
    previous: int
    following: int


def people_page(people: Sequence[Person], text: str, page: int, more: bool) -> PeoplePage:
    rows = tuple(PersonRow(one.pk, str(one), one.number, one.get_kind_display(), one.email) for one in people)
    return PeoplePage(text, rows, page, page - 1, page + 1 if more else 0)


@dataclass(frozen=True, slots=True)
class RoleRow:
    pk: int
    kind: str
    unit: str
    site: str
    starts_on: date
    ends_on: date | None
    has_ended: bool


@dataclass(frozen=True, slots=True)
class EnrolmentRow:
    programme: str
    site: str
    form: str
    study_year: int
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class PersonPage:
    pk: int
    name: str
    number: str
    kind: str
    email: str
    is_staff: bool
    has_account: bool
    roles: tuple[RoleRow, ...]
    enrolments: tuple[EnrolmentRow, ...]


def person_page(
    person: Person, roles: Sequence[Role], enrolments: Sequence[Enrolment], today: date, language: str
) -> PersonPage:
    return PersonPage(
        person.pk,
        str(person),
        person.number,
        person.get_kind_display(),
        person.email,
        person.kind == Person.Kind.STAFF,
        person.user_id is not None,
        tuple(_role(role, today, language) for role in roles),
        tuple(_enrolment(row, language) for row in enrolments),
    )


def _role(role: Role, today: date, language: str) -> RoleRow:
    return RoleRow(
        role.pk,
        role.get_kind_display(),
        role.unit.name_in(language),
        role.site.name if role.site else "",
        role.starts_on,
        role.ends_on,
        role.ends_on is not None and role.ends_on < today,
    )


def _enrolment(row: Enrolment, language: str) -> EnrolmentRow:
    place = row.programme_at_site
    return EnrolmentRow(
        place.programme.name_in(language),
        place.site.name,
        row.get_form_display(),
        row.study_year,
        row.starts_on,
        row.ends_on,
    )


@dataclass(frozen=True, slots=True)
class GroupRow:
    code: str
    site: str
    study_year: int
    students: int


@dataclass(frozen=True, slots=True)
class GroupsPage:
    pk: int
    name: str
    rows: tuple[GroupRow, ...]


def groups_page(unit: Unit, groups: Sequence[tuple[Group, int]], language: str) -> GroupsPage:
    rows = tuple(
        GroupRow(group.code, group.programme_at_site.site.name, group.study_year, students)
        for group, students in groups
    )
    return GroupsPage(unit.pk, unit.name_in(language), rows)
