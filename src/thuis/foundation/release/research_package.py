"""The table of a request: consented answers in, the safe table out."""

from collections.abc import Sequence

from thuis.core.disclosure.model import PANEL
from thuis.core.disclosure.titles import Titles
from thuis.core.research.model import Value, Variable
from thuis.core.research.package import QUASI, Package, Row, package_of
from thuis.core.research.variables import variables_of
from thuis.core.texts import Text
from thuis.foundation.loading.research import research_rows
from thuis.foundation.loading.rounds import ClosedRound
from thuis.foundation.release.research_models import ResearchRequest
from thuis.foundation.release.titles import site_titles

LATER = Text("2 en later", "2 and later")


def made_package(request: ResearchRequest, rounds: Sequence[ClosedRound], key: bytes) -> Package:
    """The package of a request over these rounds (oldest first). `key`: fresh bytes, not to be kept."""
    rows = research_rows(rounds, request.modules, linked=PANEL in request.background)
    variables = variables_of([one.questionnaire for one in reversed(rounds)], request.modules)
    titles = site_titles(rounds, ())
    asked = [_background(name, rows, titles) for name in QUASI if name in request.background]
    return package_of(rows, asked, variables, {one.key: one.enrolled for one in rounds}, key)


def _background(name: str, rows: Sequence[Row], titles: Titles) -> Variable:
    """One background characteristic with the words of every value that occurs."""
    found = sorted({row.place[name] for row in rows} - {""})
    values: list[tuple[Value, Text]] = [(value, titles.value(name, value)) for value in found]
    if name == "study_year":
        values.append(("2+", LATER))
    return Variable(name, titles.kind(name), "text", tuple(values))
