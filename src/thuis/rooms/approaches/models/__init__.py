"""Tables of approaches, a file per part."""

from thuis.rooms.approaches.models.library import Approach, LocalUse, Version

__all__ = ["Approach", "LocalUse", "Version"]
