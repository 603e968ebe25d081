"""Help that students know, use, and were helped by: per offer of the institution."""

from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from thuis.rooms.insights.presenters import makers
from thuis.rooms.insights.presenters.card import Card, Maker
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
        chart = replace(makers.stacked(scene, str(question), items), less=less, more=more)
        return Card(key, str(question), tuple(makers.most_and_least(chart)), chart, "share")

    return make
