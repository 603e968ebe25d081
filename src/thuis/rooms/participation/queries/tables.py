"""Role types and gaps for the pages on which they are kept."""

from thuis.core.errors import NotFound
from thuis.rooms.participation.models import Gap, RoleType
from thuis.rooms.participation.queries.roles import catalogue


def own_role_type(code: str) -> RoleType:
    """The institution's own row; for a role of the content a new one that says the same. Raises NotFound."""
    if not code:
        return RoleType()
    own = RoleType.objects.filter(code=code).first()
    if own:
        return own
    for one in catalogue().roles:
        if one.role.code == code:
            return RoleType(
                code=code,
                name_nl=one.name.nl,
                name_en=one.name.en,
                kind=one.role.kind.value,
                step=one.role.step.value,
                counts_as_professional=one.role.counts_as_professional,
            )
    raise NotFound("not-found")


def all_gaps() -> tuple[Gap, ...]:
    return tuple(Gap.objects.order_by("-first", "pk"))


def gap_or_404(pk: int) -> Gap:
    found = Gap.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound("not-found")
    return found
