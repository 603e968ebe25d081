"""Check all content: questionnaires, answer scales, licensed packs, letter, help lines, mails, consents,
thresholds, roles of students, student types, approaches and shared words."""

import argparse
from collections.abc import Callable, Sequence

from thuis.core.errors import ContentError
from thuis.core.feedback.check import check_help_lines, check_letter
from thuis.core.questionnaire.check import check_answer_scales, check_questionnaire
from thuis.core.scoring.check import check_scales, check_types
from thuis.foundation.consent.layers import check_consent_layers
from thuis.foundation.documents.sources import check_documents
from thuis.foundation.mail.texts import check_mail_texts
from thuis.foundation.release.site_rules import check_thresholds
from thuis.foundation.texts import content
from thuis.foundation.words.queries import check_codebook
from thuis.rooms.approaches.queries.content import content_problems as approaches
from thuis.rooms.approaches.queries.scan_needs import needs_problems
from thuis.rooms.participation.queries.roles import catalogue
from thuis.rooms.support.queries.content import content_problems as support


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(options: argparse.Namespace) -> int:
    problems = content_problems()
    if problems:
        raise ContentError(problems)
    modules = [*content.all_modules(), *content.packs().values()]
    print(f"{len(modules)} modules, {sum(len(module.items) for module in modules)} questions: all in order")
    return 0


def content_problems() -> list[str]:
    """Every problem in every content file, with file or module, place and cure."""
    return [problem for check in CHECKS for problem in _problems_of(check)]


def _problems_of(check: Callable[[], Sequence[str]]) -> Sequence[str]:
    try:
        return check()
    except ContentError as error:
        return error.problems


def _questionnaires() -> list[str]:
    modules = [*content.all_modules(), *content.packs().values()]
    return check_questionnaire(modules) + check_scales(modules)


def _participation() -> list[str]:
    catalogue()  # reading it is the check
    return []


CHECKS: tuple[Callable[[], Sequence[str]], ...] = (
    lambda: check_answer_scales(content.answer_scales()),
    _questionnaires,
    lambda: check_letter(content.letter_rules(), content.core_modules()),
    lambda: check_help_lines(content.help_lines(), content.letter_rules().topics),
    check_mail_texts,
    check_consent_layers,
    check_documents,
    check_codebook,
    check_thresholds,
    _participation,
    lambda: check_types(content.typology(), content.core_modules()),
    approaches,
    support,
    needs_problems,
)
