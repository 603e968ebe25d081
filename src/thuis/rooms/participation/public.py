"""What other rooms may ask of participation: released figures of a unit, in the newest period."""

from dataclasses import dataclass

from thuis.core.participation.release_cell import CONVERSION, PARTICIPATION
from thuis.core.participation.release_model import Period, Spot, Told
from thuis.rooms.participation.queries.figures import shelf, unit_from


@dataclass(frozen=True, slots=True)
class ParticipationGlance:
    """Two figures as they were released: each told, a band or hidden. And of which period and version."""

    period: Period
    version: int
    conversion: Told | None
    participation: Told | None


def participation_glance(kind: str, code: str) -> ParticipationGlance | None:
    """The figures of a unit, with kind and code as in an address; None before any, or for a unit not in them.

    Whoever asks has checked that the reader sees this unit. Raises NotFound for a kind that is none.
    """
    known, unit = shelf(), unit_from(kind, code)
    if not known.rows:
        return None
    period = known.newest
    volume = known.volume(period)
    if volume is None or not volume.measures(Spot(unit)):
        return None
    here = Spot(unit)
    return ParticipationGlance(
        period, volume.version, volume.told(here, CONVERSION), volume.told(here, PARTICIPATION)
    )
