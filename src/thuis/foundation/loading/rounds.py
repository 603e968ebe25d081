"""A closed round as plain values: what the room that holds rounds hands over."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from thuis.core.questionnaire.model import Questionnaire

# How students are divided: where they study, and who they are.
UNITS, FILTERS = ("domain", "site", "programme"), ("study_year", "form", "language")
Margins = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class ClosedRound:
    """A round of which every answer is in.

    `domains` gives the domain of each programme, by code. `enrolled` counts the cohort per dimension and
    value, and is empty when nobody knows.
    """

    key: str
    title_nl: str
    title_en: str
    closed_on: datetime.date
    questionnaire: Questionnaire
    domains: Mapping[str, str]
    enrolled: Margins
