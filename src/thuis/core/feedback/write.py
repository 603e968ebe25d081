"""Writing the letter: scores and answers in, texts in both languages out."""

from collections.abc import Mapping, Sequence

from thuis.core.feedback.model import (
    Change,
    DomainPart,
    DomainRules,
    HelpLine,
    Letter,
    LetterRules,
    Offer,
    Place,
    Rule,
    Suggestion,
)
from thuis.core.feedback.people import fitting_lines, helpers, offer_for
from thuis.core.questionnaire.expression import compile_expression
from thuis.core.questionnaire.model import Answers
from thuis.core.scoring.scales import Score
from thuis.core.texts import Text

MOST_STRENGTHS = 3
MOST_SUGGESTIONS = 3
NEEDS = "NEED01"  # what the reader would like help with; its options are the topics of offers

Scores = Mapping[str, Score]


def write_letter(
    rules: LetterRules,
    *,
    scores: Scores,
    last_scores: Scores | None,
    answers: Answers,
    offers: Sequence[Offer],
    lines: Sequence[HelpLine],
    place: Place,
) -> Letter:
    """The letter for one person. Pure: the same input gives the same letter, and nothing is kept."""
    values = _values(rules, scores, last_scores, answers)
    is_distressed = bool(values["distress"])
    asked = [*(rules.distress_topics if is_distressed else ()), *_needs(answers)]
    suggestions = _suggestions(rules, values, asked, offers, place)
    tips = [suggestion.topic for suggestion in suggestions]
    people, note = helpers(rules, offers, asked, tips, answers, place)
    return Letter(
        help_first=is_distressed,
        greeting=rules.greeting_distress if is_distressed else rules.greeting,
        domains=tuple(_domain(each, rules, scores, last_scores, values) for each in rules.domains),
        strengths=_holding(rules.strengths, values)[:MOST_STRENGTHS] or (rules.strength_always,),
        suggestions=suggestions,
        people=people,
        people_note=note,
        lines=fitting_lines(lines, [*asked, *tips], place),
    )


def change_between(now: float | None, last: float | None, change_from: float) -> Change:
    """Whether a score moved by at least `change_from` points; 'none' when there is nothing to compare."""
    if now is None or last is None:
        return "none"
    if abs(now - last) < change_from:
        return "same"
    return "more" if now > last else "less"


def _values(
    rules: LetterRules, scores: Scores, last_scores: Scores | None, answers: Answers
) -> dict[str, object]:
    """What expressions of the letter can name: codes, scales, `<scale>_band`, `<scale>_change`."""
    values: dict[str, object] = dict(answers)
    for key, score in scores.items():
        values[key] = score.value
        values[f"{key}_band"] = score.band
        values[f"{key}_change"] = change_between(score.value, _last(last_scores, key), rules.change_from)
    values["distress"] = int(compile_expression(rules.distress).holds(values))
    return values


def _last(last_scores: Scores | None, key: str) -> float | None:
    return last_scores[key].value if last_scores and key in last_scores else None


def _domain(
    domain: DomainRules,
    rules: LetterRules,
    scores: Scores,
    last_scores: Scores | None,
    values: Mapping[str, object],
) -> DomainPart:
    score = scores.get(domain.scale)
    now, band = (score.value, score.band) if score else (None, None)
    last = _last(last_scores, domain.scale)
    change = change_between(now, last, rules.change_from)
    texts = (domain.silent,) if band is None else _sentences(domain, band, change, values)
    return DomainPart(domain.key, domain.title, now, last, band, change, texts)


def _sentences(
    domain: DomainRules, band: str, change: Change, values: Mapping[str, object]
) -> tuple[Text, ...]:
    said = domain.bands[band]
    compared = {"more": said.more, "less": said.less, "same": said.same}
    moved = (compared[change],) if change in compared else ()
    return (said.now, *moved, *_holding(domain.details, values)[:1])


def _holding(rules: Sequence[Rule], values: Mapping[str, object]) -> tuple[Text, ...]:
    return tuple(rule.text for rule in rules if compile_expression(rule.when).holds(values))


def _suggestions(
    rules: LetterRules,
    values: Mapping[str, object],
    asked: Sequence[str],
    offers: Sequence[Offer],
    place: Place,
) -> tuple[Suggestion, ...]:
    """The first that hold, one per topic: three tips about sleep would be one tip.

    What the reader asked for goes before what we would suggest ourselves.
    """
    chosen: dict[str, Suggestion] = {}
    for rule in sorted(rules.suggestions, key=lambda rule: rule.topic not in asked):
        if rule.topic not in chosen and compile_expression(rule.when).holds(values):
            offer = offer_for(rule.topic, offers, place)
            chosen[rule.topic] = Suggestion(rule.key, rule.topic, rule.title, rule.text, offer)
    return tuple(chosen.values())[:MOST_SUGGESTIONS]


def _needs(answers: Answers) -> list[str]:
    needs = answers.get(NEEDS)
    return [need for need in needs if need != "none"] if isinstance(needs, list) else []
