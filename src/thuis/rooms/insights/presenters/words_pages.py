"""Pages of open answers: the rounds, one round, and what its readers see."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thuis.core.words.codebook import Code
from thuis.core.words.coding import Agreement
from thuis.foundation.permissions.roles import user_can_read_words
from thuis.foundation.responses.models import OpenText, Quote
from thuis.foundation.words import queries
from thuis.foundation.words.access import (
    user_can_become_reader,
    user_can_edit_codebook,
    user_can_quote,
    user_can_read_texts,
    user_can_release_themes,
    user_can_show_quote,
)
from thuis.foundation.words.models import READERS, TRANSITIONS, State, WordsRound

# How each state looks.
STATUS: Mapping[str, str] = {
    State.TOO_FEW: "few",
    State.COLLECTED: "open",
    State.READING: "busy",
    State.SETTLING: "busy",
    State.ASKED: "open",
    State.RELEASED: "done",
    State.CLOSED: "done",
}
AFTER_READING = (State.SETTLING, State.ASKED, State.RELEASED)
Crumbs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class RoundRow:
    key: str
    title: str
    state: str = ""
    status: str = ""
    may_collect: bool = False


@dataclass(frozen=True, slots=True)
class AgreementRow:
    theme: str
    alpha: str
    kappa: str
    is_enough: bool
    was_seen: bool


@dataclass(frozen=True, slots=True)
class QuestionView:
    """`texts`: how many were collected; none where there were too few."""

    words: str
    texts: int
    agreed: tuple[AgreementRow, ...]
    themes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class WordsPage:
    """One round; each `may_` is a button, for whoever may now."""

    key: str
    title: str
    state: str
    status: str
    questions: tuple[QuestionView, ...]
    readers: tuple[str, ...]
    left: int
    worries: int
    unsettled: int
    may_become: bool
    may_read: bool
    may_settle: bool
    may_release: bool
    waits: bool
    may_quote: bool
    may_close: bool
    is_reader: bool
    sees_codebook: bool
    crumbs: Crumbs


def round_rows(
    rounds: Sequence[tuple[str, str]], begun: Sequence[WordsRound], user: Any, language: str
) -> tuple[RoundRow, ...]:
    """Rounds with open questions (key and title), and how far each is."""
    known = {one.round_key: one for one in begun}
    fresh = [(key, title) for key, title in rounds if key not in known]
    may = user_can_read_words(user)
    rows = [RoundRow(key, title, _("not collected"), "no", may) for key, title in reversed(fresh)]
    return (*rows, *(_row(one, language) for one in begun))


def _row(one: WordsRound, language: str) -> RoundRow:
    return RoundRow(one.round_key, one.title_in(language), str(one.get_state_display()), STATUS[one.state])


def words_page(one: WordsRound, user: Any, language: str) -> WordsPage:
    texts, read, worries = queries.counts(one)
    reader, names = one.reader(user), _names(one.codebooks.first(), language)
    settling = one.state == State.SETTLING and bool(reader)
    return WordsPage(
        key=one.round_key,
        title=one.title_in(language),
        state=str(one.get_state_display()),
        status=STATUS[one.state],
        questions=tuple(_question(one, row, names, language) for row in one.questions),
        readers=tuple(_reader(one, number, read[number], texts) for number in READERS),
        left=texts - read[reader] if reader else 0,
        worries=worries if reader else 0,
        unsettled=len(queries.unsettled(one)) if settling else 0,
        may_become=user_can_become_reader(user, one),
        may_read=user_can_read_texts(user, one) and texts > read[reader],
        may_settle=settling,
        may_release=user_can_release_themes(user, one),
        waits=one.state == State.ASKED and not user_can_release_themes(user, one),
        may_quote=user_can_quote(user, one),
        may_close=State.CLOSED in TRANSITIONS.get(one.state, ()) and user_can_read_words(user),
        is_reader=bool(reader),
        sees_codebook=user_can_read_words(user),
        crumbs=crumbs(one.title_in(language)),
    )


def _names(book: Any, language: str) -> dict[str, str]:
    return {code.key: code.name.in_(language) for code in (book.codes if book else ())}


def _reader(one: WordsRound, number: int, read: int, texts: int) -> str:
    user = one.first if number == 1 else one.second
    if user is None:
        return _("Reader %(number)s: nobody yet") % {"number": number}
    if one.state == State.CLOSED:
        return str(user.name)
    return _("%(name)s: %(read)s of %(texts)s read") % {"name": user.name, "read": read, "texts": texts}


def _question(
    one: WordsRound, row: Mapping[str, Any], names: Mapping[str, str], language: str
) -> QuestionView:
    is_read = one.state in AFTER_READING and bool(row["texts"])
    agreed = queries.agreements(one, row["item"]) if is_read else ()
    texts = reverse("insights:words-texts", args=[one.round_key])
    themes = tuple((name, f"{texts}?item={row['item']}&theme={key}") for key, name in names.items())
    return QuestionView(
        row[language if language == "nl" else "en"],
        row["texts"],
        tuple(_agreement(each, names) for each in agreed),
        themes if is_read else (),
    )


def _agreement(one: Agreement, names: Mapping[str, str]) -> AgreementRow:
    kappa = _number(one.kappa)
    if one.interval:
        kappa = f"{kappa} ({_number(one.interval.low)}–{_number(min(1.0, one.interval.high))})"
    name, seen = names.get(one.theme, one.theme), one.alpha is not None
    return AgreementRow(name, _number(one.alpha), kappa, one.is_enough, seen)


def _number(value: float | None) -> str:
    return "–" if value is None else str(number_format(value, 2))


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One text to read, or nothing when all are read."""

    key: str
    question: str
    text: str
    language: str
    pk: str
    left: str
    form: Any
    codes: tuple[tuple[str, str, str], ...]
    crumbs: Crumbs


