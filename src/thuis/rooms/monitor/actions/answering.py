"""What a student does: begin, answer, choose extra questions, finish. Taking back is in `mine`.

Every deed is one transaction in `responses` and safe to repeat: a double click, a second tab or a retried
request changes nothing. The student is her own actor; her deeds are not in the audit chain, because that
would say when she answered.
"""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from thuis.core.consent import ASKED_FIRST, ASKED_WITH_EXTRA, EXTRA, YEARS, has_agreed, said
from thuis.core.errors import InvalidInput, NotFound, WrongState
from thuis.core.questionnaire.answer import clean_answers, read_answer
from thuis.core.questionnaire.model import RATHER_NOT, Answer, Item, Kind, Page
from thuis.core.questionnaire.route import walk
from thuis.foundation.consent.layers import layers_about, layers_of
from thuis.foundation.pseudonyms.pseudonyms import YEARS as YEARS_PURPOSE
from thuis.foundation.pseudonyms.pseudonyms import round_purpose
from thuis.foundation.pseudonyms.queries import key_state
from thuis.foundation.responses.models import Draft, LetterboxAnswers
from thuis.rooms.monitor.queries.rounds import check_open, questionnaire_of
from thuis.rooms.monitor.queries.visits import (
    Visit,
    checked_draft,
    draft_of,
    started_draft,
    submitted_answers,
)

Posted = Mapping[str, list[str]]
Errors = dict[str, InvalidInput]
SAVED = ("answers", "page", "page_is_left", "page_seconds", "left_at", "revision")
LONGEST_VISIT = 300  # seconds; whoever takes longer was called away


@dataclass(frozen=True, slots=True)
class Saved:
    """The draft as it is now, and the error of each answer that could not be kept."""

    draft: Draft
    errors: Errors


def start_answering(*, visit: Visit, agreed: Collection[str] = (), now: float) -> Draft:
    """Begin, or go on where she was. `agreed` are the consent layers she said yes to; the rest is no."""
    check_open(visit.round)
    consents = said(layers_of(ASKED_FIRST), agreed)
    defaults = {"round_key": visit.round.key, "consents": consents, "left_at": now}
    draft, _made = Draft.objects.get_or_create(pk=visit.draft_key, defaults=defaults)
    return draft


def save_page(*, visit: Visit, key: str, posted: Posted, now: float | None = None) -> Saved:
    """Keep every possible answer to a page on her way; returns the draft and what was impossible.

    What is missing in `posted` stays as it was: a stale tab cannot empty an answer of another tab.
    `now` is given when the page is left, so that its time counts.
    """
    while True:  # it begins anew only after another save of hers went through
        check_open(visit.round)
        draft = started_draft(visit)
        saved = Saved(draft, _answered(visit, draft, key, posted, now))
        if _is_stored(draft):
            return saved


def _answered(visit: Visit, draft: Draft, key: str, posted: Posted, now: float | None) -> Errors:
    """Put what was posted in the draft, and where she is; returns what was impossible."""
    page, items = _step(visit, draft, key)
    errors: Errors = {}
    for item in items:
        if item.code in posted:
            _take_over(item, posted, draft.answers, errors)
    if now is not None:
        _count_time(draft, page, now)
    draft.page, draft.page_is_left = page.key, now is not None
    return errors


def _is_stored(draft: Draft) -> bool:
    """Write it in one statement, when nothing was saved since it was read and she has not handed in."""
    unchanged = Draft.objects.filter(pk=draft.pk, revision=draft.revision, submitted=False)
    draft.revision += 1
    return bool(unchanged.update(**{name: getattr(draft, name) for name in SAVED}))


def _step(visit: Visit, draft: Draft, key: str) -> tuple[Page, Sequence[Item]]:
    """The page and its questions, as they are on her way at this moment."""
    way = walk(questionnaire_of(visit.round), draft.modules, draft.answers)
    found = next((step for step in way if step[0].key == key), None)
    if found is None:
        raise NotFound("page-not-on-route")
    return found


