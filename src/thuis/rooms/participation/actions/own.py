"""What a student does with her own roles: agree, take along, take back. At once, without a colleague, and not
in the audit chain, as answering is not."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from thuis.foundation.institution.models import Person
from thuis.rooms.participation.models import OptIn, Statement
from thuis.rooms.participation.queries.own import check_agreed
from thuis.rooms.participation.queries.people import owner_of
from thuis.rooms.participation.queries.roles import catalogue
from thuis.rooms.participation.queries.statements import digest_of, new_code, sealed


@transaction.atomic
def agree_to_see_roles(*, person: Person) -> None:
    """From now on her roles are looked up when she asks."""
    values = {"version": catalogue().opt_in.version, "on": timezone.localdate()}
    OptIn.objects.update_or_create(owner=owner_of(person.number), defaults=values)


@transaction.atomic
def stop_seeing_roles(*, person: Person) -> None:
    """Nothing is looked up any more, and no statement of hers can be checked."""
    owner = owner_of(person.number)
    OptIn.objects.filter(owner=owner).delete()
    Statement.objects.filter(owner=owner).delete()


@transaction.atomic
def make_statement(
    *, person: Person, roles: Sequence[dict[str, str]], words: dict[str, Any]
) -> dict[str, Any]:
    """What stands on a new statement, its code with it. Raises WrongState when she did not agree."""
    check_agreed(person.number)
    content = {**words, "roles": list(roles)}
    code = new_code()
    Statement.objects.create(
        owner=owner_of(person.number),
        code_digest=digest_of(code),
        sealed=sealed(content, code),
        made_on=timezone.localdate(),
    )
    return {**content, "code": code}


def forget_statements(*, before: date) -> int:
    """Statements that are too old to be checked, and choices of long ago; returns how many."""
    old = Statement.objects.filter(made_on__lt=before), OptIn.objects.filter(on__lt=before)
    return sum(rows.delete()[0] for rows in old)
