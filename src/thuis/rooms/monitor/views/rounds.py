"""A colleague's way with a round: make it, look at it, invite, open, close."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.core.questionnaire.check import check_questionnaire
from thuis.core.questionnaire.model import Questionnaire
from thuis.foundation.access.rules import open_to
from thuis.foundation.accounts.visitors import user_of
from thuis.foundation.permissions.roles import user_can_open_rounds
from thuis.foundation.texts.language import page_language
from thuis.rooms.monitor.access import (
    check_round_can,
    round_can,
    sees_rounds,
    steers_rounds,
    user_can_lead_ambassadors,
    user_can_see_board,
)
from thuis.rooms.monitor.actions import rounds as actions
from thuis.rooms.monitor.actions.keys import check_keys_are_here
from thuis.rooms.monitor.forms import LastDayForm, RoundForm
from thuis.rooms.monitor.models import Round
from thuis.rooms.monitor.presenters import rounds as pages
from thuis.rooms.monitor.public import questionnaire_for
from thuis.rooms.monitor.queries import rounds as queries
from thuis.rooms.support.public import offers_to_ask_about


@open_to(sees_rounds)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    page = pages.rounds_page(queries.rounds(), page_language(), user_can_open_rounds(request.user))
    return render(request, "monitor/rounds.html", {"page": page})


@open_to(steers_rounds)
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    return _form(request, RoundForm(request.POST or None), _("New round"))


@open_to(steers_rounds)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, key: str) -> HttpResponse:
    round = queries.round_with_key(key)
    check_round_can(round, "edit")
    return _form(request, RoundForm(request.POST or None, instance=round), _("Change the round"))


def _form(request: HttpRequest, form: RoundForm, title: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        saved = actions.save_round(round=form.save(), by=user_of(request))
        return redirect("monitor:round", key=saved.key)
    status = 422 if form.is_bound else 200
    return render(request, "monitor/round_form.html", {"form": form, "title": title}, status=status)


@open_to(sees_rounds)
@require_GET
def show(request: HttpRequest, key: str) -> HttpResponse:
    round = queries.round_with_key(key)
    page = pages.round_page(
        round,
        _questionnaire(round).modules,
        queries.invitation_counts(round),
        page_language(),
        may_steer=user_can_open_rounds(request.user),
        may_follow=user_can_see_board(request.user),
        may_lead=user_can_lead_ambassadors(request.user),
    )
    return render(request, "monitor/round.html", {"page": page})


@open_to(sees_rounds)
@require_GET
def preview(request: HttpRequest, key: str) -> HttpResponse:
    round = queries.round_with_key(key)
    questionnaire = _questionnaire(round)
    page = pages.preview(round, questionnaire, check_questionnaire(questionnaire.modules), page_language())
    return render(request, "monitor/preview.html", {"page": page})


@open_to(steers_rounds)
@require_POST
def invite(request: HttpRequest, key: str) -> HttpResponse:
    round = queries.round_with_key(key)
    added = actions.invite_enrolled(round=round, on=queries.today(), by=user_of(request))
    words = ngettext("%(number)s student added.", "%(number)s students added.", added)
    messages.success(request, words % {"number": added})
    return redirect("monitor:round", key=key)


@open_to(steers_rounds)
@require_http_methods(["GET", "POST"])
def open_now(request: HttpRequest, key: str) -> HttpResponse:
    round = queries.round_with_key(key)
    if request.method == "POST":
        actions.open_round(round=round, questionnaire=_questionnaire(round), by=user_of(request))
        return redirect("monitor:round", key=key)
    check_keys_are_here(round)
    return _ask(request, round, "open")


@open_to(steers_rounds)
@require_http_methods(["GET", "POST"])
def extend(request: HttpRequest, key: str) -> HttpResponse:
    round = queries.round_with_key(key)
    check_round_can(round, "extend")
    form = LastDayForm(request.POST or None, instance=round)
    if request.method == "POST" and form.is_valid():
        actions.extend_round(round=round, last_day=form.cleaned_data["closes_on"], by=user_of(request))
        messages.success(request, _("The last day is saved."))
        return redirect("monitor:round", key=key)
    words = {"form": form, "title": _("Move the last day")}
    return render(request, "monitor/round_form.html", words, status=422 if form.is_bound else 200)


@open_to(steers_rounds)
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, key: str) -> HttpResponse:
    round = queries.round_with_key(key)
    if request.method == "POST":
        actions.close_round(round=round, by=user_of(request))
        return redirect("monitor:round", key=key)
    return _ask(request, round, "close")


def _ask(request: HttpRequest, round: Round, deed: str) -> HttpResponse:
    if not round_can(round, deed):
        return redirect("monitor:round", key=round.key)
    row = pages.round_row(round, page_language())
    return render(request, f"monitor/round_{deed}.html", {"row": row, "invited": round.invitations.count()})


def _questionnaire(round: Round) -> Questionnaire:
    """The frozen one; while it is being prepared, as it would be frozen now."""
    if round.fingerprint:
        return queries.questionnaire_of(round)
    return questionnaire_for(round.modules, offers_to_ask_about())
