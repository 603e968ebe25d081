"""Whether the letter says what it must: expressions that exist, texts that are short and name no illness."""

import re
from collections.abc import Iterable, Iterator, Sequence

from thuis.core.errors import ContentError
from thuis.core.feedback.model import BandTexts, DomainRules, Greeting, HelpLine, LetterRules
from thuis.core.feedback.write import NEEDS
from thuis.core.questionnaire.check import text_problems
from thuis.core.questionnaire.expression import compile_expression
from thuis.core.questionnaire.model import Module
from thuis.core.texts import LANGUAGES, Text

# A letter never names an illness, never calls somebody a case, never claims proof or a cause.
BANNED = re.compile(
    r"\b(depress\w*|angststoornis\w*|anxiety|burn-?out\w*|stoornis\w*|disorder\w*|diagnos\w*|symptom\w*|"
    r"klacht\w*|pati[eë]nt\w*|psychisch\w*|suïcid\w*|suicid\w*|ziektebeeld\w*|risicogroep\w*|at risk|"
    r"abnorma\w*|bewezen|proven|veroorzaakt|caused)\b",
    re.IGNORECASE,
)


def check_letter(rules: LetterRules, modules: Sequence[Module]) -> list[str]:
    """The problems of the letter's rules; names in expressions must exist in part A."""
    known = _names(modules) | {"distress"}
    problems = [problem for place, text in letter_texts(rules) for problem in _text(place, text)]
    problems += [
        problem for place, when in _expressions(rules) for problem in _expression(place, when, known)
    ]
    problems += _domain_scales(rules, modules)
    return [*problems, *_topics(rules, modules)]


def check_help_lines(lines: Sequence[HelpLine], topics: Iterable[str]) -> list[str]:
    """The problems of the national lines: two must always be there, each must be reachable."""
    problems = [f"line {line.key}: {problem}" for line in lines for problem in text_problems(line.text)]
    problems += [
        f"line {line.key}: has neither phone nor url; add one"
        for line in lines
        if not (line.phone or line.url)
    ]
    problems += [
        f'line {line.key}: topic "{topic}" does not exist; choose one of {", ".join(sorted(topics))}'
        for line in lines
        for topic in line.topics
        if topic not in set(topics)
    ]
    always = {line.key for line in lines if not line.topics}
    return problems + [
        f"line {key}: must stand in every letter" for key in ("112", "113") if key not in always
    ]


def letter_texts(rules: LetterRules) -> Iterator[tuple[str, Text]]:
    """Every text of the letter with its place."""
    yield from _greeting_texts("greeting", rules.greeting)
    yield from _greeting_texts("greeting_distress", rules.greeting_distress)
    for domain in rules.domains:
        yield from ((f"domain {domain.key}, {place}", text) for place, text in _domain_texts(domain))
    yield from ((f"strength {rule.when}", rule.text) for rule in rules.strengths)
    yield "strength_always", rules.strength_always
    for tip in rules.suggestions:
        yield f"suggestion {tip.key}, title", tip.title
        yield f"suggestion {tip.key}, text", tip.text
    yield from ((f"topic {key}", text) for key, text in rules.topics.items())
    reasons = rules.reasons
    yield from (("reason asked", reasons.asked), ("reason tip", reasons.tip), ("reason new", reasons.new))
    yield from (("reason near", reasons.near), ("reason everyone", reasons.everyone))
    yield from (("nobody_here", rules.nobody_here), ("nobody_at_all", rules.nobody_at_all))


def _greeting_texts(place: str, greeting: Greeting) -> Iterator[tuple[str, Text]]:
    yield from ((f"{place}, title", greeting.title), (f"{place}, lead", greeting.lead))
    yield f"{place}, note", greeting.note


def _domain_texts(domain: DomainRules) -> Iterator[tuple[str, Text]]:
    yield from (("title", domain.title), ("silent", domain.silent))
    for key, band in domain.bands.items():
        yield from ((f"{key} {name}", text) for name, text in _band_texts(band))
    yield from ((f"detail {rule.when}", rule.text) for rule in domain.details)


def _band_texts(band: BandTexts) -> Iterator[tuple[str, Text]]:
    yield from (("now", band.now), ("more", band.more), ("less", band.less), ("same", band.same))


def _text(place: str, text: Text) -> Iterator[str]:
    yield from (f"{place}: {problem}" for problem in text_problems(text))
    for language in LANGUAGES:
        for word in BANNED.findall(text.in_(language)):
            yield f'{place}: says "{word}"; describe what somebody told, without a label'


def _expressions(rules: LetterRules) -> Iterator[tuple[str, str]]:
    yield "distress", rules.distress
    for domain in rules.domains:
        yield from ((f"domain {domain.key}, detail", rule.when) for rule in domain.details)
    yield from (("strength", rule.when) for rule in rules.strengths)
    yield from ((f"suggestion {tip.key}", tip.when) for tip in rules.suggestions)


def _expression(place: str, when: str, known: set[str]) -> Iterator[str]:
    try:
        names = compile_expression(when).names
    except ContentError as error:
        yield from (f"{place}: {problem}" for problem in error.problems)
        return
    for name in sorted(names - known):
        yield f"{place}: reads {name}, which is no item, scale, band or change of part A; correct it"


def _names(modules: Sequence[Module]) -> set[str]:
    part_a = [module for module in modules if module.part == "A"]
    scales = {scale.key for module in part_a for scale in module.scales}
    codes = {item.code for module in part_a for item in module.items}
    return codes | scales | {f"{key}_{end}" for key in scales for end in ("band", "change")}


def _domain_scales(rules: LetterRules, modules: Sequence[Module]) -> Iterator[str]:
    scales = {scale.key: scale for module in modules for scale in module.scales}
    for domain in rules.domains:
        if domain.scale not in scales:
            yield f"domain {domain.key}: scale {domain.scale} does not exist; correct it"
        elif {band.key for band in scales[domain.scale].bands} != domain.bands.keys():
            yield f"domain {domain.key}: its bands are not those of {domain.scale}; give each band its texts"


def _topics(rules: LetterRules, modules: Sequence[Module]) -> Iterator[str]:
    used = {tip.topic for tip in rules.suggestions} | set(rules.distress_topics)
    items = {item.code: item for module in modules for item in module.items}
    if NEEDS in items:
        used |= {str(option.value) for option in items[NEEDS].options if not option.exclusive}
    for topic in sorted(used - rules.topics.keys()):
        yield f'topic "{topic}" is used but has no words; add it under [topics]'
