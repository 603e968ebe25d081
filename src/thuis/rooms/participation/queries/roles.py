"""Which roles there are: those of the content, and what this institution added or changed."""

from functools import cache

from thuis.core.participation.catalogue import Catalogue, NamedRole, load_catalogue
from thuis.core.participation.model import Kind, Step
from thuis.core.participation.model import RoleType as Role
from thuis.core.texts import Text
from thuis.foundation.texts.content import CONTENT, read_content
from thuis.rooms.participation.models import RoleType


@cache
def catalogue() -> Catalogue:
    """content/participation.toml; raises ContentError."""
    return read_content(CONTENT / "participation.toml", load_catalogue)


def named_roles() -> dict[str, NamedRole]:
    """Every role by code, in the order of the content, own ones last."""
    roles = {one.role.code: one for one in catalogue().roles}
    for own in RoleType.objects.all():
        also = roles[own.code].also if own.code in roles else ()
        roles[own.code] = NamedRole(_role(own), Text(own.name_nl, own.name_en), also)
    return roles


def role_types() -> dict[str, Role]:
    """Every role by code, as figures need it."""
    return {code: one.role for code, one in named_roles().items()}


def _role(own: RoleType) -> Role:
    return Role(own.code, Kind(own.kind), Step(own.step), own.counts_as_professional)
