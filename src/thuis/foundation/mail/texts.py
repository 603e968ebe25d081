"""The words of every kind of mail: `content/mail/*.toml`, Dutch and English side by side."""

import string
from dataclasses import dataclass
from functools import cache

from thuis.core.questionnaire.reader import Table, parse_toml, settle
from thuis.core.texts import LANGUAGES, Text
from thuis.foundation.mail.letters import Letter
from thuis.foundation.texts.content import CONTENT, read_content

MAILS = CONTENT / "mail"


@dataclass(frozen=True, slots=True)
class MailText:
    """A subject and a text, with `{placeholders}` that the sender fills in."""

    placeholders: tuple[str, ...]
    subject: Text
    text: Text

    def letter(self, language: str, **values: str) -> Letter:
        """The mail in one language."""
        subject, text = self.subject.in_(language), self.text.in_(language)
        return Letter(subject.format(**values), text.format(**values) + "\n")


def load_mail_text(source: str) -> MailText:
    """One file; raises ContentError with every problem, placeholders included."""
    problems: list[str] = []
    table = Table(parse_toml(source), "mail", problems)
    found = MailText(table.strings("placeholders"), table.text("subject"), table.text("text"))
    table.finish()
    settle(problems + placeholder_problems(found))
    return found


def placeholder_problems(mail: MailText) -> list[str]:
    """What a mail could not be filled in with, and what a language forgot to say."""
    problems = []
    for language in LANGUAGES:
        try:
            used = _names(mail.subject.in_(language)) | _names(mail.text.in_(language))
        except ValueError as error:
            problems.append(f"mail, {language}: {error}; write a brace as {{{{ or }}}}")
            continue
        odd = used.symmetric_difference(mail.placeholders)
        problems += [f"mail, {language}: {{{name}}} {_cure(name, used)}" for name in sorted(odd)]
    return problems


def _cure(name: str, used: set[str]) -> str:
    return "is not among the placeholders; remove it" if name in used else "is missing from the text; add it"


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@cache
def mail_text(name: str) -> MailText:
    """The words of one mail by the name of its file."""
    return read_content(MAILS / f"{name}.toml", load_mail_text)


def check_mail_texts() -> list[str]:
    """Every mail can be read and filled in; raises ContentError otherwise."""
    for path in sorted(MAILS.glob("*.toml")):
        read_content(path, load_mail_text)
    return []
