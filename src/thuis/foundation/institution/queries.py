"""Reading the institution: the tree, who teaches what where, who is enrolled, who has which role.

Days are arguments. `ends_on` is the last day on which something still holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Count, Max, Q, QuerySet, Sum

from thuis.core.errors import NotFound
from thuis.foundation.database.rows import row, rows
from thuis.foundation.institution.models import (
    Enrolment,
    EnrolmentCount,
    Group,
    GroupMembership,
    Person,
    ProgrammeAtSite,
    Role,
    Site,
    Unit,
)


@dataclass(frozen=True, slots=True)
class Interval:
    """A number of people that is only known between two bounds; equal bounds when it is exact."""

    low: int
    high: int

    @property
    def is_exact(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class EnrolledStudent:
    """One enrolment on a day, with what rounds, buddies and participation choose on."""

    enrolment_id: int
    person_id: int
    number: str
    given_name: str
    family_name: str
    email: str
    language: str
    programme_id: int
    programme: str
    site_id: int
    site: str
    form: str
    study_year: int
    groups: tuple[str, ...]


def holds_on(day: date) -> Q:
    """What has begun and has not ended on `day`; for enrolments and roles."""
    return Q(starts_on__lte=day) & exists_on(day)


def exists_on(day: date) -> Q:
    """What has not ended on `day`; for units, sites and programmes at sites."""
    return Q(ends_on=None) | Q(ends_on__gte=day)


def institution() -> Unit | None:
    """The root of the tree; None while nothing was entered."""
    return row(Unit, "kind", Unit.Kind.INSTITUTION)


def unit_by_code(kind: str, code: str) -> Unit | None:
    return next((unit for unit in rows(Unit, "code", code) if unit.kind == kind), None)


def units_under(unit: Unit) -> frozenset[int]:
    """The ids of a unit and everything below it, ended ones included; one query for the whole tree."""
    return _with_all_below({unit.pk}, Unit.objects.order_by().values_list("pk", "parent_id"))


def _with_all_below(units: Iterable[int], tree: Iterable[tuple[int, int | None]]) -> frozenset[int]:
    """`tree` holds every unit with its parent."""
    below: dict[int | None, list[int]] = {}
    for pk, parent in tree:
        below.setdefault(parent, []).append(pk)
    found, edge = set(units), list(units)
    while edge:
        edge = [pk for parent in edge for pk in below.get(parent, ()) if pk not in found]
        found.update(edge)
    return frozenset(found)


def units_above(unit: Unit) -> tuple[Unit, ...]:
    """The unit itself, then its parents up to the institution."""
    path, node = [unit], _parent(unit)
    while node is not None:
        path.append(node)
        node = _parent(node)
    return tuple(path)


def _parent(unit: Unit) -> Unit | None:
    return row(Unit, "id", unit.parent_id) if unit.parent_id else None


def programmes_under(unit: Unit, on: date) -> QuerySet[Unit]:
    """The programmes below a unit (or the unit itself when it is one) that exist on a day."""
    return Unit.objects.filter(exists_on(on), kind=Unit.Kind.PROGRAMME, pk__in=units_under(unit))


def place_name(programme: str, site: str, language: str) -> str:
    """'Social Work, Avermeer': how a letter says where somebody studies."""
    unit = unit_by_code(Unit.Kind.PROGRAMME, programme)
    place = row(Site, "code", site)
    return ", ".join(
        part for part in (unit.name_in(language) if unit else "", place.name if place else "") if part
    )


def sites_on(day: date) -> QuerySet[Site]:
    return Site.objects.filter(exists_on(day))


def programmes_at(site: Site, on: date) -> QuerySet[ProgrammeAtSite]:
    """What is taught at a site on a day."""
    rows = ProgrammeAtSite.objects.filter(exists_on(on), site=site).select_related("programme", "site")
    return rows.order_by("programme__name_nl")


# --- roles ---------------------------------------------------------------------------------------------


def roles_of(user: Any, on: date) -> tuple[Role, ...]:
    """The roles that a signed-in user holds on a day; none for visitors and for accounts without a person.

    While a page is read, they are kept with the user: a page asks a dozen times what she may see.
    """
    if not getattr(user, "is_authenticated", False):
        return ()
    kept: dict[date, tuple[Role, ...]] | None = getattr(user, "roles_kept", None)
    if kept is None:
        return _roles(user, on)
    if on not in kept:
        kept[on] = _roles(user, on)
    return kept[on]


def _roles(user: Any, on: date) -> tuple[Role, ...]:
    person = row(Person, "user_id", user.pk)
    held = rows(Role, "person_id", person.pk, beside="unit") if person else []
    now = (role for role in held if role.starts_on <= on and (role.ends_on is None or on <= role.ends_on))
    return tuple(sorted(now, key=lambda role: role.pk))


def user_has_role(
    user: Any, kind: str | Iterable[str], on: date, *, unit: Unit | None = None, site: Site | None = None
) -> bool:
    """Whether a user holds a role of this kind (or one of these kinds) on a day.

    A role at a unit holds for everything below it: with `unit`, the role must stand at that unit or above.
    A role at one site holds there only: it never answers a question about the whole unit.
    """
    kinds = {kind} if isinstance(kind, str) else set(kind)
    roles = [role for role in roles_of(user, on) if role.kind in kinds]
    if unit is None:
        return any(_covers_site(role, site) for role in roles) if site else bool(roles)
    above = {node.pk for node in units_above(unit)} if roles else set()
    return any(role.unit_id in above and _covers_site(role, site) for role in roles)


def _covers_site(role: Role, site: Site | None) -> bool:
    return role.site_id is None or (site is not None and role.site_id == site.pk)


def user_holds_everywhere(user: Any, kind: str | Iterable[str], on: date) -> bool:
    """Whether a user holds such a role for the whole institution, every site included."""
    return any(unit.kind == Unit.Kind.INSTITUTION for unit in _units_held(user, kind, on))


def units_of(user: Any, kind: str | Iterable[str], on: date) -> frozenset[int]:
    """The ids of all units, subtrees included, for which a user holds such a role at every site."""
    held = {unit.pk for unit in _units_held(user, kind, on)}
    tree = Unit.objects.order_by().values_list("pk", "parent_id") if held else ()
    return _with_all_below(held, tree)


def codes_of(user: Any, kind: str | Iterable[str], on: date) -> dict[str, frozenset[str]]:
    """The same units, as codes by kind; one query for the whole tree."""
    held = {unit.pk for unit in _units_held(user, kind, on)}
    tree = Unit.objects.order_by().values_list("pk", "parent_id", "kind", "code") if held else ()
    reached = _with_all_below(held, [stored[:2] for stored in tree])
    codes: dict[str, set[str]] = {}
    for pk, _above, level, code in tree:
        if pk in reached:
            codes.setdefault(level, set()).add(code)
    return {level: frozenset(found) for level, found in codes.items()}


def _units_held(user: Any, kind: str | Iterable[str], on: date) -> list[Unit]:
    kinds = {kind} if isinstance(kind, str) else set(kind)
    return [role.unit for role in roles_of(user, on) if role.kind in kinds and role.site_id is None]


def people_with_role(kind: str, on: date, *, unit: Unit | None = None) -> QuerySet[Person]:
    """Colleagues with a role on a day; with `unit`, at that unit or above it."""
    roles = Role.objects.filter(holds_on(on), kind=kind)
    if unit is not None:
        roles = roles.filter(unit__in=[node.pk for node in units_above(unit)])
    return Person.objects.filter(pk__in=roles.values("person")).order_by("family_name", "given_name", "pk")


def person_of(user: Any) -> Person | None:
    """The person behind an account."""
    return Person.objects.filter(user=user).first() if getattr(user, "is_authenticated", False) else None


# --- enrolments and counts -------------------------------------------------------------------------------


def enrolments_on(day: date, *, unit: Unit | None = None, site: Site | None = None) -> QuerySet[Enrolment]:
    """Enrolments that hold on a day, below a unit and at a site when given."""
    rows = Enrolment.objects.filter(holds_on(day))
    if unit is not None:
        rows = rows.filter(programme_at_site__programme__in=units_under(unit))
    return rows if site is None else rows.filter(programme_at_site__site=site)


def open_enrolments_at(taught: ProgrammeAtSite, day: date) -> int:
    """How many students are enrolled in a programme at a site on a day."""
    return Enrolment.objects.filter(holds_on(day), programme_at_site=taught).count()


def students_enrolled_on(
    day: date, *, unit: Unit | None = None, site: Site | None = None
) -> tuple[EnrolledStudent, ...]:
    """Every enrolment on a day with programme, site, year, form, groups and language; two queries."""
    rows = enrolments_on(day, unit=unit, site=site)
    groups = _groups_of(rows)
    return tuple(
        EnrolledStudent(*row, groups=tuple(groups.get(row[0], ())))
        for row in rows.order_by("pk").values_list(
            "pk",
            "person_id",
            "person__number",
            "person__given_name",
            "person__family_name",
            "person__email",
            "person__language",
            "programme_at_site__programme_id",
            "programme_at_site__programme__code",
            "programme_at_site__site_id",
            "programme_at_site__site__code",
            "form",
            "study_year",
        )
    )


def _groups_of(rows: QuerySet[Enrolment]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    pairs = GroupMembership.objects.filter(enrolment__in=rows.values("pk"))
    for enrolment, code in pairs.order_by("group__code").values_list("enrolment_id", "group__code"):
        found.setdefault(enrolment, []).append(code)
    return found


def count_on(
    reference_date: date, *, measure: str, unit: Unit | None = None, site: Site | None = None
) -> Interval:
    """The counted students on a reference date: the bounds of the cells added up."""
    rows = _counts(reference_date, measure, unit, site)
    total = rows.aggregate(low=Sum("low", default=0), high=Sum("high", default=0))
    return Interval(total["low"], total["high"])


def counts_by_programme(
    reference_date: date, *, measure: str, site: Site | None = None
) -> dict[int, Interval]:
    """Per programme (unit id) the counted students on a reference date."""
    rows = _counts(reference_date, measure, None, site).values_list("programme_at_site__programme_id")
    totals = rows.annotate(Sum("low"), Sum("high")).order_by()
    return {programme: Interval(low, high) for programme, low, high in totals}


def last_reference_date(measure: str, *, on: date) -> date | None:
    """The last day up to `on` for which counts were imported."""
    rows = EnrolmentCount.objects.filter(measure=measure, reference_date__lte=on)
    last: date | None = rows.aggregate(last=Max("reference_date"))["last"]
    return last


def _counts(
    reference_date: date, measure: str, unit: Unit | None, site: Site | None
) -> QuerySet[EnrolmentCount]:
    rows = EnrolmentCount.objects.filter(measure=measure, reference_date=reference_date)
    if unit is not None:
        rows = rows.filter(programme_at_site__programme__in=units_under(unit))
    return rows if site is None else rows.filter(programme_at_site__site=site)


# --- what the pages of an admin show -------------------------------------------------------------------

PEOPLE_PER_PAGE = 50


def unit_or_404(pk: int) -> Unit:
    """One unit with its parent. Raises NotFound."""
    return _found(Unit.objects.select_related("parent").filter(pk=pk).first())


def site_or_404(pk: int) -> Site:
    """One site. Raises NotFound."""
    return _found(Site.objects.filter(pk=pk).first())


def taught_or_404(pk: int) -> ProgrammeAtSite:
    """One programme at a site. Raises NotFound."""
    return _found(ProgrammeAtSite.objects.select_related("programme", "site").filter(pk=pk).first())


def person_or_404(pk: int) -> Person:
    """One person. Raises NotFound."""
    return _found(Person.objects.select_related("user").filter(pk=pk).first())


def role_or_404(pk: int, person: Person) -> Role:
    """A role of this person. Raises NotFound, also for a role of somebody else."""
    return _found(Role.objects.select_related("person").filter(pk=pk, person=person).first())


Row = TypeVar("Row")


def _found(row: Row | None) -> Row:
    if row is None:
        raise NotFound("not-found")
    return row


def units_on(day: date) -> tuple[Unit, ...]:
    """All units that exist on a day, by name."""
    return tuple(Unit.objects.filter(exists_on(day)).order_by("name_nl"))


def taught_on(day: date, *, programme: Unit | None = None) -> tuple[ProgrammeAtSite, ...]:
    """What is taught where on a day, by the name of the site."""
    rows = ProgrammeAtSite.objects.filter(exists_on(day)).select_related("site", "programme")
    rows = rows if programme is None else rows.filter(programme=programme)
    return tuple(rows.order_by("site__name"))


def students_per_place(day: date) -> dict[int, int]:
    """Per programme at a site (its id) the number of enrolments on a day; one query."""
    rows = Enrolment.objects.filter(holds_on(day)).values_list("programme_at_site_id")
    return dict(rows.annotate(Count("pk")).order_by())


def people_matching(text: str, *, page: int) -> tuple[tuple[Person, ...], bool]:
    """One page of people whose names, number or address have all these words; and whether more follow."""
    rows = Person.objects.order_by("family_name", "given_name", "id")
    for word in text.split()[:5]:
        rows = rows.filter(
            Q(number__istartswith=word)
            | Q(family_name__icontains=word)
            | Q(given_name__istartswith=word)
            | Q(email__istartswith=word)
        )
    first = (page - 1) * PEOPLE_PER_PAGE
    found = tuple(rows[first : first + PEOPLE_PER_PAGE + 1])
    return found[:PEOPLE_PER_PAGE], len(found) > PEOPLE_PER_PAGE


def roles_of_person(person: Person) -> tuple[Role, ...]:
    """Every role that a colleague has or had, newest first."""
    return tuple(person.roles.select_related("unit", "site").order_by("-starts_on", "-pk"))


def enrolments_of_person(person: Person) -> tuple[Enrolment, ...]:
    """Every enrolment of a student, newest first."""
    rows = person.enrolments.select_related("programme_at_site__programme", "programme_at_site__site")
    return tuple(rows.order_by("-starts_on", "-pk"))


def groups_of_programme(programme: Unit, on: date) -> tuple[tuple[Group, int], ...]:
    """The groups of a programme with their number of students on a day."""
    today = Q(memberships__enrolment__starts_on__lte=on) & (
        Q(memberships__enrolment__ends_on=None) | Q(memberships__enrolment__ends_on__gte=on)
    )
    rows = Group.objects.filter(programme_at_site__programme=programme).select_related(
        "programme_at_site__site"
    )
    rows = rows.annotate(students=Count("memberships", filter=today)).order_by("study_year", "code")
    return tuple((group, group.students) for group in rows)
