"""What was told, in one line: for the letter and for the page with results."""

from dataclasses import dataclass

from django.utils import translation

from thuis.foundation.signals.models import Telling


@dataclass(frozen=True, slots=True)
class ToldLine:
    """What students said, how it stands, in a few words what is done, and where to read on."""

    said: str
    status: str
    title: str
    where: str
    address: str


def told_line(telling: Telling, language: str) -> ToldLine:
    """In one language."""
    dutch = language == "nl"
    with translation.override(language):
        status = telling.get_kind_display()
    return ToldLine(
        telling.said_nl if dutch else telling.said_en,
        status,
        telling.title_nl if dutch else telling.title_en,
        telling.unit.name_in(language),
        telling.address,
    )
