"""The words on a picture of a chart, and how wide it is drawn."""

from django.utils.translation import gettext as _

from thuis.core.charts.paper.labels import Labels
from thuis.foundation.cards.words import number
from thuis.foundation.texts.language import page_language

WIDTH = 720  # what a picture is drawn for; PNG is twice as many pixels, sharp on slides and phones


def labels(footer: tuple[str, ...] = ()) -> Labels:
    """The words on paper, in the reader's language."""
    return Labels(
        number=number,
        language=page_language(),
        hidden=_("not shown"),
        grey=_("grey: {name}"),
        less=_("less than {value}"),
        more=_("more than {value}"),
        footer=footer,
    )
