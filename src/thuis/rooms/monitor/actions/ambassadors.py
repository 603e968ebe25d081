"""Making and ending ambassador kits, and writing down class visits."""

import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from thuis.core.errors import WrongState
from thuis.foundation.audit.actions import Actor, record
from thuis.rooms.monitor.models import AmbassadorKit, ClassVisit, Round
from thuis.rooms.monitor.queries.ambassadors import kit_digest, kit_token, may_change
from thuis.rooms.monitor.queries.rounds import has_ended, is_open

# Without what is easily taken for something else: 0 and o, 1 and l and i.
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
CODE_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Ambassador:
    """Whoever came in by the link of a kit."""

    kit: AmbassadorKit

    @property
    def audit_name(self) -> str:
        return f"ambassador:{self.kit.pk}"


@transaction.atomic
def make_kit(*, kit: AmbassadorKit, by: Actor) -> AmbassadorKit:
    """A kit with a short address and a secret link of its own.

    Raises:
        WrongState: the round is over.
    """
    _check_not_over(kit.round)
    kit.code = _free_code()
    kit.link_digest = kit_digest(kit_token(kit))
    kit.save()
    record("ambassador-kit.made", by=by, about=kit)
    return kit


def _free_code() -> str:
    while True:
        code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
        if not AmbassadorKit.objects.filter(code=code).exists():
            return code


@transaction.atomic
def renew_kit_link(*, kit: AmbassadorKit, by: Actor) -> None:
    """Another secret link instead of one that leaked; posters stay as they are."""
    kit.generation += 1
    kit.link_digest = kit_digest(kit_token(kit))
    kit.save(update_fields=("generation", "link_digest"))
    record("ambassador-kit.renewed", by=by, about=kit)


@transaction.atomic
def end_kit(*, kit: AmbassadorKit, by: Actor) -> None:
    """The short address and the secret link stop working; what was written down stays."""
    kit.has_ended = True
    kit.save(update_fields=("has_ended",))
    record("ambassador-kit.ended", by=by, about=kit)


@transaction.atomic
def save_class_visit(*, visit: ClassVisit, by: Ambassador) -> ClassVisit:
    """Write down a visit, or change one of less than a day ago.

    Raises:
        WrongState: the round is not open, or the visit was written down longer ago.
    """
    if not is_open(by.kit.round):
        raise WrongState("kit-over")
    if visit.pk:
        _check_may_change(visit)
    else:
        visit.kit, visit.made_at = by.kit, timezone.now()
    visit.save()
    record("class-visit.saved", by=by, about=visit)
    return visit


@transaction.atomic
def remove_class_visit(*, visit: ClassVisit, by: Ambassador) -> None:
    """Take back what was written down by mistake, within a day. Raises WrongState after that."""
    _check_may_change(visit)
    record("class-visit.removed", by=by, about=visit)
    visit.delete()


def _check_may_change(visit: ClassVisit) -> None:
    if not may_change(visit):
        raise WrongState("class-visit-stays")


def _check_not_over(round: Round) -> None:
    if has_ended(round):
        raise WrongState("kit-over")
