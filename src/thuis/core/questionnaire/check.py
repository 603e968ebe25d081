"""Whether a module says what it must. Every problem names its place, what is wrong, and what to do."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from thuis.core.errors import ContentError
from thuis.core.questionnaire.expression import compile_expression
from thuis.core.questionnaire.model import AnswerScale, Item, Kind, Module, Option, Page
from thuis.core.questionnaire.offers import TEMPLATES
from thuis.core.texts import Text

SUBJECTS = {"wellbeing", "belonging", "participation", "inclusion", "study"}
CODE = re.compile(r"[A-Z]{3,6}[0-9]{2}[a-z]?|HELPX?(_[A-Za-z0-9_]{1,40})?", re.ASCII)
MOST_WORDS = 15  # per sentence, on average: level B1
MOST_ITEMS = 8  # in a module of part B
SENTENCE_END = re.compile(r"[.?!:…]+(?:\s|$)")


def check_questionnaire(modules: Sequence[Module]) -> list[str]:
    """The problems of all modules together, in the order of the files; empty when all is well."""
    problems: list[str] = []
    earlier: set[str] = set()
    for module in modules:
        problems += [f"{module.key}: {problem}" for problem in check_module(module, earlier)]
        # part B is chosen freely, so a module may only lean on itself and on part A
        earlier |= {item.code for item in module.items} if module.part == "A" else set()
    return problems + _doubles_across(modules)


def check_module(module: Module, earlier: Iterable[str] = ()) -> list[str]:
    """The problems of one module; `earlier` are the codes that are asked before it."""
    checks: list[Callable[[Module], Iterable[str]]] = [
        _codes,
        _placement,
        _items,
        _pages,
        _size,
        _words,
    ]
    problems = [problem for check in checks for problem in check(module)]
    return [*problems, *_conditions(module, set(earlier))]


def check_answer_scales(scales: Mapping[str, AnswerScale]) -> list[str]:
    """The problems of the shared answer scales."""
    return [
        f"answer scale {scale.key}: {problem}"
        for scale in scales.values()
        for problem in _option_problems(scale.options)
    ]


def words_per_sentence(text: str) -> float:
    """The mean number of words per sentence."""
    sentences = [part for part in SENTENCE_END.split(text) if part.strip()]
    return len(text.split()) / max(len(sentences), 1)


def text_problems(text: Text) -> list[str]:
    """What is wrong with one text in both languages."""
    problems = [
        f"has no {language} text; add it" for language in ("nl", "en") if not text.in_(language).strip()
    ]
    return problems + [
        f"has {words_per_sentence(text.in_(language)):.0f} words a sentence, {language}; at most {MOST_WORDS}"
        for language in ("nl", "en")
        if words_per_sentence(text.in_(language)) > MOST_WORDS
    ]


def _doubles_across(modules: Sequence[Module]) -> list[str]:
    owners: dict[str, list[str]] = {}
    for module in modules:
        for name in (
            {f'item "{item.code}"' for item in module.items}
            | {f'page "{page.key}"' for page in module.pages}
            | {f'scale "{scale.key}"' for scale in module.scales}
        ):
            owners.setdefault(name, []).append(module.key)
    return [
        f"{name} stands in {' and '.join(keys)}; give one of them another name"
        for name, keys in sorted(owners.items())
        if len(keys) > 1
    ]


def _codes(module: Module) -> Iterator[str]:
    yield from repeated("item", [item.code for item in module.items])
    yield from repeated("page", [page.key for page in module.pages])
    yield from repeated("scale", [scale.key for scale in module.scales])
    for item in module.items:
        if not CODE.fullmatch(item.code):
            yield f"item {item.code}: write codes as three to six capitals and two digits, as in WEL01"


def repeated(what: str, names: Sequence[str]) -> Iterator[str]:
    """A problem for every name that stands in the list twice."""
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"{what} {name}: stands in the module twice; rename or remove one"


def _placement(module: Module) -> Iterator[str]:
    placed = [code for page in module.pages for code in page.items]
    codes = {item.code for item in module.items}
    for page in module.pages:
        for code in page.items:
            if code not in codes:
                yield f"page {page.key}: item {code} does not exist; correct the code or add the item"
    for code in sorted(codes):
        if placed.count(code) != 1:
            yield f"item {code}: stands on {placed.count(code)} pages; put it on exactly one"


def _items(module: Module) -> Iterator[str]:
    for item in module.items:
        for problem in _item_problems(item):
            yield f"item {item.code}: {problem}"


def _item_problems(item: Item) -> Iterator[str]:
    if item.kind in {Kind.CHOICE, Kind.MULTI}:
        yield from _option_problems(item.options)
    elif item.options:
        yield f"a {item.kind} question has no options; remove them"
    if item.low >= item.high:
        yield f"low {item.low} is not below high {item.high}; change one"
    if item.kind is Kind.MULTI and not all(isinstance(option.value, str) for option in item.options):
        yield "options of a multi question need codes in quotes"


def _option_problems(options: Sequence[Option]) -> Iterator[str]:
    if len(options) < 2:
        yield "has fewer than two options; add options or name an answer scale"
    values = [str(option.value) for option in options]
    for value in sorted({value for value in values if values.count(value) > 1}):
        yield f"value {value} stands among the options twice; change one"


def _pages(module: Module) -> Iterator[str]:
    for page in module.pages:
        if page.subject not in SUBJECTS:
            known = ", ".join(sorted(SUBJECTS))
            yield f'page {page.key}: subject "{page.subject}" does not exist; choose one of {known}'
        if not page.items:
            yield f"page {page.key}: has no items; add some or remove the page"


def _size(module: Module) -> Iterator[str]:
    if module.part == "B" and len(module.items) > MOST_ITEMS and module.text_included:
        yield f"has {len(module.items)} items; a module of part B has at most {MOST_ITEMS}"
    if not 0 < module.minutes <= 10:
        yield f"minutes is {module.minutes}; give a number from 1 to 10"


def _words(module: Module) -> Iterator[str]:
    for place, text in texts_of(module):
        for problem in text_problems(text):
            yield f"{place}: {problem}"


def texts_of(module: Module) -> Iterator[tuple[str, Text]]:
    """Every text of a module with the place where it stands; texts that a licence keeps out are left out."""
    yield from (("title", module.title), ("intro", module.intro))
    for item in module.items:
        yield from ((f"item {item.code}, {name}", text) for name, text in _item_texts(item, module))
    for page in module.pages:
        yield from ((f"page {page.key}, {name}", text) for name, text in _page_texts(page))
    yield from ((f"scale {scale.key}, title", scale.title) for scale in module.scales)


def _item_texts(item: Item, module: Module) -> Iterator[tuple[str, Text]]:
    if module.text_included:
        yield "text", item.text
    for name, text in (("hint", item.hint), ("low_label", item.low_label), ("high_label", item.high_label)):
        if text is not None:
            yield name, text
    yield from ((f"option {option.value}", option.text) for option in item.options)


def _page_texts(page: Page) -> Iterator[tuple[str, Text]]:
    yield "title", page.title
    if page.intro is not None:
        yield "intro", page.intro


def _conditions(module: Module, earlier: set[str]) -> Iterator[str]:
    everything = earlier | {item.code for item in module.items}
    seen = set(earlier)
    yield from _condition("show_if", module.show_if, seen, everything)
    items = {item.code: item for item in module.items}
    for page in module.pages:
        yield from _condition(f"page {page.key}, show_if", page.show_if, seen, everything)
        for code in page.items:
            if code in items:
                yield from _condition(f"item {code}, show_if", items[code].show_if, seen, everything)
        # only then: without JavaScript a page cannot react to its own answers
        seen |= set(page.items)


def _condition(place: str, source: str, seen: set[str], everything: set[str]) -> Iterator[str]:
    try:
        names = compile_expression(source).names
    except ContentError as error:
        yield from (f"{place}: {problem}" for problem in error.problems)
        return
    for name in sorted(names - seen):
        if name in everything:
            yield f"{place}: reads {name}, which is asked later or on the same page; ask it earlier"
        elif name.partition("_")[0] not in TEMPLATES:
            yield f"{place}: reads {name}, which is not asked before it; correct the code"
