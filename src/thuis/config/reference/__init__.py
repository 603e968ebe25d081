"""The pages of docs/reference: name of the file to a function that renders it. A new page is one line."""

from collections.abc import Callable
from pathlib import Path

from thuis.config.reference.approaches import approaches_page
from thuis.config.reference.asvs import asvs_page
from thuis.config.reference.examples import routing_page, scoring_page
from thuis.config.reference.letter import letter_page
from thuis.config.reference.loop import loop_page
from thuis.config.reference.questionnaires import questionnaires_page
from thuis.config.reference.release import release_page

PAGES: dict[str, Callable[[Path], str]] = {
    "questionnaires.md": questionnaires_page,
    "routing.md": routing_page,
    "scoring.md": scoring_page,
    "letter.md": letter_page,
    "release.md": release_page,
    "approaches.md": approaches_page,
    "loop.md": loop_page,
    "asvs.md": asvs_page,
}
