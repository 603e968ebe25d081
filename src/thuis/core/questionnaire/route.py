"""Which page comes next, and which questions stand on it.

Part A always, then the modules that somebody chose, in the order of the questionnaire. A page without a
visible question is skipped. Conditions see only answers that are themselves still routed to: an answer
that a change of mind has hidden steers nothing any more.
"""

from collections.abc import Iterator, Sequence

from thuis.core.questionnaire.expression import compile_expression
from thuis.core.questionnaire.model import Answer, Answers, Item, Module, Page, Questionnaire


def items_of(questionnaire: Questionnaire) -> dict[str, Item]:
    """Every item by its code."""
    return {item.code: item for module in questionnaire.modules for item in module.items}


def modules_on_route(questionnaire: Questionnaire, chosen_modules: Sequence[str]) -> list[Module]:
    """Part A and the chosen modules of part B, in the questionnaire's order; unknown keys are ignored."""
    return [module for module in questionnaire.modules if module.part == "A" or module.key in chosen_modules]


def pages_for(questionnaire: Questionnaire, chosen_modules: Sequence[str], answers: Answers) -> list[Page]:
    """The pages that this person meets with these answers."""
    return [page for page, _items in walk(questionnaire, chosen_modules, answers)]


def visible_items(
    questionnaire: Questionnaire, page: Page, answers: Answers, chosen_modules: Sequence[str] | None = None
) -> list[Item]:
    """The questions that stand on a page for these answers; none when the page is not on the route.

    Without `chosen_modules` every module counts as chosen.
    """
    chosen = [module.key for module in questionnaire.modules] if chosen_modules is None else chosen_modules
    for routed, items in walk(questionnaire, chosen, answers):
        if routed.key == page.key:
            return items
    return []


def next_page(
    questionnaire: Questionnaire, chosen_modules: Sequence[str], answers: Answers, page_key: str
) -> Page | None:
    """The first page on the route after `page_key`, which may itself have left the route; None at the end."""
    order = _order(questionnaire)
    here = order.get(page_key, -1)
    later = (page for page in pages_for(questionnaire, chosen_modules, answers) if order[page.key] > here)
    return next(later, None)


def previous_page(
    questionnaire: Questionnaire, chosen_modules: Sequence[str], answers: Answers, page_key: str
) -> Page | None:
    """The last page on the route before `page_key`; None at the start."""
    order = _order(questionnaire)
    here = order.get(page_key, -1)
    earlier = [page for page in pages_for(questionnaire, chosen_modules, answers) if order[page.key] < here]
    return earlier[-1] if earlier else None


def walk(
    questionnaire: Questionnaire, chosen_modules: Sequence[str], answers: Answers
) -> Iterator[tuple[Page, list[Item]]]:
    """Each page on the route with its visible questions, in order."""
    seen: dict[str, Answer] = {}
    for module in modules_on_route(questionnaire, chosen_modules):
        if not compile_expression(module.show_if).holds(seen):
            continue
        items = {item.code: item for item in module.items}
        for page in module.pages:
            shown = _shown(page, items, seen)
            # a page is judged by what was asked before it, so that it looks the same before and after saving
            seen.update({item.code: answers[item.code] for item in shown if item.code in answers})
            if shown:
                yield page, shown


def _shown(page: Page, items: dict[str, Item], seen: Answers) -> list[Item]:
    if not compile_expression(page.show_if).holds(seen):
        return []
    return [items[code] for code in page.items if compile_expression(items[code].show_if).holds(seen)]


def _order(questionnaire: Questionnaire) -> dict[str, int]:
    pages = [page.key for module in questionnaire.modules for page in module.pages]
    return {key: number for number, key in enumerate(pages)}
