"""Writing the library: propose, read along, publish, withdraw, and tell where something is used."""

from datetime import timedelta

from django.db import transaction

from thuis.core.elements.check import approach_problems
from thuis.core.elements.model import Approach, LibraryEntry
from thuis.core.errors import InvalidInput, WrongState
from thuis.foundation.accounts.models import User
from thuis.foundation.audit.actions import Operator, record
from thuis.foundation.permissions.roles import check_user_can_review_approaches
from thuis.rooms.approaches import models
from thuis.rooms.approaches.access.library import (
    check_user_can_propose,
    check_user_can_review,
    check_user_can_tell_use,
)
from thuis.rooms.approaches.models import LocalUse, Version
from thuis.rooms.approaches.queries.content import elements, library_entries
from thuis.rooms.approaches.queries.library import approach_of, today, words_of

AGAIN_AFTER = timedelta(days=365)


@transaction.atomic
def install_library(*, by: Operator) -> int:
    """Put approaches 'from Thuis' in the library that are not in it yet; what is there stays as it is."""
    known = set(models.Approach.objects.values_list("key", flat=True))
    fresh = [entry for entry in library_entries() if entry.key not in known]
    for entry in fresh:
        _install(entry, by)
    return len(fresh)


def _install(entry: LibraryEntry, by: Operator) -> None:
    row = models.Approach.objects.create(key=entry.key, from_thuis=True, review_on=entry.review_on)
    row.published = Version.objects.create(
        approach=row,
        number=1,
        words=words_of(entry.approach),
        state=Version.State.PUBLISHED,
        proposed_on=today(),
        reviewed_on=today(),
    )
    row.save()
    record("approach.installed", by=by, about=row)


@transaction.atomic
def propose(*, key: str, approach: Approach, by: User) -> Version:
    """Propose a new approach, or a change of one. What others see stays until a second person agrees.

    Raises WrongState while another proposal for it waits.
    """
    check_user_can_propose(by)
    row, _made = models.Approach.objects.select_for_update().get_or_create(
        key=key, defaults={"review_on": today() + AGAIN_AFTER}
    )
    if row.versions.filter(state=Version.State.PROPOSED).exists():
        raise WrongState("approach-waits")
    version = Version.objects.create(
        approach=row,
        number=row.versions.count() + 1,
        words=words_of(approach),
        proposed_by=by,
        proposed_on=today(),
    )
    record("approach.proposed", by=by, about=version)
    return version


@transaction.atomic
def publish(*, version: Version, by: User) -> None:
    """A second person agrees: from now on this is what the library shows.

    Raises WrongState when it does not wait any more, InvalidInput when a language or a field is missing.
    """
    version = _waiting(version, by)
    if approach_problems(approach_of(version.words), [one.key for one in elements()]):
        raise InvalidInput("approach-not-whole")
    _decided(version, Version.State.PUBLISHED, by)
    row = version.approach
    row.published, row.withdrawn_on, row.review_on = version, None, today() + AGAIN_AFTER
    row.save()
    record("approach.published", by=by, about=version)


@transaction.atomic
def send_back(*, version: Version, remark: str, by: User) -> None:
    """A second person asks for changes. Raises WrongState when it does not wait any more."""
    version = _waiting(version, by)
    version.remark = remark
    _decided(version, Version.State.RETURNED, by)
    record("approach.returned", by=by, about=version)


def _waiting(version: Version, by: User) -> Version:
    check_user_can_review(by, version)
    version = Version.objects.select_for_update().get(pk=version.pk)
    if version.state != Version.State.PROPOSED:
        raise WrongState("approach-decided")
    return version


def _decided(version: Version, state: Version.State, by: User) -> None:
    version.state, version.reviewed_on = state, today()
    version.reviewed_by = by
    version.save()


KEEPING = ("confirm", "withdraw", "restore", "present")


@transaction.atomic
def keep(*, row: models.Approach, deed: str, by: User) -> None:
    """Say that it is still true, take it out, put it back, or choose it for the presentation."""
    check_user_can_review_approaches(by)
    row = models.Approach.objects.select_for_update().get(pk=row.pk)
    if row.is_shown == (deed == "restore"):
        raise WrongState("approach-cannot")
    if deed in ("confirm", "present"):
        _attend(row, deed, by)
    else:
        row.withdrawn_on = today() if deed == "withdraw" else None
        record("approach.withdrawn" if deed == "withdraw" else "approach.restored", by=by, about=row)
    row.save()


def _attend(row: models.Approach, deed: str, by: User) -> None:
    if deed == "confirm":
        row.review_on = today() + AGAIN_AFTER
    else:
        row.presented = not row.presented
    record("approach.confirmed" if deed == "confirm" else "approach.presented", by=by, about=row)


@transaction.atomic
def tell_use(*, use: LocalUse, by: User) -> LocalUse:
    """Tell where an approach is used. Raises WrongState when the unit told it before."""
    check_user_can_tell_use(by, use.unit)
    if LocalUse.objects.filter(approach=use.approach, unit=use.unit).exists():
        raise WrongState("use-told")
    use.save()
    record("approach.use-told", by=by, about=use)
    return use


@transaction.atomic
def remove_use(*, use: LocalUse, by: User) -> None:
    """It is not used there any more, or it was a mistake."""
    check_user_can_tell_use(by, use.unit)
    record("approach.use-removed", by=by, about=use)
    use.delete()
