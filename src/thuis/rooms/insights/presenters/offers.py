"""Help that students know, use, and were helped by: per offer of the institution."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from thuis.core.charts.model import BarRow, Bars
from thuis.rooms.insights.presenters import makers
from thuis.rooms.insights.presenters.card import Card, Maker
from thuis.rooms.insights.presenters.names import measure_name, option_name
from thuis.rooms.insights.queries import Scene

KNOWN, EXPERIENCED = "HELP_", "HELPX_"


def found(key: str, question: str | Promise) -> Maker:
    """Per offer: not known, known, used."""
    return _per_offer(key, question, KNOWN, _("not known"), _("used"))


def experienced(key: str, question: str | Promise) -> Maker:
    """Per offer, of those who used it: how it helped."""
    return _per_offer(key, question, EXPERIENCED, _("did not help"), _("helped"))


def offers_in(scene: Scene, prefix: str) -> list[str]:
    return [one.name for one in scene.shape.rules.measures if one.name.startswith(prefix)]


def _per_offer(key: str, question: str | Promise, prefix: str, less: str, more: str) -> Maker:
    def make(scene: Scene) -> Card | None:
        items = [item for item in offers_in(scene, prefix) if scene.options(item)]
        if not items:
            return None
        options = tuple(option_name(scene, items[0], cell.option) for cell in scene.options(items[0]))
        rows = tuple(BarRow(measure_name(scene, item), makers.answer_shares(scene, item)) for item in items)
        chart = Bars(str(question), scene.name, options, rows, less=less, more=more)
        return Card(key, str(question), tuple(makers.most_and_least(rows)), chart, "share")

    return make
