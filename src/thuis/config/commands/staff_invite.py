"""Give a colleague an account and a role; prints a link to sign in with. The first admin comes in so."""

import argparse
from typing import TYPE_CHECKING

from thuis.core.errors import NotFound, WrongState

if TYPE_CHECKING:
    from thuis.foundation.institution.models import Unit

ROLES = ("lecturer", "manager", "coordinator", "researcher", "adviser", "admin")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--email", required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--role", required=True, choices=ROLES)
    parser.add_argument("--unit", help="code of a programme or domain; without it the whole institution")
    parser.add_argument("--institution", help="name of the institution, when there is none yet")


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.utils import timezone

    from thuis.foundation.accounts.actions import invite_colleague
    from thuis.foundation.accounts.mail import sign_in_address
    from thuis.foundation.audit.actions import Operator

    user = invite_colleague(
        email=options.email,
        name=options.name,
        role=options.role,
        unit=_unit(options.unit, options.institution),
        on=timezone.localdate(),
        by=Operator("staff-invite"),
    )
    print(f"{user.name} can sign in. This link works once, for 15 minutes:\n{sign_in_address(user)}")
    return 0


def _unit(code: str | None, name: str | None) -> "Unit":
    from thuis.foundation.institution.models import Unit
    from thuis.foundation.institution.queries import institution

    if code:
        found = Unit.objects.filter(code=code).order_by("pk").first()
        if found is None:
            raise NotFound("unknown-unit", code=code)
        return found
    top = institution()
    if top is None and name is None:
        raise WrongState("no-institution")
    return top or Unit.objects.create(kind=Unit.Kind.INSTITUTION, code="HOME", name_nl=name or "")
