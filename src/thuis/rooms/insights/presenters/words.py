"""Words around figures: groups, reasons why nothing is told, verdicts, numbers in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from thuis.core.disclosure.model import JOIN
from thuis.core.disclosure.table import EXPOSES, NOT_BEFORE
from thuis.core.statistics.change import Verdict
from thuis.core.statistics.ranks import RankRange
from thuis.foundation.institution.models import Form

GROUPS: dict[str, Promise] = {
    "study_year": gettext_lazy("Year of study"),
    "form": gettext_lazy("Form of study"),
    "language": gettext_lazy("Language of the answers"),
    "panel": gettext_lazy("Answered both rounds"),
}
LANGUAGES: dict[str, Promise] = {"nl": gettext_lazy("Dutch"), "en": gettext_lazy("English")}


def group_kind(kind: str) -> str:
    """The name of a kind of target group; of one that the house does not know, its own key."""
    return str(GROUPS.get(kind, kind))


def group_name(kind: str, value: str) -> str:
    """One target group, short enough for a chip: 'Year 1', 'full-time'; groups told together by all names."""
    if JOIN in value:
        return " + ".join(group_name(kind, one) for one in value.split(JOIN))
    if kind == "study_year":
        return _("Year %(year)s") % {"year": value}
    if kind == "form":
        return str(dict(Form.choices).get(value, value))
    if kind == "language":
        return str(LANGUAGES.get(value, value))
    return _("Answered last round too") if kind == "panel" else value


def why_hidden(reason: str, least: int) -> str:
    """Why a figure is not told, in a sentence."""
    if reason == EXPOSES:
        return _("Not shown apart: a small group could be worked out from it.")
    if reason == NOT_BEFORE:
        return _("Not in the round before.")
    return ngettext("Fewer than %(n)s answer.", "Fewer than %(n)s answers.", least) % {"n": least}


def verdict(found: Verdict) -> str:
    """The four things that may be said of a difference."""
    return {
        Verdict.HIGHER: pgettext("verdict", "higher"),
        Verdict.LOWER: pgettext("verdict", "lower"),
        Verdict.ABOUT_THE_SAME: pgettext("verdict", "about the same"),
        Verdict.TOO_FEW: pgettext("verdict", "too few answers to say"),
    }[found]


def places(found: RankRange, count: int) -> str:
    """Where a unit may stand in a list, the highest first: never one place while the answers allow more."""
    if (found.best, found.worst) == (1, count):
        return _("any place from 1 to %(count)s") % {"count": count}
    words = {"best": found.best, "worst": found.worst, "count": count}
    if found.best == found.worst:
        return _("place %(best)s of %(count)s") % words
    return _("place %(best)s to %(worst)s of %(count)s") % words
