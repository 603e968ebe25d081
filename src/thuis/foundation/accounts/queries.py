"""Reading accounts."""

from dataclasses import dataclass
from datetime import date

from thuis.core.errors import WrongState
from thuis.foundation.accounts.links import last_sign_in, read_token
from thuis.foundation.accounts.models import User
from thuis.foundation.institution.models import Role
from thuis.foundation.institution.queries import holds_on


@dataclass(frozen=True, slots=True)
class Colleague:
    """An account with the roles behind it."""

    user: User
    roles: tuple[Role, ...]


def colleague_with_address(email: str) -> User | None:
    """The active account with this address, whatever its capitals."""
    return User.objects.filter(email=email.strip().lower(), is_active=True).first()


def colleague_behind_link(token: str) -> tuple[User, str]:
    """Who a link belongs to and where it leads.

    Raises:
        WrongState: the link is altered, too old or already used, or the account is closed.
    """
    link = read_token(token)
    user = User.objects.filter(pk=link.user_id, is_active=True).first()
    if user is None or last_sign_in(user) != link.last_sign_in:
        raise WrongState("link-used")
    return user, link.goal


def colleagues(on: date) -> tuple[Colleague, ...]:
    """Everybody with an account, by name, with the roles that hold on a day; two queries."""
    roles: dict[int, list[Role]] = {}
    for role in Role.objects.filter(holds_on(on)).select_related("unit", "site", "person").order_by("pk"):
        roles.setdefault(role.person.user_id or 0, []).append(role)
    return tuple(
        Colleague(user=user, roles=tuple(roles.get(user.pk, ())))
        for user in User.objects.order_by("name", "pk")
    )
