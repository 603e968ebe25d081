"""Open answers of a closed round: of whoever let colleagues read hers, and nothing beside the text."""

from collections.abc import Iterator
from dataclasses import dataclass

from thuis.core.consent import EXTRA, WORDS, consented, has_agreed
from thuis.core.questionnaire.model import RATHER_NOT, Item, Kind, Questionnaire
from thuis.foundation.loading.responses import BATCH, extra_items
from thuis.foundation.loading.rounds import ClosedRound
from thuis.foundation.responses.models import Response

NEEDED = ("consents", "answers", "language")  # not her pseudonym, not her place


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote at one question, and in which language she answered."""

    item: str
    language: str
    text: str


def text_items(questionnaire: Questionnaire) -> tuple[Item, ...]:
    """The questions that are answered in own words."""
    return tuple(item for one in questionnaire.modules for item in one.items if item.kind == Kind.TEXT)


def written_in(one: ClosedRound) -> Iterator[Written]:
    """Every text of a round that may be read, as it was written. In the order of the table: shuffle it."""
    items = [item.code for item in text_items(one.questionnaire)]
    rows = Response.objects.filter(round_key=one.key).values(*NEEDED).order_by("pk").iterator(BATCH)
    for row in consented(rows, WORDS, extra_items=extra_items(one.questionnaire)):
        if has_agreed(row["consents"], EXTRA):
            for code in items:
                text = str(row["answers"].get(code, "")).strip()
                if text and text != RATHER_NOT:
                    yield Written(code, row["language"], text)
