"""The codebook: one line per value of every variable, in both languages."""

from collections.abc import Iterator, Sequence

from thuis.core.research.model import HIDDEN, HIDDEN_WORDS, MISSING, Value, Variable
from thuis.core.texts import Text

HEADERS = (
    "variable", "label_nl", "label_en", "kind", "sensitive", "source_nl", "source_en",
    "value", "value_nl", "value_en", "missing",
)  # fmt: skip


def codebook(variables: Sequence[Variable]) -> list[tuple[str, ...]]:
    """Rows under HEADERS. A variable without listed values has one line, and one per code for no answer."""
    return [row for one in variables for row in _rows(one)]


def missing_of(variable: Variable) -> tuple[tuple[Value, Text], ...]:
    """What a variable says where there is no answer."""
    return ((HIDDEN, HIDDEN_WORDS),) if variable.is_text else tuple(MISSING.items())


def _rows(one: Variable) -> Iterator[tuple[str, ...]]:
    about = (
        one.name, one.label.nl, one.label.en, one.kind, "yes" if one.sensitive else "no",
        one.source.nl, one.source.en,
    )  # fmt: skip
    if not one.values:
        yield (*about, "", "", "", "no")
    for value, words in one.values:
        yield (*about, str(value), words.nl, words.en, "no")
    for value, words in missing_of(one):
        yield (*about, str(value), words.nl, words.en, "yes")
