"""What other rooms may ask of participation: the card of a unit, from released figures alone."""

from dataclasses import dataclass

from thuis.core.charts.model import Chart
from thuis.foundation.cards.card import Method, Reading
from thuis.foundation.release.access import Sight
from thuis.rooms.participation.presenters.figures.methods import METHODS
from thuis.rooms.participation.presenters.figures.page import address, cards_of, columns_of, source_line
from thuis.rooms.participation.queries.figures import Scene, names_in, shelf, unit_from
from thuis.rooms.participation.tabs import GLANCE

CARD = "participation"


@dataclass(frozen=True, slots=True)
class TakingPart:
    """How many students of a unit have a role, over the periods; `address`: where to read on."""

    question: str
    sentences: tuple[str, ...]
    chart: Chart
    reading: Reading | None
    source: str
    address: str
    columns: tuple[str, ...]


def taking_part_method() -> Method:
    return METHODS["share"]


def taking_part(sight: Sight, kind: str, code: str, language: str) -> TakingPart | None:
    """The newest year of a unit, with kind and code as in an address; a quarter before there is any year.

    None before any figures, and for a unit without them or of others. Raises NotFound for an unknown kind.
    """
    known, unit = shelf(), unit_from(kind, code)
    if not known.rows:
        return None
    years = [one for one in known.rows if not one.number]
    period = max(years, key=lambda one: one.year) if years else known.newest
    scene = Scene(known, names_in(language), sight, period, unit, language)
    cards = cards_of(scene, GLANCE) if unit in scene.own_units else []
    card = next((one for one in cards if one.key == CARD), None)
    if card is None:
        return None
    where, columns = address(scene, GLANCE.key), columns_of(card)
    return TakingPart(
        card.question, card.sentences, card.chart, card.reading, source_line(scene), where, columns
    )


def taking_part_stamp() -> str:
    """A word that changes with every new version of a period; one query."""
    return "".join(row.digest[:12] for row in shelf().rows.values())
