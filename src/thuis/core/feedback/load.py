"""From TOML to the rules of the letter and the national help lines."""

from datetime import date

from thuis.core.feedback.model import (
    BandTexts,
    DomainRules,
    Greeting,
    HelpLine,
    LetterRules,
    Reasons,
    Rule,
    SuggestionRule,
)
from thuis.core.questionnaire.reader import Table, parse_toml, settle
from thuis.core.texts import Text


def load_letter_rules(source: str) -> LetterRules:
    """The rules of `letter.toml`; raises ContentError with every problem."""
    problems: list[str] = []
    table = Table(parse_toml(source), "letter", problems)
    rules = LetterRules(
        change_from=table.number("change_from"),
        distress=table.string("distress"),
        distress_topics=table.strings("distress_topics"),
        greeting=_greeting(table.table("greeting")),
        greeting_distress=_greeting(table.table("greeting_distress")),
        domains=tuple(_domain(each) for each in table.tables("domains")),
        strengths=tuple(_rule(each) for each in table.tables("strengths")),
        strength_always=table.text("strength_always"),
        suggestions=tuple(_suggestion(each) for each in table.tables("suggestions")),
        topics=_texts(table.table("topics")),
        reasons=_reasons(table.table("reasons")),
        nobody_here=table.text("nobody_here"),
        nobody_at_all=table.text("nobody_at_all"),
    )
    table.finish()
    settle(problems)
    return rules


def load_help_lines(source: str) -> tuple[HelpLine, ...]:
    """The lines of `lines.toml`, in their order; raises ContentError with every problem."""
    problems: list[str] = []
    table = Table(parse_toml(source), "help lines", problems)
    lines = tuple(_line(each) for each in table.tables("lines"))
    table.finish()
    settle(problems)
    return lines


def _line(table: Table) -> HelpLine:
    line = HelpLine(
        key=table.string("key"),
        name=table.text("name"),
        text=table.text("text"),
        phone=table.string("phone", ""),
        url=table.string("url", ""),
        languages=table.strings("languages"),
        topics=table.strings("topics", ()),
        source=table.string("source"),
        checked_on=_day(table, "checked_on"),
    )
    table.finish()
    return line


def _day(table: Table, key: str) -> date:
    found = table.raw(key)
    if isinstance(found, date):
        return found
    table.problem(f"{key} must be a date, as in {key} = 2026-03-02")
    return date.min


def _greeting(table: Table) -> Greeting:
    greeting = Greeting(table.text("title"), table.text("lead"), table.text("note"))
    table.finish()
    return greeting


def _domain(table: Table) -> DomainRules:
    domain = DomainRules(
        key=table.string("key"),
        scale=table.string("scale"),
        title=table.text("title"),
        silent=table.text("silent"),
        bands={key: _band(table.table(key)) for key in ("low", "middle", "high")},
        details=tuple(_rule(each) for each in table.tables("details")),
    )
    table.finish()
    return domain


def _band(table: Table) -> BandTexts:
    band = BandTexts(table.text("now"), table.text("more"), table.text("less"), table.text("same"))
    table.finish()
    return band


def _rule(table: Table) -> Rule:
    rule = Rule(table.string("when"), table.text("text"))
    table.finish()
    return rule


def _suggestion(table: Table) -> SuggestionRule:
    rule = SuggestionRule(
        key=table.string("key"),
        when=table.string("when"),
        topic=table.string("topic"),
        title=table.text("title"),
        text=table.text("text"),
    )
    table.finish()
    return rule


def _texts(table: Table) -> dict[str, Text]:
    texts = {key: table.text(key) for key in table.names()}
    table.finish()
    return texts


def _reasons(table: Table) -> Reasons:
    reasons = Reasons(
        asked=table.text("asked"),
        tip=table.text("tip"),
        new=table.text("new"),
        near=table.text("near"),
        everyone=table.text("everyone"),
    )
    table.finish()
    return reasons
