"""Signals: a list per unit, where somebody says why, and ends one with a reason."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thuis.foundation.access.rules import open_to, permitted
from thuis.foundation.accounts.models import User
from thuis.foundation.permissions.roles import user_can_see_institution
from thuis.foundation.signals import actions
from thuis.foundation.signals.presenters import signal_lines
from thuis.foundation.signals.queries import signal_or_404

LONGEST = 400
reads_signals = permitted("reads-signals", user_can_see_institution)


@open_to(reads_signals)
@require_GET
def signals(request: HttpRequest) -> HttpResponse:
    lines = signal_lines(request.user, get_language() or "nl")
    return render(request, "signals/signals.html", {"lines": lines})


@open_to(reads_signals)
@require_POST
def explain(request: HttpRequest, pk: int) -> HttpResponse:
    signal = signal_or_404(request.user, pk)
    actions.explain_signal(signal=signal, note=_words(request, "note"), by=_user(request))
    messages.success(request, _("It is noted."))
    return redirect("signals:signals")


@open_to(reads_signals)
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    signal = signal_or_404(request.user, pk)
    actions.close_signal(signal=signal, reason=_words(request, "reason"), by=_user(request))
    messages.success(request, _("The signal is closed. You can open it again."))
    return redirect("signals:signals")


@open_to(reads_signals)
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    actions.reopen_signal(signal=signal_or_404(request.user, pk), by=_user(request))
    messages.success(request, _("The signal is open again."))
    return redirect("signals:signals")


def _words(request: HttpRequest, name: str) -> str:
    return " ".join(request.POST.get(name, "").split())[:LONGEST]


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)


app_name = "signals"
urlpatterns = [
    path("", signals, name="signals"),
    path("<int:pk>/explain/", explain, name="explain"),
    path("<int:pk>/close/", close, name="close"),
    path("<int:pk>/open/", reopen, name="open"),
]
