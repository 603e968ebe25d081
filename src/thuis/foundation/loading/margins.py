"""How many students a round stands for, per programme, study year and form.

The cohort of a round is who was invited: the same day, the same places as in the answers, and nobody twice.
Where invitations are not there (a round from before Thuis, or forgotten after a year), the counts of the
register serve, when they are of the year before the round closed. Otherwise a round stands for its own
answers.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from thuis.foundation.institution.models import EnrolmentCount
from thuis.foundation.institution.queries import last_reference_date
from thuis.foundation.loading.rounds import Margins

DIMENSIONS = ("programme", "study_year", "form")
OLDEST = datetime.timedelta(days=366)
ENROLLED = EnrolmentCount.Measure.ENROLLED
Place = tuple[object, ...]


def margins_of(places: Iterable[tuple[Place, float]]) -> Margins:
    """Totals per dimension, from how many students there are at each (programme, study year, form).

    A dimension that is unknown for somebody is left out: its totals would not add up to everybody.
    """
    counts: dict[str, defaultdict[str, float]] = {name: defaultdict(float) for name in DIMENSIONS}
    for place, students in places:
        for name, value in zip(DIMENSIONS, place, strict=True):
            counts[name]["" if value is None else str(value)] += students
    return {name: dict(found) for name, found in counts.items() if found and "" not in found}


def counted_margins(closed_on: datetime.date) -> Margins:
    """The register's counts for a round that closed on a day; empty when there are none of that year.

    A cell that is only known between bounds counts for the middle.
    """
    day = last_reference_date(ENROLLED, on=closed_on)
    if day is None or closed_on - day > OLDEST:
        return {}
    rows = EnrolmentCount.objects.filter(measure=ENROLLED, reference_date=day)
    places = rows.values_list("programme_at_site__programme__code", "study_year", "form", "low", "high")
    return margins_of((place[:3], (place[3] + place[4]) / 2) for place in places)
