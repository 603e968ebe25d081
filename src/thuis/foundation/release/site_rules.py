"""The rules of the site's own releases: thresholds from the content, measures from the questionnaires.

Both go into one text, which lies beside the release: whoever verifies it needs nothing else.
"""

import json
from collections.abc import Sequence

from thuis.core.disclosure.model import Measure
from thuis.core.disclosure.rules import rules_from
from thuis.core.disclosure.wording import wording_of
from thuis.core.questionnaire.reader import parse_toml
from thuis.foundation.loading.rounds import FILTERS, UNITS, ClosedRound
from thuis.foundation.texts.content import CONTENT, read_content, typology

NAME = "student-wellbeing-monitor"
FILE = "disclosure.toml"


def rules_text(measures: Sequence[Measure], rounds: Sequence[ClosedRound], before: Sequence[str]) -> str:
    """A rules file for these measures and rounds (oldest first), as `thuis release build` reads it.

    `before`: the rounds that were released already.
    """
    order = list(dict.fromkeys([*before, *(one.key for one in rounds)]))
    said = "".join(_wording(one, measures) for one in rounds)
    thresholds = (CONTENT / FILE).read_text(encoding="utf-8")
    return f"rounds = {json.dumps(order)}\n{_text(thresholds, measures)}\n{said}"


def _wording(one: ClosedRound, measures: Sequence[Measure]) -> str:
    """In which words a round asked, so that a change is counted between the same words only."""
    found = wording_of(one.questionnaire, measures, typology())
    lines = [f"{json.dumps(name)} = {json.dumps(digest)}\n" for name, digest in found.items()]
    return f"[wording.{json.dumps(one.key)}]\n{''.join(lines)}\n"


def check_thresholds() -> list[str]:
    """Every threshold holds, and none lies below its floor; raises ContentError with what is wrong."""
    example = Measure("example", "scale", 0, 100)
    read_content(CONTENT / FILE, lambda source: rules_from(parse_toml(_text(source, [example]))))
    return []


def _text(thresholds: str, measures: Sequence[Measure]) -> str:
    dimensions = [*((name, "unit") for name in UNITS), *((name, "filter") for name in FILTERS)]
    parts = [
        f"release = {json.dumps(NAME)}\n",
        thresholds,
        "[dimensions]\n" + "".join(f"{name} = {json.dumps(kind)}\n" for name, kind in dimensions),
        *(_measure(measure) for measure in measures),
    ]
    return "\n".join(parts)


def _measure(measure: Measure) -> str:
    lines = [
        f"[measures.{json.dumps(measure.name)}]",
        f"kind = {json.dumps(measure.kind)}",
        f"sensitive = {json.dumps(measure.sensitive)}",
    ]
    if measure.kind == "choice":
        lines += [f"of = {json.dumps(measure.of)}"] if measure.of else []
        return "\n".join([*lines, f"options = {json.dumps(measure.choices)}"]) + "\n"
    lines.append(f"range = [{measure.low:g}, {measure.high:g}]")
    if measure.kind == "composite":
        lines += [f"of = {json.dumps(measure.of)}", f"weights = {list(measure.weights)}"]
        return "\n".join(lines) + "\n"
    lines.append(f"options = {list(measure.options)}")
    if measure.cut is not None:
        lines.append(f"cut_off = {measure.cut:g}")
    if measure.part_of:
        lines += [f"part_of = {json.dumps(measure.part_of)}", f"reversed = {json.dumps(measure.reversed)}"]
    return "\n".join(lines) + "\n"
