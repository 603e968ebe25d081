"""What experts wrote about help: everyday words, and what each sort of help does beside the others."""

from functools import cache

from thuis.core.feedback.model import HelpLine
from thuis.core.finding.hearing import Vocabulary
from thuis.core.finding.kinds import SortOfHelp, load_kinds
from thuis.core.finding.words import Everyday, check_everyday, load_everyday
from thuis.foundation.texts.content import CONTENT, help_lines, letter_rules, read_content
from thuis.rooms.support.models import SupportOffer

SUPPORT = CONTENT / "support"


@cache
def everyday() -> Everyday:
    return read_content(SUPPORT / "words.toml", load_everyday)


@cache
def vocabulary() -> Vocabulary:
    """Made once per process."""
    return Vocabulary(everyday())


@cache
def sorts_of_help() -> dict[str, SortOfHelp]:
    """Every kind of offer with its words for the route map."""
    return read_content(SUPPORT / "kinds.toml", load_kinds)


def danger_lines() -> tuple[HelpLine, ...]:
    """The lines that always stand on top, in the order of the words file."""
    lines = {line.key: line for line in help_lines()}
    return tuple(lines[key] for key in everyday().danger_lines)


def other_lines() -> tuple[HelpLine, ...]:
    """National help beside the lines for danger."""
    return tuple(line for line in help_lines() if line.key not in everyday().danger_lines)


def content_problems() -> list[str]:
    """Problems of the words and kinds beside what else there is."""
    kinds = SupportOffer.Kind.values
    problems = check_everyday(
        everyday(),
        topics=letter_rules().topics,
        kinds=kinds,
        lines={line.key: line for line in help_lines()},
    )
    found = sorts_of_help()
    problems += [f'kinds: "{kind}" has no words; add a table [{kind}]' for kind in kinds if kind not in found]
    return problems + [
        f'kinds: "{kind}" is no kind of offer; remove it' for kind in found if kind not in kinds
    ]
