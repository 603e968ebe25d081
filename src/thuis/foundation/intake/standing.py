"""The roster as it stands in the database, by natural keys and with the ids behind them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from thuis.core.intake.records import Known
from thuis.core.intake.roster import (
    EnrolmentKey,
    EnrolmentValues,
    GroupKey,
    MemberKey,
    PersonKey,
    PersonValues,
    Roster,
)
from thuis.foundation.institution.models import (
    Enrolment,
    Group,
    GroupMembership,
    Person,
    ProgrammeAtSite,
    Unit,
)
from thuis.foundation.institution.queries import exists_on, institution

AT = "programme_at_site__programme__code", "programme_at_site__site__code"


@dataclass(slots=True)
class Standing:
    """What there is: the roster itself, and for each row its id."""

    roster: Roster = field(default_factory=Roster)
    people: dict[PersonKey, int] = field(default_factory=dict)
    enrolments: dict[EnrolmentKey, int] = field(default_factory=dict)
    groups: dict[GroupKey, int] = field(default_factory=dict)
    members: dict[MemberKey, int] = field(default_factory=dict)
    places: dict[tuple[str, str], int] = field(default_factory=dict)


def hold_roster() -> None:
    """Let one import or undo at a time compare and write; call it first in the transaction."""
    rows = Unit.objects.select_for_update().filter(kind=Unit.Kind.INSTITUTION)
    list(rows.values_list("pk", flat=True))


def known_codes(on: date) -> Known:
    """Codes of programmes and sites that exist on a day, for readers to check against."""
    rows = ProgrammeAtSite.objects.filter(exists_on(on)).values_list("programme__code", "site__code")
    taught = frozenset(rows)
    root = institution()
    programmes, sites = frozenset(pair[0] for pair in taught), frozenset(pair[1] for pair in taught)
    return Known(root.code if root else "", programmes, sites, taught)


def standing_roster(programmes: Iterable[str]) -> Standing:
    """All people, and everything of the named programmes, ended enrolments included. Five queries."""
    found = Standing()
    codes = sorted(set(programmes))
    for pk, kind, number, *values in Person.objects.values_list(
        "pk", "kind", "number", "given_name", "family_name", "email", "language"
    ).iterator():
        found.people[kind, number] = pk
        found.roster.people[kind, number] = PersonValues(*values)
    places = ProgrammeAtSite.objects.filter(programme__code__in=codes)
    found.places = {
        (programme, site): pk
        for pk, programme, site in places.values_list("pk", "programme__code", "site__code")
    }
    _add_enrolments(found, codes)
    return found


def _add_enrolments(found: Standing, codes: list[str]) -> None:
    by_id: dict[int, EnrolmentKey] = {}
    rows = Enrolment.objects.filter(programme_at_site__programme__code__in=codes)
    for pk, number, programme, site, form, start, year, end in rows.values_list(
        "pk", "person__number", *AT, "form", "starts_on", "study_year", "ends_on"
    ).iterator():
        key = by_id[pk] = (number, programme, site, form, start)
        found.enrolments[key] = pk
        found.roster.enrolments[key] = EnrolmentValues(year, end)
    groups = Group.objects.filter(programme_at_site__programme__code__in=codes)
    for pk, code, programme, site, year in groups.values_list("pk", "code", *AT, "study_year"):
        found.groups[code, programme, site] = pk
        found.roster.groups[code, programme, site] = year
    members = GroupMembership.objects.filter(enrolment__programme_at_site__programme__code__in=codes)
    for pk, enrolment, code in members.values_list("pk", "enrolment_id", "group__code").iterator():
        found.members[by_id[enrolment], code] = pk
    found.roster.members = set(found.members)
