"""Tables of approaches, a file per part."""

from thuis.rooms.approaches.models.library import Approach, LocalUse, Version
from thuis.rooms.approaches.models.loop import Candidate, LogNote, MeaningSession, Plan, Remeasurement
from thuis.rooms.approaches.models.scan import Scan, ScanSlip, ScanTally

__all__ = [
    "Approach",
    "Candidate",
    "LocalUse",
    "LogNote",
    "MeaningSession",
    "Plan",
    "Remeasurement",
    "Scan",
    "ScanSlip",
    "ScanTally",
    "Version",
]
