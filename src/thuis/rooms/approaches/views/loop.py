"""What a unit works on: her units, the board of one, a session, and what was weighed in it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.core.errors import NotFound
from thuis.foundation.access.rules import open_to
from thuis.foundation.accounts.visitors import user_of
from thuis.foundation.permissions.roles import check_user_can_choose_actions
from thuis.foundation.texts.language import page_language
from thuis.rooms.approaches.access.loop import sees_boards
from thuis.rooms.approaches.actions import loop as actions
from thuis.rooms.approaches.forms.loop import CandidateForm, NotesForm, SessionForm
from thuis.rooms.approaches.models import Candidate, MeaningSession
from thuis.rooms.approaches.presenters.loop import board_page, overview, session_page
from thuis.rooms.approaches.presenters.loop_words import JUDGEMENTS
from thuis.rooms.approaches.queries import loop as queries


@open_to(sees_boards)
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    rows = overview(request.user, page_language())
    return render(request, "approaches/loop/overview.html", {"rows": rows})


@open_to(sees_boards)
@require_GET
def board(request: HttpRequest, unit: int) -> HttpResponse:
    found = queries.board_unit_or_404(request.user, unit)
    page = board_page(found, request.user, page_language())
    return render(request, "approaches/loop/board.html", {"page": page})


@open_to(sees_boards)
@require_GET
def session(request: HttpRequest, pk: int) -> HttpResponse:
    page = session_page(queries.session_or_404(request.user, pk), request.user, page_language())
    return render(request, "approaches/loop/session.html", {"page": page})


@open_to(sees_boards)
@require_http_methods(["GET", "POST"])
def session_new(request: HttpRequest, unit: int) -> HttpResponse:
    found = queries.board_unit_or_404(request.user, unit)
    check_user_can_choose_actions(request.user, found)
    return _session_form(request, MeaningSession(unit=found, language=page_language()))


@open_to(sees_boards)
@require_http_methods(["GET", "POST"])
def session_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.session_or_404(request.user, pk)
    check_user_can_choose_actions(request.user, found.unit)
    return _session_form(request, found)


def _session_form(request: HttpRequest, session: MeaningSession) -> HttpResponse:
    chosen = list(session.signals.all()) if session.pk else []
    signals = queries.signals_to_choose(session.unit, chosen)
    initial = {"signals": chosen or [one for one in signals if str(one.pk) in request.GET.getlist("signal")]}
    form = SessionForm(request.POST or None, instance=session, signals=signals, initial=initial)
    if request.method == "POST" and form.is_valid():
        saved = actions.save_session(
            session=form.save(commit=False), signals=form.cleaned_data["signals"], by=user_of(request)
        )
        messages.success(request, _("The session stands. Its agenda was made from the signals."))
        return redirect("actions:session", pk=saved.pk)
    words = {
        "form": form,
        "session": session,
        "unit": session.unit.name_in(page_language()),
        "signals": signals,
    }
    return render(request, "approaches/loop/session_form.html", words, status=422 if form.is_bound else 200)


@open_to(sees_boards)
@require_POST
def session_deed(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    found = queries.session_or_404(request.user, pk)
    if deed not in actions.SESSION_DEEDS:
        raise NotFound("not-found")
    actions.move_session(session=found, deed=deed, by=user_of(request))
    return redirect("actions:session", pk=pk)


@open_to(sees_boards)
@require_http_methods(["GET", "POST"])
def notes(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.session_or_404(request.user, pk)
    check_user_can_choose_actions(request.user, found.unit)
    form = NotesForm(request.POST or None, initial={"notes": found.notes, "agreements": found.agreements})
    if request.method == "POST" and form.is_valid():
        actions.write_down(session=found, language=page_language(), by=user_of(request), **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("actions:session", pk=pk)
    words = {"form": form, "page": session_page(found, request.user, page_language())}
    return render(request, "approaches/loop/notes.html", words, status=422 if form.is_bound else 200)


@open_to(sees_boards)
@require_http_methods(["GET", "POST"])
def weigh(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an element beside others, in a session."""
    found = queries.session_or_404(request.user, pk)
    return _candidate_form(request, found, None)


@open_to(sees_boards)
@require_http_methods(["GET", "POST"])
def candidate(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.candidate_or_404(request.user, pk)
    return _candidate_form(request, found.session, found)


def _candidate_form(request: HttpRequest, session: MeaningSession, known: Candidate | None) -> HttpResponse:
    check_user_can_choose_actions(request.user, session.unit)
    form = CandidateForm(request.POST or None, initial=_judged(known) if known else {})
    if request.method == "POST" and form.is_valid():
        actions.weigh(candidate=form.candidate(session, known), by=user_of(request))
        messages.success(request, _("Saved."))
        return redirect("actions:session", pk=session.pk)
    words = {"form": form, "page": session_page(session, request.user, page_language())}
    return render(request, "approaches/loop/weigh.html", words, status=422 if form.is_bound else 200)


def _judged(known: Candidate) -> dict[str, Any]:
    return {name: getattr(known, name) for name in ("element", "approach", "why", *JUDGEMENTS)}


@open_to(sees_boards)
@require_POST
def candidate_deed(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    found = queries.candidate_or_404(request.user, pk)
    known = {"choose": actions.choose, "remove": actions.remove_candidate}
    if deed not in known:
        raise NotFound("not-found")
    known[deed](candidate=found, by=user_of(request))
    return redirect("actions:session", pk=found.session_id)
