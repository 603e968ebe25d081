"""What codes of the loop mean, in words."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuis.core.charts.model import Scale
from thuis.core.loop.agenda import Kind
from thuis.core.loop.remeasure import Remeasured
from thuis.core.statistics.beside import Span
from thuis.core.statistics.change import Verdict
from thuis.foundation.cards.words import interval, with_unit
from thuis.rooms.approaches.presenters.words import Words

# Three judgements, each from little to much. A session fills them in together; nothing adds them up.
JUDGEMENTS: dict[str, tuple[Words, dict[int, Words]]] = {
    "need": (
        gettext_lazy("Need"),
        {
            1: gettext_lazy("Few students miss it."),
            2: gettext_lazy("Some students miss it."),
            3: gettext_lazy("Many students miss it."),
        },
    ),
    "gap": (
        gettext_lazy("What is not there yet"),
        {
            1: gettext_lazy("It is there and students find it."),
            2: gettext_lazy("A part is there."),
            3: gettext_lazy("It is hardly there."),
        },
    ),
    "feasibility": (
        gettext_lazy("Can we do it"),
        {
            1: gettext_lazy("Hard: we need others for it."),
            2: gettext_lazy("It takes some arranging."),
            3: gettext_lazy("We can begin ourselves, soon."),
        },
    ),
}
NOT_KNOWN = gettext_lazy("We do not know.")
LAYERS: dict[str, Words] = {
    "student": gettext_lazy("Students"),
    "lecturer": gettext_lazy("Lecturers"),
    "manager": gettext_lazy("Managers"),
    "support": gettext_lazy("Support"),
}
AGENDA: dict[Kind, tuple[Words, tuple[Words, ...]]] = {
    "open": (
        gettext_lazy("Who is here, and what stays here"),
        (gettext_lazy("Say why you came. Nobody is quoted by name outside this room."),),
    ),
    "read": (
        gettext_lazy("How to read these figures"),
        (
            gettext_lazy("A figure is about a group, never about one person."),
            gettext_lazy("A figure does not say why. You talk about that now."),
        ),
    ),
    "signal": (
        "",
        (
            gettext_lazy("Students first: do you recognise this? What is missing?"),
            gettext_lazy("Then lecturers and support: what do you see? Managers speak last."),
            gettext_lazy("What could lie behind it? Note more than one idea."),
        ),
    ),
    "choose": (
        gettext_lazy("What could we work on?"),
        (
            gettext_lazy("Name elements, and approaches that go with them."),
            gettext_lazy("Judge need, what is missing and what you can do. Do not add them up."),
        ),
    ),
    "agree": (
        gettext_lazy("What do we agree?"),
        (
            gettext_lazy("Who does what first? Name a colleague and a student."),
            gettext_lazy("What do we tell students, and when? Also what we do not do."),
        ),
    ),
}
SESSION_DEEDS: dict[str, Words] = {
    "hold": gettext_lazy("It was held"),
    "cancel": gettext_lazy("Cancel it"),
    "undo": gettext_lazy("Undo"),
}
PLAN_DEEDS: dict[str, Words] = {
    "begin": gettext_lazy("We began"),
    "finish": gettext_lazy("It is carried out"),
    "resume": gettext_lazy("Go on after all"),
}
DESIGNS: dict[int, Words] = {
    0: gettext_lazy("Nobody looked on purpose"),
    1: gettext_lazy("We followed how it went"),
    2: gettext_lazy("We compare before and after"),
    3: gettext_lazy("We compare with a group without it"),
    4: gettext_lazy("A lot decided who got it first"),
}
NO_CAUSE = gettext_lazy("Before and after shows no cause. Something else may have changed too.")
CAREFUL: dict[int, Words] = {
    0: gettext_lazy("So this says nothing about what caused a difference."),
    1: gettext_lazy("So this says how it went, not what caused a difference."),
    2: NO_CAUSE,
    3: gettext_lazy("The groups may differ in other ways too."),
    4: gettext_lazy("A lot makes groups alike. With few people chance still plays a part."),
}


def verdict_words(found: Verdict) -> str:
    """What may be said of a difference, as a sentence."""
    return {
        Verdict.HIGHER: _("Higher than before."),
        Verdict.LOWER: _("Lower than before."),
        Verdict.ABOUT_THE_SAME: _("About the same as before."),
        Verdict.TOO_FEW: _("Too few people to say whether it changed."),
    }[found]


def missing_words(found: Remeasured) -> str:
    """Which figure is not told; empty when both are."""
    return {
        "": "",
        "before": _("The figure before is not told: too few people, or it is not known."),
        "after": _("The figure after is not told: too few people, or it is not known."),
        "both": _("Neither figure is told: too few people, or they are not known."),
    }[found.missing]


def figure_words(span: Span, scale: Scale) -> str:
    """'61 of 100, likely 58–64' or '9.1%, likely 8.0–10.4%'."""
    likely = interval(span.low, span.high, scale)
    words = {"value": with_unit(span.value, scale), "most": with_unit(scale.high, scale), "likely": likely}
    if scale.unit:
        return _("%(value)s, likely %(likely)s") % words
    return _("%(value)s of %(most)s, likely %(likely)s") % words


def change_words(change: Span, scale: Scale) -> str:
    """'+4, likely +1 to +7'; of shares in points of a percent."""
    words = {name: _signed(value, scale) for name, value in _ends(change)}
    if scale.unit:
        return _("%(value)s points, likely %(low)s to %(high)s") % words
    return _("%(value)s, likely %(low)s to %(high)s") % words


def _ends(change: Span) -> tuple[tuple[str, float], ...]:
    return ("value", change.value), ("low", change.low), ("high", change.high)


def _signed(value: float, scale: Scale) -> str:
    # a digit more than the figures have: else an interval just above zero reads as one that begins there
    digits = scale.decimals + 1 if not scale.unit else scale.decimals
    shown = round(value * scale.factor, digits) + 0.0
    words = str(number_format(abs(shown), decimal_pos=digits))
    return ("+" if shown > 0 else "−" if shown < 0 else "") + words


def period_words(key: str) -> str:
    """A round by its key; a quarter as 'Q1 2026'."""
    year, _dash, quarter = key.partition("-q")
    return _("Q%(number)s %(year)s") % {"number": quarter, "year": year} if quarter else key
