"""Homogeneity: is anybody's yes or no (below the cut-off) given away, alone or as one of a small group?

Known for certain: whole-number limits from shares and from bands. Known to 95 %: the best linear guess of how
many of a group say yes lies within 0.05 of nobody or of everybody, with a standard deviation below that of a
coin that falls so 95 times in 100. What the round as a whole tells of everybody is no disclosure.
"""

import numpy as np
from scipy.sparse import csr_array

from thuis.core.disclosure.attacks.limits import Pinned, answering
from thuis.core.disclosure.attacks.linear import plain_view, posterior
from thuis.core.disclosure.attacks.view import BELOW, Outcome, View, truth_of
from thuis.core.disclosure.model import Flags, Floats, Rules

SURE = 0.95
SD = float(np.sqrt(SURE * (1 - SURE)))
FAINT = 1e-6


def yes_no(view: View, found: Pinned, rules: Rules) -> Outcome:
    """Groups of one to nine of whom it is known that all, or none, are below the cut-off."""
    groups = answering(view, rules)
    known = _sure(view, groups)
    known[found.chosen] |= _certain(view, found)
    return _outcome("yes-no", view, groups, known)


def control_yes_no(view: View, rules: Rules) -> Outcome:
    """What exact shares of ten or more, without noise and bands, give away: must be found."""
    groups = answering(view, rules)
    return _outcome("control-plain-shares", view, groups, _sure(plain_view(view, rules), groups))


def _sure(view: View, groups: csr_array) -> Flags:
    guess, sd = posterior(view, groups)
    people = groups @ view.answers
    yes, unsure = (guess * view.spread + view.middle) * people, sd * view.spread * people
    known: Flags = (np.minimum(yes, people - yes) < 1 - SURE) & (unsure < SD)
    return known & ~_usual(view, people, yes)


def _usual(view: View, people: Floats, yes: Floats) -> Flags:
    """Where the whole round says as much without any cell: of a rare thing, that somebody has it not."""
    share, apart = view.middle, np.sqrt(people * view.middle * (1 - view.middle))
    few: Flags = (people * share < 1 - SURE) & (apart < SD) & (yes < people / 2)
    many: Flags = (people * (1 - share) < 1 - SURE) & (apart < SD) & (yes > people / 2)
    return few | many


def _certain(view: View, found: Pinned) -> Flags:
    low, high = (end * view.spread + view.middle for end in (found.low, found.high))
    people = found.groups @ view.answers
    known: Flags = (high * people < 1 - FAINT) | (low * people > people - 1 + FAINT)
    return known


def _outcome(attack: str, view: View, groups: csr_array, known: Flags) -> Outcome:
    """Every claim counts: a lone yes or no that is known is one too many."""
    people = groups @ view.answers
    share = (groups @ truth_of(view.atoms, view.measure, BELOW)) / people
    right = known & ((share < 1 / people / 2) | (share > 1 - 1 / people / 2))
    lone, best = int((right & (people == 1)).sum()), float(posterior(view, groups)[1].min())
    return Outcome(
        attack, view.atoms.round, view.measure.name, len(people), int(known.sum()), int(right.sum()), lone,
        round(best, 4),
    )  # fmt: skip