def _take_over(item: Item, posted: Posted, answers: dict[str, Answer], errors: Errors) -> None:
    raw = [value for value in posted[item.code] if value.strip()]
    if RATHER_NOT in raw and item.kind in {Kind.TEXT, Kind.NUMBER}:
        raw = [RATHER_NOT]
    if raw:
        try:
            answers[item.code] = read_answer(item, raw)
        except InvalidInput as error:
            errors[item.code] = error
    elif any(posted.get(f"was:{item.code}", [])):
        # she saw an answer here and emptied it; a tab that never showed the answer does not get to
        answers.pop(item.code, None)


def _count_time(draft: Draft, page: Page, now: float) -> None:
    seconds = round(now - draft.left_at)
    if 0 < seconds <= LONGEST_VISIT:
        draft.page_seconds = draft.page_seconds | {page.key: draft.page_seconds.get(page.key, 0) + seconds}
    draft.left_at = now


@transaction.atomic(using="responses")
def choose_modules(
    *, visit: Visit, modules: Sequence[str], may_count: bool = False, agreed: Collection[str] = ()
) -> None:
    """Which extra modules she wants, and whether those answers count; unknown names are ignored.

    `agreed`: the layers beside these modules that she said yes to. They hold only for answers that count.
    """
    draft = _locked_draft(visit)
    offered = {module.key: module for module in questionnaire_of(visit.round).modules if module.part == "B"}
    draft.modules = [key for key in modules if key in offered]
    if draft.modules:
        kinds = {item.kind for key in draft.modules for item in offered[key].items}
        layers = (*layers_of([EXTRA]), *layers_about(ASKED_WITH_EXTRA, kinds))
        draft.consents = draft.consents | said(layers, [EXTRA, *agreed] if may_count else [])
    draft.save(update_fields=("modules", "consents"))


@transaction.atomic(using="responses")
def submit_answers(*, visit: Visit, language: str) -> bool:
    """Hand in: the answers go to the letterbox, the draft is emptied. A second time changes nothing.

    While the second key of the round, or of the years when she links them, is away, the draft waits as it is;
    `hand_in_waiting` goes on as soon as the key is back. Says whether they were handed in.
    """
    draft = draft_of(visit, locked=True)
    if draft is None:
        raise WrongState("not-started")
    if draft.submitted:
        return True
    check_open(visit.round)
    if _keys_are_here(visit, draft):
        _hand_in(visit, draft, language)
        return True
    draft.waiting_language = language
    draft.save(update_fields=("waiting_language",))
    return False


@transaction.atomic(using="responses")
def hand_in_waiting(*, visit: Visit) -> None:
    """Hand in what a student handed in while the second key was away; the round may have closed since."""
    draft = Draft.objects.select_for_update().filter(pk=visit.draft_key, submitted=False).first()
    if draft and draft.waiting_language and _keys_are_here(visit, draft):
        _hand_in(visit, draft, draft.waiting_language)


def _keys_are_here(visit: Visit, draft: Draft) -> bool:
    purposes = [round_purpose(visit.round.key)]
    if has_agreed(draft.consents, YEARS):
        purposes.append(YEARS_PURPOSE)
    return all(key_state(purpose).opens for purpose in purposes)


def _hand_in(visit: Visit, draft: Draft, language: str) -> None:
    if submitted_answers(visit):
        raise WrongState("answers-handed-in")
    _drop_into_letterbox(visit, draft, language)
    _empty(draft)


def _drop_into_letterbox(visit: Visit, draft: Draft, language: str) -> None:
    invitation, questionnaire = visit.invitation, questionnaire_of(visit.round)
    LetterboxAnswers.objects.create(
        id=secrets.token_hex(16),
        round_key=visit.round.key,
        questionnaire_hash=visit.round.fingerprint,
        owner=visit.owner,
        trail=visit.trail if has_agreed(draft.consents, YEARS) else "",
        programme=invitation.programme,
        site=invitation.site,
        study_year=invitation.study_year,
        form=invitation.form,
        language=language,
        consents=draft.consents,
        answers=clean_answers(questionnaire, draft.answers, draft.modules),
    )


def _empty(draft: Draft) -> None:
    """Only how long pages took stays, until the nightly batch adds it to that of the others."""
    draft.answers, draft.modules, draft.consents = {}, [], {}
    draft.page, draft.left_at, draft.submitted, draft.waiting_language = "", 0, True, ""
    draft.revision = 0
    draft.save()


def _locked_draft(visit: Visit) -> Draft:
    check_open(visit.round)
    return checked_draft(draft_of(visit, locked=True))
