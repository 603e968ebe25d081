"""Tables of approaches, a file per part."""

from thuis.rooms.approaches.models.library import Approach, LocalUse, Version
from thuis.rooms.approaches.models.loop import Candidate, LogNote, MeaningSession, Plan, Remeasurement

__all__ = [
    "Approach",
    "Candidate",
    "LocalUse",
    "LogNote",
    "MeaningSession",
    "Plan",
    "Remeasurement",
    "Version",
]
