"""Units that merge, move or get another code: history by the institution as it is now.

Rows keep the codes they were made with. `cells` places all of them, numerators and denominators alike, in
the units of now; nobody is lost and nobody counts twice, because people are made distinct after that.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from thuis.core.participation.model import Level, Place, Unit
from thuis.core.statistics.arrays import check_option


@dataclass(frozen=True, slots=True)
class Successors:
    """`now` gives per old unit the unit of the same level that took it over, perhaps over several steps.

    `domain_of` gives for a programme that moved the domain it is in now. Raises `statistics-option` when a
    unit is followed by one of another level, or in the end by itself.
    """

    now: Mapping[Unit, Unit] = field(default_factory=dict)
    domain_of: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for unit in self.now:
            self.last(unit)

    def last(self, unit: Unit) -> Unit:
        """The unit as it is now; a unit without a successor is itself."""
        seen = {unit}
        while unit in self.now:
            after = self.now[unit]
            check_option("successor", after.level == unit.level and after not in seen)
            seen.add(after)
            unit = after
        return unit

    def place(self, place: Place) -> Place:
        """A place as it is now."""
        programme = self.last(Unit(Level.PROGRAMME, place.programme)).code
        site = self.last(Unit(Level.SITE, place.site)).code
        domain = self.domain_of.get(programme, place.domain)
        return Place(self.last(Unit(Level.DOMAIN, domain)).code, programme, site)
