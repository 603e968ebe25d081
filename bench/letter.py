"""From stored answers to a letter: scoring, writing, and the page and PDF around it; no server."""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from bench.report import Figure

if TYPE_CHECKING:
    from thuis.core.feedback.model import Letter
    from thuis.core.questionnaire.model import Questionnaire

RUNS = 50


def figures(scale: int) -> Sequence[Figure]:
    """The same at any scale: a letter reads one student's answers."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    os.environ.setdefault("THUIS_HOME", tempfile.mkdtemp(prefix="thuis-bench-"))
    import django

    django.setup()
    return [
        Figure("score and write a letter, median", milliseconds(_letter), "ms", "≤ 25"),
        Figure("letter as PDF, median", milliseconds(_pdf), "ms", ""),
    ]


def milliseconds(work: Callable[[], object]) -> float:
    work()
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def _letter() -> "Letter":
    from bench.completion import ANSWERS
    from thuis.core.feedback.model import Place
    from thuis.core.feedback.write import write_letter
    from thuis.core.scoring.scales import score_all
    from thuis.foundation.texts.content import help_lines, letter_rules

    questionnaire = _questionnaire()
    answers = {
        code: int(raw) if raw.isdigit() else [raw] for page in ANSWERS.values() for code, raw in page.items()
    }
    scores = score_all(questionnaire, answers)
    return write_letter(
        letter_rules(), scores=scores, last_scores=scores, answers=answers, offers=(), lines=help_lines(),
        place=Place("AVE", "SW", "nl"),
    )  # fmt: skip


@cache
def _questionnaire() -> "Questionnaire":
    from thuis.rooms.monitor.public import questionnaire_for

    return questionnaire_for(["belonging"], [])


def _pdf() -> object:
    import datetime

    from thuis.foundation.documents.pdf import pdf
    from thuis.rooms.monitor.presenters.letters import letter_document, letter_page
    from thuis.rooms.monitor.views.letters import _fixed_words

    page = letter_page(
        _letter(), place="Social Work, Avermeer", language="nl", closes_on=datetime.date(2026, 3, 29)
    )
    return pdf("letter", letter_document(page, _fixed_words(), "nl"))
