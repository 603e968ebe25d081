"""Changing the institution by hand: units, sites, what is taught where, roles."""

from datetime import date, timedelta

from django.db import transaction

from thuis.core.errors import InvalidInput, WrongState
from thuis.foundation.audit.actions import Actor, record
from thuis.foundation.institution.access import check_user_can_manage_institution
from thuis.foundation.institution.models import Person, ProgrammeAtSite, Role, Site, Unit
from thuis.foundation.institution.queries import (
    enrolments_on,
    exists_on,
    holds_on,
    institution,
    open_enrolments_at,
)


@transaction.atomic
def save_unit(*, unit: Unit, by: Actor) -> Unit:
    """Make a unit, or save its names and its place in the tree."""
    check_user_can_manage_institution(by)
    unit.full_clean()
    unit.save()
    record("unit-saved", by=by, about=unit)
    return unit


@transaction.atomic
def move_programme(*, programme: Unit, domain: Unit, by: Actor) -> Unit:
    """Put a programme under another domain. Raises InvalidInput for anything else."""
    check_user_can_manage_institution(by)
    if programme.kind != Unit.Kind.PROGRAMME or domain.kind != Unit.Kind.DOMAIN:
        raise InvalidInput("not-found")
    programme.parent = domain
    programme.save(update_fields=("parent",))
    record("programme-moved", by=by, about=programme)
    return programme


@transaction.atomic
def end_unit(*, unit: Unit, last_day: date, by: Actor) -> Unit:
    """Give a unit, and what is taught of it, a last day.

    Raises WrongState while students are enrolled, or while a programme still stands in the domain.
    """
    check_user_can_manage_institution(by)
    if Unit.objects.filter(exists_on(last_day + timedelta(days=1)), parent=unit).exists():
        raise WrongState("unit-not-empty")
    _check_nobody_enrolled(enrolments_on(last_day + timedelta(days=1), unit=unit).count())
    unit.ends_on = last_day
    unit.save(update_fields=("ends_on",))
    ProgrammeAtSite.objects.filter(programme=unit, ends_on=None).update(ends_on=last_day)
    record("unit-ended", by=by, about=unit)
    return unit


@transaction.atomic
def save_site(*, site: Site, by: Actor) -> Site:
    """Make a site, or save its name and address."""
    check_user_can_manage_institution(by)
    site.full_clean()
    site.save()
    record("site-saved", by=by, about=site)
    return site


@transaction.atomic
def end_site(*, site: Site, last_day: date, by: Actor) -> Site:
    """Give a site, and what is taught there, a last day. Raises WrongState while students are enrolled."""
    check_user_can_manage_institution(by)
    _check_nobody_enrolled(enrolments_on(last_day + timedelta(days=1), site=site).count())
    site.ends_on = last_day
    site.save(update_fields=("ends_on",))
    ProgrammeAtSite.objects.filter(site=site, ends_on=None).update(ends_on=last_day)
    record("site-ended", by=by, about=site)
    return site


@transaction.atomic
def teach_at(*, programme: Unit, site: Site, by: Actor) -> ProgrammeAtSite:
    """A programme is taught at a site from now on; one that had ended is opened again."""
    check_user_can_manage_institution(by)
    taught, _made = ProgrammeAtSite.objects.update_or_create(
        programme=programme, site=site, defaults={"ends_on": None}
    )
    record("programme-at-site-saved", by=by, about=taught)
    return taught


@transaction.atomic
def end_programme_at_site(*, taught: ProgrammeAtSite, last_day: date, by: Actor) -> ProgrammeAtSite:
    """A programme leaves a site. Raises WrongState while students are enrolled there."""
    check_user_can_manage_institution(by)
    _check_nobody_enrolled(open_enrolments_at(taught, last_day + timedelta(days=1)))
    taught.ends_on = last_day
    taught.save(update_fields=("ends_on",))
    record("programme-at-site-ended", by=by, about=taught)
    return taught


def _check_nobody_enrolled(number: int) -> None:
    if number:
        raise WrongState("still-enrolled", number=number)


@transaction.atomic
def give_role(*, role: Role, by: Actor) -> Role:
    """Give a colleague a role for a unit, at all its sites or at one."""
    check_user_can_manage_institution(by)
    if role.person.kind != Person.Kind.STAFF:
        raise InvalidInput("role-is-for-staff")
    role.full_clean()
    role.save()
    record(f"role-given:{role.kind}", by=by, about=role)
    return role


@transaction.atomic
def end_role(*, role: Role, today: date, by: Actor) -> None:
    """End a role at once: yesterday was its last day. A role that had not begun yet is taken away.

    Raises WrongState for the last functional admin: nobody could give roles any more.
    """
    check_user_can_manage_institution(by)
    if role.kind == Role.Kind.ADMIN and _is_last_admin(role, today):
        raise WrongState("last-admin")
    record(f"role-ended:{role.kind}", by=by, about=role)
    yesterday = today - timedelta(days=1)
    if role.starts_on > yesterday:
        role.delete()
        return
    role.ends_on = yesterday
    role.save(update_fields=("ends_on",))


@transaction.atomic
def save_address(*, person: Person, email: str, by: Actor) -> Person:
    """Another mail address for a person; the log says that it changed, never into what.

    The next roster that names this person may bring yet another.
    """
    check_user_can_manage_institution(by)
    person.email = email
    person.full_clean(exclude=("user",))
    person.save(update_fields=("email",))
    record("address-saved", by=by, about=person)
    return person


def _is_last_admin(role: Role, today: date) -> bool:
    root = institution()
    others = Role.objects.filter(holds_on(today), kind=Role.Kind.ADMIN, unit=root, site=None)
    others = others.filter(person__user__is_active=True).exclude(person=role.person_id)
    return not others.exists()
