"""Was a measure asked in the same words in two rounds? Otherwise their difference is no change of students.

Words are public: they stand in every questionnaire. A digest per measure says whether they are the same.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from thuis.core.disclosure.model import Measure, Rules
from thuis.core.questionnaire.model import Item, Questionnaire, Scale
from thuis.core.questionnaire.route import items_of
from thuis.core.scoring.types import Typology
from thuis.core.texts import Text

OTHER_WORDING = "other-wording"
LENGTH = 16


def wording_of(
    questionnaire: Questionnaire, measures: Sequence[Measure], typology: Typology | None = None
) -> dict[str, str]:
    """A digest per measure that this questionnaire has: of a question, or of a scale with its questions.

    Of types: of both scales and the cut-offs.
    """
    items = items_of(questionnaire)
    words: dict[str, Any] = {code: _item(item) for code, item in items.items()}
    for module in questionnaire.modules:
        words |= {scale.key: _scale(scale, items) for scale in module.scales}
    if typology and set(typology.scales) <= words.keys():
        words[typology.key] = [_cuts(typology), *(words[name] for name in typology.scales)]
    return {one.name: _digest(words[one.name]) for one in measures if one.name in words}


def reworded(rules: Rules, later: str, earlier: str) -> frozenset[str]:
    """Measures that two rounds asked in other words, as far as the rules say how each asked them.

    With a question goes its scale, and with a component what is made of it.
    """
    if later not in rules.wording or earlier not in rules.wording:
        return frozenset()
    now, then = rules.wording[later], rules.wording[earlier]
    own = {one.name for one in rules.measures if now.get(one.name) != then.get(one.name)}
    scales = {one.part_of for one in rules.measures if one.name in own and one.part_of}
    made = {one.name for one in rules.measures if (own | scales) & set(one.of)}
    return frozenset(own | scales | made)


def _item(item: Item) -> list[Any]:
    options = [[option.value, *_text(option.text)] for option in item.options]
    labels = [_text(one) for one in (item.text, item.hint, item.low_label, item.high_label)]
    return [item.kind, item.low, item.high, labels, options]


def _scale(scale: Scale, items: Mapping[str, Item]) -> list[Any]:
    return [
        scale.method,
        scale.share,
        sorted(scale.reversed),
        {code: _item(items[code]) for code in scale.items},
    ]


def _cuts(typology: Typology) -> list[Any]:
    kinds = [[one.key, one.first, one.second] for one in typology.kinds]
    return [typology.first_cut, typology.second_cut, typology.border, kinds]


def _text(text: Text | None) -> list[str]:
    return [text.nl, text.en] if text else []


def _digest(words: Any) -> str:
    said = json.dumps(words, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()[:LENGTH]
