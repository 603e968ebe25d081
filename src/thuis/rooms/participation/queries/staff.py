"""Hours of staff, for the page on which they are kept."""

from thuis.core.errors import NotFound
from thuis.rooms.participation.models import StaffHours


def all_staff_hours() -> tuple[StaffHours, ...]:
    """The newest days first."""
    return tuple(StaffHours.objects.order_by("-first", "programme", "site", "pk"))


def staff_hours_or_404(pk: int) -> StaffHours:
    found = StaffHours.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound("not-found")
    return found
