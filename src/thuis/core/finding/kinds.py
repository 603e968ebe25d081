"""What each sort of help does beside the others, for the route map."""

from dataclasses import dataclass

from thuis.core.questionnaire.reader import Table, parse_toml, settle
from thuis.core.texts import Text


@dataclass(frozen=True, slots=True)
class SortOfHelp:
    """`title` heads the list of all offers of this kind; `beside` says in a sentence or two what they do."""

    title: Text
    beside: Text


def load_kinds(source: str) -> dict[str, SortOfHelp]:
    """The file `support/kinds.toml`; raises ContentError with every problem."""
    problems: list[str] = []
    table = Table(parse_toml(source), "kinds", problems)
    found = {}
    for key in table.names():
        one = table.table(key)
        found[key] = SortOfHelp(one.text("title"), one.text("beside"))
        one.finish()
    table.finish()
    settle(problems)
    return found
