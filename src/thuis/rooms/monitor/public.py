"""What others may ask of the monitor."""

from collections.abc import Sequence

from thuis.core.questionnaire.load import compile_questionnaire
from thuis.core.questionnaire.model import Questionnaire
from thuis.core.questionnaire.offers import expand_help
from thuis.core.texts import Text
from thuis.foundation.texts.content import all_modules
from thuis.rooms.monitor.queries.closed import closed_rounds

__all__ = ("closed_rounds", "questionnaire_for")

NAME, VERSION = "monitor", 1


def questionnaire_for(chosen: Sequence[str], offers: Sequence[tuple[str, Text]]) -> Questionnaire:
    """Part A and the chosen modules of part B, with this institution's help offers filled in."""
    wanted = [module for module in all_modules() if module.part == "A" or module.key in chosen]
    return compile_questionnaire(NAME, VERSION, [expand_help(module, offers) for module in wanted])
