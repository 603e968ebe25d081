"""What people call the measures, options, units and filters of a release, in both languages.

A release from files may come without: then everything is called by its name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from thuis.core.disclosure.model import JOIN, Measure
from thuis.core.questionnaire.model import Item, Questionnaire
from thuis.core.questionnaire.route import items_of
from thuis.core.scoring.types import Typology
from thuis.core.texts import Text

Named = Mapping[str, Text]
WITH = " + "


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles by name; `options` per measure, `values` per kind of unit or filter."""

    measures: Named = field(default_factory=dict)
    options: Mapping[str, Named] = field(default_factory=dict)
    kinds: Named = field(default_factory=dict)
    values: Mapping[str, Named] = field(default_factory=dict)

    def measure(self, name: str) -> Text:
        return _of(self.measures, name)

    def option(self, measure: str, option: str) -> Text:
        """One option, or the options of a band."""
        return _joined(option, JOIN, self.options.get(measure, {}))

    def kind(self, kind: str) -> Text:
        """A kind of unit or a filter; two filters are named side by side."""
        return _joined(kind, "+", self.kinds, WITH)

    def value(self, kind: str, value: str) -> Text:
        """A unit, or the value of one filter; of a merged one all members."""
        return _joined(value, JOIN, self.values.get(kind, {}))

    def plain(self) -> dict[str, Any]:
        """As it stands in `titles.json`."""
        return asdict(self)

    def before(self, older: "Titles") -> "Titles":
        """These, and what only an older release has."""
        return Titles(
            {**older.measures, **self.measures},
            {**older.options, **self.options},
            {**older.kinds, **self.kinds},
            {
                kind: {**older.values.get(kind, {}), **self.values.get(kind, {})}
                for kind in older.values.keys() | self.values.keys()
            },
        )


def titles_from(parsed: Mapping[str, Any]) -> Titles:
    """The titles of `plain`."""
    return Titles(
        _named(parsed["measures"]),
        {name: _named(found) for name, found in parsed["options"].items()},
        _named(parsed["kinds"]),
        {name: _named(found) for name, found in parsed["values"].items()},
    )


def titles_of(
    questionnaires: Sequence[Questionnaire], measures: Sequence[Measure], typology: Typology | None = None
) -> Titles:
    """Titles of measures and options as these questionnaires (newest first) have them, and of types."""
    found: dict[str, Text] = {typology.key: typology.title} if typology else {}
    options: dict[str, Named] = {typology.key: _kinds(typology)} if typology else {}
    for questionnaire in reversed(questionnaires):
        items = items_of(questionnaire)
        found |= {code: item.text for code, item in items.items()}
        found |= {scale.key: scale.title for module in questionnaire.modules for scale in module.scales}
        options |= {code: labels for code, item in items.items() if (labels := _labels(item))}
    names = [one.name for one in measures]
    return Titles(
        {name: found[name] for name in names if name in found},
        {name: options[name] for name in names if name in options},
    )


def _kinds(typology: Typology) -> Named:
    return {kind.key: kind.title for kind in typology.kinds}


def _labels(item: Item) -> dict[str, Text]:
    """What each option says; of a grade what its ends say."""
    ends = ((item.low, item.low_label), (item.high, item.high_label))
    labels = {str(value): Text(f"{value}: {said.nl}", f"{value}: {said.en}") for value, said in ends if said}
    return labels | {str(option.value): option.text for option in item.options}


def _named(parsed: Mapping[str, Mapping[str, str]]) -> dict[str, Text]:
    return {name: Text(**said) for name, said in parsed.items()}


def _of(titles: Named, name: str) -> Text:
    return titles.get(name, Text(name, name))


def _joined(name: str, mark: str, titles: Named, between: str = JOIN) -> Text:
    parts = [_of(titles, part) for part in name.split(mark)]
    return Text(between.join(one.nl for one in parts), between.join(one.en for one in parts))
