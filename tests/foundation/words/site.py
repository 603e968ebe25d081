"""A closed round with open answers, and two people who read them alike, or nearly so."""

import re

from tests import factories
from tests.cast import Character
from tests.foundation.release.site import agreed, closed_round
from thuis.core.consent import CORE, EXTRA, WORDS
from thuis.foundation.responses.models import OpenText, Response
from thuis.foundation.words import actions, releasing
from thuis.foundation.words.queries import unread_by
from thuis.rooms.monitor.public import closed_rounds

SECOND = Character("Rosa Meijer", "rosa@debrug.example", "researcher", "DB")
KEPT, CHANGED = "OPE01", "OPE02"
SILENT = "geheimzinnig"  # stands only in texts that nobody agreed to
THEMES = {"rooster": "timetable", "docent": "contact", "druk": "pressure"}


def wrote(number):
    """Every third writes about the timetable, every second about lecturers; Marit is named in all."""
    words = [f"Marit de Boer nummer {number:02}"]
    words += ["het rooster is goed"] if number % 3 == 0 else []
    words += ["de docent ziet mij"] if number % 2 == 0 else []
    return ", ".join([*words, "dat is alles"])


def round_with_texts(key="2025", texts=60, silent=20):
    """`texts` students let us read the first question, five of them the second; `silent` did not."""
    made = closed_round(key, int(key), answers=texts + silent, modules=("open",))
    for number, row in enumerate(Response.objects.filter(round_key=key).order_by("owner")):
        yes = number < texts
        row.consents = agreed(CORE, EXTRA, WORDS) if yes else agreed(CORE, EXTRA)
        row.answers |= {KEPT: wrote(number) if yes else SILENT}
        if number < 5:
            row.answers |= {CHANGED: "minder druk"}
        row.save(update_fields=("consents", "answers"))
    return made


def collected(by, key="2025"):
    one = next(one for one in closed_rounds() if one.key == key)
    return actions.collect_words(round=one, by=by)


def second_reader():
    return factories.colleague(SECOND)


def themes_in(text):
    return [theme for word, theme in THEMES.items() if word in text]


def read_by(one, user, *, misses=()):
    """Everything is read; themes in `misses` are not seen."""
    for text in unread_by(one, one.reader(user)):
        seen = [theme for theme in themes_in(text.text) if theme not in misses]
        actions.keep_reading(one=one, text=text, themes=seen, by=user)
    one.refresh_from_db()


def two_read(first, second, **options):
    """Collected, and read by both; as it stands now."""
    one = collected(first)
    for user in (first, second):
        one = actions.become_reader(one=one, by=user)
    read_by(one, first)
    read_by(one, second, **options)
    return one


def told(first, second, **options):
    """All the way to themes that are told."""
    one = releasing.ask_release(one=two_read(first, second, **options), by=first)
    return releasing.release_themes(one=one, by=second)


def text_about(word):
    return next(text for text in OpenText.objects.order_by("pk") if re.search(rf"\b{word}\b", text.text))
