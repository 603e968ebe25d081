"""From request to package and its end. Each deed is in the audit chain, in the transaction that did it."""

import datetime
import secrets
import shutil
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from thuis.core.errors import InvalidInput
from thuis.core.research.pseudonyms import KEY_BYTES
from thuis.foundation.audit.actions import Actor, record
from thuis.foundation.jobs.actions import enqueue
from thuis.foundation.loading.rounds import ClosedRound
from thuis.foundation.permissions.roles import check_user_can_export_research
from thuis.foundation.release.files import digest
from thuis.foundation.release.research_access import (
    check_can_become,
    check_user_can_decide_request,
    check_user_can_download_package,
    check_user_can_withdraw_request,
)
from thuis.foundation.release.research_files import write_package
from thuis.foundation.release.research_models import (
    PACKAGE,
    TRANSITIONS,
    ResearchRequest,
    State,
    research_folder,
)
from thuis.foundation.release.research_package import made_package
from thuis.foundation.release.research_queries import agreement

MAKE = "insights.make_research_package"
PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
LONGEST = datetime.timedelta(days=180)


@transaction.atomic
def ask_for_research(
    *,
    title: str,
    purpose: str,
    question: str,
    rounds: Collection[str],
    modules: Collection[str],
    background: Collection[str],
    until: datetime.date,
    language: str,
    by: Any,
) -> ResearchRequest:
    """Ask for a package; somebody else decides.

    Raises:
        NotAllowed: her role takes no research data out.
        InvalidInput: the last day is not between tomorrow and half a year from now.
    """
    check_user_can_export_research(by)
    today = timezone.localdate()
    if not today < until <= today + LONGEST:
        raise InvalidInput("research-until", days=LONGEST.days)
    request = ResearchRequest.objects.create(
        requested_by=by,
        title=title,
        purpose=purpose,
        question=question,
        rounds=list(rounds),
        modules=list(modules),
        background=list(background),
        agreement_version=agreement().version,
        until=until,
        language=language,
        asked_on=today,
    )
    record("research.asked", by=by, about=request)
    return request


@transaction.atomic
def approve_research(*, request: ResearchRequest, words: str, by: Any) -> ResearchRequest:
    """Approve a request of somebody else; the package is made in the background.

    Raises:
        NotAllowed, WrongState: see check_user_can_decide_request.
    """
    decided = _decide(request, State.APPROVED, words, by)
    enqueue(MAKE, request=decided.pk)
    record("research.approved", by=by, about=decided)
    return decided


@transaction.atomic
def refuse_research(*, request: ResearchRequest, words: str, by: Any) -> ResearchRequest:
    """Refuse a request of somebody else, with the reason.

    Raises:
        NotAllowed, WrongState: see check_user_can_decide_request.
    """
    decided = _decide(request, State.REFUSED, words, by)
    record("research.refused", by=by, about=decided)
    return decided


def _decide(request: ResearchRequest, state: State, words: str, by: Any) -> ResearchRequest:
    current = _locked(request.pk)
    check_user_can_decide_request(by, current)
    current.state, current.decided_by = state, by
    current.decided_on, current.decision = timezone.localdate(), words
    current.save()
    return current


def _locked(pk: int) -> ResearchRequest:
    """The row as it stands now; nobody else changes it before this transaction ends."""
    return ResearchRequest.objects.select_for_update().get(pk=pk)


@transaction.atomic
def withdraw_research(*, request: ResearchRequest, by: Any) -> ResearchRequest:
    """End her own request; a package that was made is removed.

    Raises:
        NotFound: it is not hers. WrongState: it has ended already.
    """
    current = _locked(request.pk)
    check_user_can_withdraw_request(by, current)
    _end(current, State.WITHDRAWN)
    record("research.withdrawn", by=by, about=current)
    return current


def _end(request: ResearchRequest, state: State) -> None:
    request.state = state
    request.save(update_fields=("state",))
    if request.folder_name:
        shutil.rmtree(request.package.parent, ignore_errors=True)


def make_research_package(*, request: ResearchRequest, rounds: Sequence[ClosedRound], by: Actor) -> None:
    """Make the package of an approved request; safe to do twice. `rounds`: all closed ones, oldest first.

    Answers are read here, so whoever took her consent back before this moment is not in it.
    """
    if request.state != State.APPROVED:
        return
    chosen = [one for one in rounds if one.key in request.rounds]
    package = made_package(request, chosen, secrets.token_bytes(KEY_BYTES))
    if not package.rows:
        _publish(request, State.TOO_FEW, 0, None, by)
        return
    folder = research_folder() / f".making-{request.pk}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True)
    try:
        write_package(folder / PACKAGE, package, request, chosen)
        (folder / PACKAGE).chmod(PRIVATE_FILE)
        _publish(request, State.MADE, package.rows, folder, by)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@transaction.atomic
def _publish(request: ResearchRequest, state: State, rows: int, folder: Path | None, by: Actor) -> None:
    """The row and its audit, and the folder last: that cannot be rolled back."""
    current = _locked(request.pk)
    check_can_become(current, state)
    current.state, current.rows, current.made_on = state, rows, timezone.localdate()
    if folder is not None:
        current.folder_name, current.digest = secrets.token_hex(12), digest(folder / PACKAGE)
    current.save()
    record("research.made" if folder else "research.too-few", by=by, about=current)
    if folder is not None:
        folder.rename(current.package.parent)


@transaction.atomic
def take_package(*, request: ResearchRequest, by: Any) -> Path:
    """Where the package lies, for who asked it; every time is in the audit chain.

    Raises:
        NotFound: it is not hers, not made, or gone.
    """
    check_user_can_download_package(by, request)
    record("research.downloaded", by=by, about=request)
    return request.package


@transaction.atomic
def expire_research(*, on: datetime.date, by: Actor) -> int:
    """End every request whose last day has passed, with its package; returns how many."""
    over = ResearchRequest.objects.select_for_update().filter(until__lt=on, state__in=list(TRANSITIONS))
    for request in over:
        _end(request, State.EXPIRED)
        record("research.expired", by=by, about=request)
    return len(over)
