"""Signals: a list per unit, where somebody says why, and ends one with a reason."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.foundation.access.rules import open_to, permitted
from thuis.foundation.accounts.visitors import user_of
from thuis.foundation.institution.queries import units_on
from thuis.foundation.permissions.roles import user_can_see_institution
from thuis.foundation.signals import actions
from thuis.foundation.signals.access import user_can_make_signal
from thuis.foundation.signals.forms import HeardForm
from thuis.foundation.signals.presenters import signal_lines
from thuis.foundation.signals.queries import signal_or_404
from thuis.foundation.texts.language import page_language

LONGEST = 400
reads_signals = permitted("reads-signals", user_can_see_institution)


@open_to(reads_signals)
@require_GET
def signals(request: HttpRequest) -> HttpResponse:
    lines = signal_lines(request.user, page_language())
    return render(request, "signals/signals.html", {"lines": lines})


@open_to(reads_signals)
@require_http_methods(["GET", "POST"])
def say(request: HttpRequest) -> HttpResponse:
    """A signal by hand: something that was heard and that no figure tells."""
    units = [one for one in units_on(timezone.localdate()) if user_can_make_signal(request.user, one)]
    initial = {"unit": request.GET.get("unit", "")}
    form = HeardForm(request.POST or None, units=units, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.say_signal(heard=form.heard(), by=user_of(request))
        messages.success(request, _("It is a signal now. Others of this unit see it too."))
        return redirect("signals:signals")
    return render(request, "signals/say.html", {"form": form}, status=422 if form.is_bound else 200)


@open_to(reads_signals)
@require_POST
def explain(request: HttpRequest, pk: int) -> HttpResponse:
    signal = signal_or_404(request.user, pk)
    actions.explain_signal(signal=signal, note=_words(request, "note"), by=user_of(request))
    messages.success(request, _("It is noted."))
    return redirect("signals:signals")


@open_to(reads_signals)
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    signal = signal_or_404(request.user, pk)
    actions.close_signal(signal=signal, reason=_words(request, "reason"), by=user_of(request))
    messages.success(request, _("The signal is closed. You can open it again."))
    return redirect("signals:signals")


@open_to(reads_signals)
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    actions.reopen_signal(signal=signal_or_404(request.user, pk), by=user_of(request))
    messages.success(request, _("The signal is open again."))
    return redirect("signals:signals")


def _words(request: HttpRequest, name: str) -> str:
    return " ".join(request.POST.get(name, "").split())[:LONGEST]


app_name = "signals"
urlpatterns = [
    path("", signals, name="signals"),
    path("new/", say, name="new"),
    path("<int:pk>/explain/", explain, name="explain"),
    path("<int:pk>/close/", close, name="close"),
    path("<int:pk>/open/", reopen, name="open"),
]
