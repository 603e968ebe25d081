"""Where the figures of a card come from: said on everything that leaves the page."""

from django.utils.translation import gettext as _

from thuis.rooms.insights.presenters.card import Card
from thuis.rooms.insights.presenters.methods import METHODS
from thuis.rooms.insights.presenters.names import round_name
from thuis.rooms.insights.presenters.words import group_name
from thuis.rooms.insights.queries import Scene


def source_lines(scene: Scene, card: Card) -> tuple[str, ...]:
    """The question, the answer in words, where, when, how, and which release."""
    method = METHODS[card.method]
    return (
        card.question,
        *card.sentences,
        whose(scene),
        f"{method.line} {method.how}",
        str(method.formula),
        source_line(scene),
    )


def whose(scene: Scene) -> str:
    """'Social Work, Year 1': the unit and, when there is one, the group."""
    group = group_name(scene.spot.filter_kind, scene.spot.filter_value) if scene.spot.filter_kind else ""
    return ", ".join(part for part in (scene.name, group) if part)


def source_line(scene: Scene) -> str:
    """Round and version of the release: figures of one version never change."""
    words = {"round": round_name(scene, scene.round), "version": scene.release.version}
    return (
        _("Source: %(round)s, release %(version)s. Every figure was checked so that nobody can be found.")
        % words
    )
