"""The help matrix: two template questions become two questions per offer of the institution."""

import re
from collections.abc import Sequence
from dataclasses import replace

from thuis.core.questionnaire.model import Item, Module, Page
from thuis.core.questionnaire.reader import settle
from thuis.core.texts import Text

KNOWN = "HELP"  # 'do you know …?': 0 unknown, 1 known, 2 used
EXPERIENCE = "HELPX"  # 'how was …?', only for who used it
TEMPLATES = frozenset({KNOWN, EXPERIENCE})
CODE = re.compile(r"[A-Za-z0-9_]{1,40}", re.ASCII)


def expand_help(module: Module, offers: Sequence[tuple[str, Text]]) -> Module:
    """The module with `HELP_<code>` and `HELPX_<code>` for each offer; without offers the templates vanish.

    A code has letters, digits and `_`, at most 40; a hyphen becomes `_`. Raises ContentError for others.
    """
    named = [(code.replace("-", "_"), name) for code, name in offers]
    settle(_problems([code for code, _name in named]))
    items = tuple(made for item in module.items for made in _expanded(item, named))
    pages = (replace(page, items=_codes(page, named)) for page in module.pages)
    return replace(module, items=items, pages=tuple(page for page in pages if page.items))


def _problems(codes: Sequence[str]) -> list[str]:
    wrong = [
        f'offer "{code}": use letters, digits and _, at most 40' for code in codes if not CODE.fullmatch(code)
    ]
    doubles = sorted({code for code in codes if codes.count(code) > 1})
    return wrong + [f'offer "{code}" stands in the list twice; remove one' for code in doubles]


def _expanded(item: Item, offers: Sequence[tuple[str, Text]]) -> list[Item]:
    if item.code not in TEMPLATES:
        return [item]
    return [
        replace(
            item,
            code=f"{item.code}_{code}",
            text=item.text.fill(offer=name),
            show_if=f"{KNOWN}_{code} == 2" if item.code == EXPERIENCE else item.show_if,
        )
        for code, name in offers
    ]


def _codes(page: Page, offers: Sequence[tuple[str, Text]]) -> tuple[str, ...]:
    made: list[str] = []
    for code in page.items:
        made += [f"{code}_{offer}" for offer, _name in offers] if code in TEMPLATES else [code]
    return tuple(made)
