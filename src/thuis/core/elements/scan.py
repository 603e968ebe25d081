"""A scan: how far the elements are, as three roles see it apart. Counts of answers in, what may be told out.

A sheet is never kept: answers are added to counts per question as they come in. What is told of a question is
its middle answer, between which answers the middle half lies, about how many answered, and in which of three
bands the share of 'I don't know' lies. All of it follows from counts with noise, so that somebody who knows
everybody else's answers still does not learn the last one.

The noise is Laplace's, on each count: density e^(-|x|/b) / 2b. One other answer changes two counts by one, so
whatever is told is at most e^(2/b) times as likely with one answer as with another (Dwork and others, 2006,
Calibrating noise to sensitivity). It is drawn with a secret key from the counts themselves: the same people
with the same answers always get the same draw, so asking again tells nothing.
"""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal, get_args

from thuis.core.disclosure.released import Suppressed
from thuis.core.disclosure.table import TOO_FEW

Aspect = Literal["in_place", "reaches", "works"]
Role = Literal["students", "lecturers", "leaders"]
Mode = Literal["codes", "plenary"]
Unknown = Literal["few", "some", "most"]
ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
ROLES: tuple[Role, ...] = get_args(Role)
FORMS: dict[str, tuple[Aspect, ...]] = {"short": ("in_place",), "long": ASPECTS}

LEVELS = 4  # answers 0 to 3
KINDS = LEVELS + 1  # and 'I don't know', which comes last
FEW_KNOW = "few-know"  # most of a role don't know, so there is no middle answer to tell
STEP = 5  # people are told in steps of five
SOME, MOST = 0.2, 0.5  # where the bands of 'I don't know' begin
QUARTERS = (0.25, 0.5, 0.75)


@dataclass(frozen=True, slots=True)
class ScanRules:
    """From how many sheets a role is told, and b of the noise; smaller groups get more."""

    least: int
    noise: float


RULES: dict[Mode, ScanRules] = {"codes": ScanRules(10, 1.1), "plenary": ScanRules(5, 1.4)}


@dataclass(frozen=True, slots=True)
class Middle:
    """The middle answer, and between which two the middle half lies; each from 0 to 3."""

    answer: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class ScanFigure:
    """What is told of one question in one role."""

    middle: Middle | Suppressed
    unknown: Unknown
    n_shown: int


def told(
    counts: Sequence[int], sheets: int, rules: ScanRules, key: bytes, label: str
) -> ScanFigure | Suppressed:
    """What may be told of one question.

    Args:
        counts: how many gave each answer, 0 to 3 and 'I don't know'.
        sheets: how many of this role handed in.
        key: the secret of this institution, at most 64 bytes.
        label: which unit, role and question this is.
    """
    # whether somebody left a question open is no answer, so this number needs no noise
    answered = sum(counts)
    if min(sheets, answered) < rules.least:
        return Suppressed(TOO_FEW)
    drawn = _draws(key, label, counts)
    shaken = [max(0.0, count + rules.noise * one) for count, one in zip(counts, drawn, strict=True)]
    unknown = _band(shaken[LEVELS] / answered)
    nobody = unknown == "most" or not any(shaken[:LEVELS])
    middle = Suppressed(FEW_KNOW) if nobody else _middle(shaken[:LEVELS])
    return ScanFigure(middle, unknown, max(rules.least, STEP * round(answered / STEP)))


def _draws(key: bytes, label: str, counts: Sequence[int]) -> list[float]:
    """One draw per count from Laplace's distribution with b = 1: -sign(u) ln(1 - 2|u|), u between ±½."""
    text = f"scan|{label}|" + "|".join(map(str, counts))
    digest = hashlib.blake2b(text.encode(), key=key, digest_size=8 * KINDS).digest()
    parts = (int.from_bytes(digest[8 * place : 8 * place + 8]) for place in range(KINDS))
    uniform = [(part + 0.5) / 2.0**64 - 0.5 for part in parts]
    return [math.copysign(math.log(max(1 - 2 * abs(one), 2.0**-60)), one) for one in uniform]


def _middle(counts: Sequence[float]) -> Middle:
    """The first answer with which a quarter, half and three quarters are reached."""
    reached = list(accumulate(counts))
    low, answer, high = (_place(reached, part * reached[-1]) for part in QUARTERS)
    return Middle(answer, low, high)


def _place(reached: Sequence[float], wanted: float) -> int:
    return next(place for place, so_far in enumerate(reached) if so_far >= wanted)


def _band(share: float) -> Unknown:
    if share > MOST:
        return "most"
    return "some" if share > SOME else "few"


def question_key(element: str, aspect: Aspect) -> str:
    """Under which name the counts of a question are kept."""
    return f"{element}.{aspect}"


def no_counts(elements: Sequence[str], form: str) -> dict[str, list[int]]:
    """Every question of a form, with nothing counted yet."""
    return {question_key(one, aspect): [0] * KINDS for one in elements for aspect in FORMS[form]}


def with_sheet(counts: dict[str, list[int]], answers: dict[str, int]) -> dict[str, list[int]]:
    """The counts with one sheet added; what was left open counts nowhere."""
    return {
        name: [one + (place == answers.get(name)) for place, one in enumerate(row)]
        for name, row in counts.items()
    }
