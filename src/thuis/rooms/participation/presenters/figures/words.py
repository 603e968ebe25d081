"""Words around figures: periods, groups, reasons, and figures as points of a chart."""

import math
from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuis.core.charts.model import Hidden, Point, Scale
from thuis.core.charts.model import Told as Shown
from thuis.core.participation.outcome import Reason
from thuis.core.participation.release_model import RULES, Figure, Period, Told, Untold, Why
from thuis.core.statistics.beside import Span, difference
from thuis.core.statistics.change import Verdict, verdict_within
from thuis.core.statistics.intervals import wilson_interval
from thuis.foundation.institution.models import Form

SHARE = Scale(0, 1, unit="%", decimals=1, factor=100)
TOPS = (0.05, 0.1, 0.2, 0.5, 1.0)  # where an axis of shares may end
HOURS_STEP = 20
MATTERS = 0.1  # of the earlier value: a smaller difference is called 'about the same'

REASONS: dict[str, str | Promise] = {
    Why.FEW_ENROLLED: gettext_lazy("Fewer than 20 students."),
    Why.FEW_PEOPLE: gettext_lazy("Too few people for this figure."),
    Why.COMPLEMENT: gettext_lazy("Not shown apart: a small group could be worked out from it."),
    Reason.NOT_RECORDED: gettext_lazy("Not recorded here."),
    Reason.NO_REFERENCE_DATE: gettext_lazy("The number of students is not known."),
    Reason.NO_ENROLMENT: gettext_lazy("The number of students is not known."),
    Reason.NOBODY_ENROLLED: gettext_lazy("Nobody studies here in this period."),
    Reason.MORE_THAN_ENROLLED: gettext_lazy(
        "More people than students: something in the files is not right."
    ),
    Reason.NO_HOURS: gettext_lazy("No hours are recorded."),
    Reason.NO_STAFF_HOURS: gettext_lazy("The hours of staff are not recorded."),
    Reason.STAFF_HOURS_INCOMPLETE: gettext_lazy("The hours of staff are recorded for a part of these days."),
}
TRAITS: dict[str, str | Promise] = {
    "study_year": gettext_lazy("Year of study"),
    "form": gettext_lazy("Form of study"),
}


def period_name(period: Period) -> str:
    """'2023', or 'Q1 2023'."""
    if not period.number:
        return str(period.year)
    return _("Q%(number)s %(year)s") % {"number": period.number, "year": period.year}


def trait_name(by: str) -> str:
    return str(TRAITS.get(by, by))


def group_name(by: str, group: str) -> str:
    if by == "study_year":
        return _("Year %(year)s") % {"year": group}
    return str(dict(Form.choices).get(group, group))


def why(told: Untold | None) -> str:
    """Why there is no figure, in a sentence."""
    return str(REASONS.get(told.reason, _("Not known."))) if told else _("Not in this period.")


def point_of(told: Told | None, said: str = "") -> Point:
    """A figure as a point; nothing told is hidden with the reason, and a band has no number."""
    if not isinstance(told, Figure):
        return Hidden(why(told))
    people = round(told.part) if told.part is not None and told.value is not None else None
    return Shown(told.value, told.low, told.high, people, said)


def share_scale(points: Iterable[Point]) -> Scale:
    """An axis of shares from 0 to the first round end that holds all of them."""
    most = max((one.high for one in points if isinstance(one, Shown)), default=1.0)
    return Scale(0, next(top for top in TOPS if most <= top), "%", 1, 100)


def hours_scale(points: Iterable[Point]) -> Scale:
    most = max((one.high for one in points if isinstance(one, Shown)), default=0.0)
    return Scale(0, HOURS_STEP * max(1, math.ceil(most / HOURS_STEP)), _(" hours"), 0)


def chance_of(figure: Figure | None) -> Span | None:
    """A share with the interval that chance in who takes part gives, and the noise on top of that."""
    if figure is None or figure.value is None or not figure.whole:
        return None
    found = wilson_interval(min(1.0, figure.value), figure.whole)
    noise = RULES.reach / figure.whole
    return Span(figure.value, max(0.0, found.low - noise), min(1.0, found.high + noise))


def change_of(before: Figure | None, now: Figure | None) -> Verdict | None:
    """What may be said of two shares, the later one beside the earlier."""
    one, other = chance_of(now), chance_of(before)
    if one is None or other is None:
        return None
    found = difference(one, other)
    return verdict_within(found.value, found.low, found.high, MATTERS * other.value)