def read_page(one: WordsRound, text: OpenText, left: int, form: Any, here: str, language: str) -> ReadPage:
    words = ngettext("still %(n)s text", "still %(n)s texts", left) % {"n": left}
    codes = tuple(_explained(code, language) for code in queries.codes_of(one))
    question = question_of(one, text.item, language)
    at = crumbs(here, one, language)
    return ReadPage(one.round_key, question, text.text, text.language, text.pk, words, form, codes, at)


def question_of(one: WordsRound, item: str, language: str) -> str:
    found = (row[language if language == "nl" else "en"] for row in one.questions if row["item"] == item)
    return str(next(found, item))


def _explained(code: Code, language: str) -> tuple[str, str, str]:
    return code.name.in_(language), code.when.in_(language), code.when_not.in_(language)


@dataclass(frozen=True, slots=True)
class QuoteView:
    pk: str
    words: str
    language: str
    theme: str
    question: str
    shown: bool
    may_show: bool


def quote_views(one: WordsRound, user: Any, language: str) -> Iterator[QuoteView]:
    """Every quote of a round, those that wait first."""
    names = _names(one.codebooks.first(), language)
    for quote in queries.quotes_of(one):
        yield _quote(one, quote, names, user, language)


def _quote(one: WordsRound, quote: Quote, names: Mapping[str, str], user: Any, language: str) -> QuoteView:
    return QuoteView(
        quote.pk,
        quote.words,
        quote.language,
        names.get(quote.theme, quote.theme),
        question_of(one, quote.item, language),
        quote.shown,
        user_can_show_quote(user, one, quote),
    )


@dataclass(frozen=True, slots=True)
class CodebookPage:
    key: str
    version: int
    codes: tuple[tuple[str, str, str, str, str], ...]
    may_edit: bool
    crumbs: Crumbs


def codebook_page(one: WordsRound, user: Any, language: str) -> CodebookPage:
    book = one.codebooks.first()
    codes = tuple(
        (code.key, code.meaning.in_(language), *_explained(code, language)) for code in queries.codes_of(one)
    )
    at = crumbs(_("Codebook"), one, language)
    version = book.version if book else 0
    return CodebookPage(one.round_key, version, codes, user_can_edit_codebook(user, one), at)


def crumbs(here: str, one: WordsRound | None = None, language: str = "") -> Crumbs:
    path = [(_("Open answers"), reverse("insights:words"))]
    if one is not None:
        path.append((one.title_in(language), reverse("insights:words-round", args=[one.round_key])))
    return [*path, (here, "")]
