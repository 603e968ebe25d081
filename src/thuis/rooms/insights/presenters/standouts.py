"""Three sentences that matter: what clearly changed, what clearly differs, and where answers are lowest.

The rule is fixed and the same for every unit: first clear changes since the round before, then clear
differences from the unit around it, both corrected for how many were looked at; what is left is filled with
the questions that fewest students answered favourably. Nothing here says why.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from thuis.core.statistics.beside import Span, verdicts
from thuis.core.statistics.change import Verdict
from thuis.foundation.cards.words import with_unit
from thuis.rooms.insights.presenters import makers
from thuis.rooms.insights.presenters.figures import compared, matters, scale_of, span_of, value_of
from thuis.rooms.insights.presenters.names import measure_name
from thuis.rooms.insights.queries import Scene

MOST = 3
# Where a scale is read further, by tab.
SCALES = {
    "wellbeing": "wellbeing",
    "exhaustion": "wellbeing",
    "social_binding": "belonging",
    "academic_binding": "belonging",
    "home": "belonging",
    "engagement": "study",
    "demands": "study",
    "pressure": "study",
    "resilience": "resilience",
    "inclusion": "inclusion",
}
QUESTIONS = {"belonging": ("SOC01", "SOC02", "HOM01", "ACA01", "ACA02", "ACA03"), "inclusion": ("INC01",)}


@dataclass(frozen=True, slots=True)
class StandOut:
    """One sentence, and the tab that tells more."""

    sentence: str
    tab: str


def stand_outs(scene: Scene) -> tuple[StandOut, ...]:
    """At most three, in the order of the rule."""
    found = (*_changed(scene), *_apart(scene), *_lowest(scene))
    return tuple(islice(found, MOST))


def _told(scene: Scene) -> list[str]:
    return [name for name in SCALES if span_of(scene.cell(name)) is not None]


def _changed(scene: Scene) -> Iterator[StandOut]:
    """Clear changes, the largest first."""
    pairs = [(name, span_of(scene.cell(name, "change"))) for name in _told(scene)]
    known = [(name, span) for name, span in pairs if span is not None]
    if len(scene.rounds) < 2 or not known:
        return
    said = verdicts([span for _name, span in known], matters(scale_of(scene, known[0][0])))
    order = sorted(range(len(known)), key=lambda place: -abs(known[place][1].value))
    for place in order:
        sentence = _change_sentence(scene, *known[place], said[place])
        if sentence:
            yield StandOut(sentence, SCALES[known[place][0]])


def _change_sentence(scene: Scene, name: str, span: Span, said: Verdict) -> str:
    before, scale = scene.rounds[-2], scale_of(scene, name)
    was, now = value_of(scene.cell(name, round=before)), value_of(scene.cell(name))
    if said not in (Verdict.HIGHER, Verdict.LOWER) or was is None or now is None:
        return ""
    words = {
        "measure": measure_name(scene, name),
        "round": before,
        "was": with_unit(was, scale),
        "now": with_unit(now, scale),
    }
    higher = _("%(measure)s is higher than in %(round)s: %(now)s, and then %(was)s.")
    lower = _("%(measure)s is lower than in %(round)s: %(now)s, and then %(was)s.")
    return (higher if said == Verdict.HIGHER else lower) % words


def _apart(scene: Scene) -> Iterator[StandOut]:
    """Clear differences from the unit around it."""
    names = _told(scene)
    if scene.beside is None or not names:
        return
    own = [scene.cell(name) for name in names]
    usual = [scene.cell(name, spot=scene.beside) for name in names]
    for name, other, said in zip(names, usual, compared(own, usual, scale_of(scene, names[0])), strict=True):
        if said in (Verdict.HIGHER, Verdict.LOWER):
            words = {
                "measure": measure_name(scene, name),
                "other": scene.name_beside,
                "now": with_unit(value_of(scene.cell(name)) or 0.0, scale_of(scene, name)),
                "value": with_unit(value_of(other) or 0.0, scale_of(scene, name)),
            }
            higher = _("%(measure)s is higher here (%(now)s) than in %(other)s (%(value)s).")
            lower = _("%(measure)s is lower here (%(now)s) than in %(other)s (%(value)s).")
            yield StandOut((higher if said == Verdict.HIGHER else lower) % words, SCALES[name])


def _lowest(scene: Scene) -> Iterator[StandOut]:
    """The questions that fewest students agree with, lowest first."""
    found = []
    for tab, items in QUESTIONS.items():
        for alike in makers.alike(scene, items):
            shares = makers.uppers(makers.stacked(scene, "", alike))
            found += [(share, label, tab) for label, share in shares.items()]
    for share, label, tab in sorted(found):
        words = {"item": makers.plain(label), "n": round(share)}
        yield StandOut(_("Only about %(n)s of 100 students agree: “%(item)s”.") % words, tab)
