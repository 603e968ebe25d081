"""What a student agreed to, layer by layer, and the gate that every export and release goes through.

A layer has words with a version; what she said is kept with her answers, as version and yes or no, without a
time and without her name. Silence is no.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from thuis.core.texts import Text

CORE, EXTRA, YEARS, REGISTER, RESEARCH, WORDS = LAYERS = (
    "core",
    "extra",
    "years",
    "register",
    "research",
    "words",
)
# What is asked before the first question; `extra` is asked where extra modules are chosen.
ASKED_FIRST = (CORE, YEARS, REGISTER, RESEARCH)
# Asked beside the extra modules, and only held when those answers count too.
ASKED_WITH_EXTRA = (WORDS,)

Consents = dict[str, dict[str, int | bool]]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ConsentLayer:
    """One thing to agree to. `text` says what happens, `taken_back` what happens when it is withdrawn.

    `about`: the kind of question that it is about; without such a question it is not asked. Empty: always.
    """

    key: str
    version: int
    title: Text
    text: Text
    taken_back: Text
    about: str = ""

    def is_asked_with(self, kinds: Collection[str]) -> bool:
        """Whether it is asked beside questions of these kinds."""
        return not self.about or self.about in kinds


def said(layers: Iterable[ConsentLayer], agreed: Collection[str]) -> Consents:
    """What is kept of an answer to `layers`: a yes for those in `agreed`, a no for the others."""
    return {layer.key: {"version": layer.version, "agreed": layer.key in agreed} for layer in layers}


def has_agreed(consents: Mapping[str, Any], layer: str) -> bool:
    """Whether she agreed to a layer and did not take it back; anything that is not a plain yes is no."""
    given = consents.get(layer)
    return isinstance(given, Mapping) and given.get("agreed") is True


def without(consents: Mapping[str, Any], layer: str) -> Consents:
    """The same, with one layer taken back; the version stays that of the words she read."""
    given = consents.get(layer)
    version = given.get("version", 0) if isinstance(given, Mapping) else 0
    return {**consents, layer: {"version": version, "agreed": False}}


def consented(rows: Iterable[Row], layer: str, *, extra_items: Collection[str]) -> Iterator[dict[str, Any]]:
    """The rows that may be used for `layer`, each with only what its student agreed to.

    A row has `consents`, `answers` (code to answer) and perhaps `trail`. It comes through when its student
    agreed to the core and to `layer`. Answers to `extra_items` (the codes of part B) stay only with her yes
    to that layer, and her trail only with her yes to the years.

    Raises:
        ValueError: `layer` is none of LAYERS.
    """
    if layer not in LAYERS:
        raise ValueError(layer)
    for row in rows:
        if has_agreed(row["consents"], CORE) and has_agreed(row["consents"], layer):
            yield _agreed_part(row, extra_items)


def _agreed_part(row: Row, extra_items: Collection[str]) -> dict[str, Any]:
    part = dict(row)
    if not has_agreed(row["consents"], EXTRA):
        part["answers"] = {code: a for code, a in row["answers"].items() if code not in extra_items}
    if "trail" in row and not has_agreed(row["consents"], YEARS):
        part["trail"] = ""
    return part
