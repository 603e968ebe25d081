"""What a research package is made of: variables with words, and columns of plain values.

Numbers keep three codes for 'no answer'. A text that was hidden is HIDDEN; there is no missing text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from thuis.core.texts import Text

NOT_ANSWERED, RATHER_NOT, REMOVED = -9, -8, -7
HIDDEN = "*"
MISSING: dict[int, Text] = {
    NOT_ANSWERED: Text("niet gevraagd of niet beantwoord", "not asked or not answered"),
    RATHER_NOT: Text("liever niet zeggen", "rather not say"),
    REMOVED: Text("weggehaald voor privacy", "removed for privacy"),
}
HIDDEN_WORDS = Text("verborgen voor privacy", "hidden for privacy")

Value = int | float | str
Columns = Mapping[str, Sequence[Value]]


@dataclass(frozen=True, slots=True)
class Variable:
    """One column. `values` are the codes with words; numbers of kind `number` have none.

    `with_it` names variables that would tell this one, so that they go when it goes: of an item the scales it
    counts in; of a scale its items, and whatever they count in. `source` says where it comes from.
    """

    name: str
    label: Text
    kind: Literal["code", "number", "text"]
    values: tuple[tuple[Value, Text], ...] = ()
    sensitive: bool = False
    with_it: tuple[str, ...] = ()
    source: Text = field(default_factory=lambda: Text("", ""))

    @property
    def is_text(self) -> bool:
        return self.kind == "text"


def is_missing(value: Value) -> bool:
    """Whether a value of a number variable says that there is no answer."""
    return value in MISSING
