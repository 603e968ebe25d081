"""Whether elements, library, recommendations and shared words are whole, traced, short and claim no proof."""

import re
from collections.abc import Iterable, Iterator, Sequence

from thuis.core.elements.model import (
    AUDIENCES,
    COSTS,
    DIGITAL,
    EFFORTS,
    EVALUATED,
    EVIDENCE,
    LEVELS,
    SECTORS,
    Approach,
    Concept,
    Element,
    LibraryEntry,
    Recommendation,
)
from thuis.core.questionnaire.check import repeated, text_problems
from thuis.core.texts import LANGUAGES, Text

PER_LEVEL = {"education": 5, "extracurricular": 4, "policy": 7}
RECOMMENDATIONS, APPROACHES = 11, 24
MODELS = ("integration", "energy-and-pressure", "three-layers", "three-rings", "consortium-focus")
# A fact comes from one of the project's five sources, or from a decision of ours.
TRACED = re.compile(r"\bseed 00[0-4]\b|\bdocs/adr/\d{4}\b")
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
# What people say helps was not tested: no text claims proof or a cause.
CLAIMS = re.compile(r"\b(bewezen|proven|evidence-based|veroorzaakt|caused?s?|leidt tot|leads? to)\b", re.I)


def check_elements(elements: Sequence[Element]) -> list[str]:
    """Sixteen elements on three levels, each traced to its source."""
    problems = list(repeated("element", [one.key for one in elements]))
    for level in LEVELS:
        found = sum(one.level == level for one in elements)
        if found != PER_LEVEL[level]:
            problems.append(f"elements: {found} on level {level}; there are {PER_LEVEL[level]}")
    for one in elements:
        place = f"element {one.key}"
        problems += _texts(place, (one.name, one.meaning, one.examples, one.first_step))
        problems += _source(place, one.source)
        problems += _known(place, "sector", one.more_in, SECTORS)
    return problems


def check_library(entries: Sequence[LibraryEntry], elements: Sequence[Element]) -> list[str]:
    """At least 24 approaches, each with its whole frame."""
    problems = list(repeated("approach", [one.key for one in entries]))
    if len(entries) < APPROACHES:
        problems.append(f"library: {len(entries)} approaches; there are at least {APPROACHES}")
    known = [one.key for one in elements]
    for one in entries:
        place = f"approach {one.key}"
        problems += [f"{place}: {words}" for words in approach_problems(one.approach, known)]
        problems += _source(place, one.approach.source)
    return problems


def approach_problems(approach: Approach, elements: Sequence[str]) -> list[str]:
    """What stands in the way of showing an approach, wherever it came from."""
    told = [words for text in approach.texts.values() for words in [*text_problems(text), *_claims(text)]]
    lists = (
        ("element", approach.elements, elements),
        ("sector", approach.sectors, SECTORS),
        ("audience", approach.audience, AUDIENCES),
    )
    numbers = (("effort", EFFORTS), ("cost", COSTS), ("evidence", EVIDENCE))
    for name, given, known in lists:
        told += [f"has no {name}; name one"] if not given else []
        told += [f'{name} "{one}" does not exist' for one in given if one not in known]
    told += [
        f"{name} must be one of {known}" for name, known in numbers if getattr(approach, name) not in known
    ]
    told += [] if approach.evaluated in EVALUATED else ["evaluated: " + ", ".join(EVALUATED)]
    told += [] if approach.digital in DIGITAL else ["digital: " + ", ".join(DIGITAL)]
    return told + ([] if MONTH.fullmatch(approach.started) else ["started must be a month, as in 2026-11"])


def check_recommendations(found: Sequence[Recommendation], elements: Sequence[Element]) -> list[str]:
    """Eleven recommendations, each about at least one element."""
    problems = list(repeated("recommendation", [one.key for one in found]))
    if len(found) != RECOMMENDATIONS:
        problems.append(f"recommendations: {len(found)}; there are {RECOMMENDATIONS}")
    for one in found:
        place = f"recommendation {one.key}"
        problems += _texts(place, (one.name, one.question, one.monday, one.team))
        problems += _known(place, "element", one.elements, [each.key for each in elements])
    return problems


def check_concepts(concepts: Sequence[Concept]) -> list[str]:
    """Shared words that point to each other and to drawings that exist."""
    keys = [one.key for one in concepts]
    problems = list(repeated("concept", keys))
    for one in concepts:
        place = f"concept {one.key}"
        problems += [*_texts(place, (one.name, one.meaning)), *_source(place, one.source)]
        problems += _known(place, "concept", one.see, keys)
        problems += _known(place, "drawing", [one.model] if one.model else [], MODELS)
    return problems


def _texts(place: str, texts: Iterable[Text]) -> Iterator[str]:
    for text in texts:
        yield from (f"{place}: {words}" for words in [*text_problems(text), *_claims(text)])


def _claims(text: Text) -> list[str]:
    found = [word for language in LANGUAGES for word in CLAIMS.findall(text.in_(language))]
    return [f'says "{word}"; say who named it, or what goes together' for word in found]


def _source(place: str, source: str) -> list[str]:
    return [] if TRACED.search(source) else [f'{place}: source "{source}" names no seed and no decision']


def _known(place: str, what: str, given: Iterable[str], known: Sequence[str]) -> list[str]:
    return [f'{place}: {what} "{one}" does not exist' for one in given if one not in known]
