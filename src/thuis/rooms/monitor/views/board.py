"""The response board: how a round goes while it runs, without an answer and without a small group."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thuis.foundation.access.rules import open_to
from thuis.foundation.accounts.visitors import user_of
from thuis.foundation.permissions.roles import user_can_open_rounds
from thuis.foundation.texts.language import page_language
from thuis.rooms.monitor.access import sees_board, steers_rounds, units_on_board
from thuis.rooms.monitor.actions.board import set_target
from thuis.rooms.monitor.forms import TargetForm
from thuis.rooms.monitor.presenters.board import board_page
from thuis.rooms.monitor.queries.rounds import round_with_key


@open_to(sees_board)
@require_GET
def show(request: HttpRequest, key: str) -> HttpResponse:
    page = board_page(
        round_with_key(key),
        units=units_on_board(request.user),
        may_steer=user_can_open_rounds(request.user),
        language=page_language(),
    )
    return render(request, "monitor/board.html", {"page": page})


@open_to(steers_rounds)
@require_http_methods(["GET", "POST"])
def target(request: HttpRequest, key: str) -> HttpResponse:
    round = round_with_key(key)
    form = TargetForm(request.POST if request.method == "POST" else None, initial={"target": round.target})
    if request.method == "POST" and form.is_valid():
        set_target(round=round, target=form.cleaned_data["target"], by=user_of(request))
        messages.success(request, _("The target is saved."))
        return redirect("monitor:board", key=key)
    words = {"form": form, "key": key}
    return render(request, "monitor/board_target.html", words, status=422 if form.is_bound else 200)
