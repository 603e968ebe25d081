"""Tables of approaches, a file per part."""

from thuis.rooms.approaches.models.library import Approach, LocalUse, Version
from thuis.rooms.approaches.models.scan import Scan, ScanSlip, ScanTally

__all__ = ["Approach", "LocalUse", "Scan", "ScanSlip", "ScanTally", "Version"]
