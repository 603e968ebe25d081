"""Reading participation. Figures start at `register_of`."""

from thuis.rooms.participation.queries.register import (
    groups_of,
    recorded_quarters,
    recorded_years,
    register_of,
    targets_of,
)

__all__ = ("groups_of", "recorded_quarters", "recorded_years", "register_of", "targets_of")
