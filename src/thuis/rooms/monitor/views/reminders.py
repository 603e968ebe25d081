"""Reminders: a colleague plans them, a student stops them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.foundation.access.rules import anyone, open_to
from thuis.foundation.accounts.visitors import user_of
from thuis.foundation.texts.language import page_language
from thuis.rooms.monitor.access import steers_rounds
from thuis.rooms.monitor.actions import reminders as actions
from thuis.rooms.monitor.forms import ReminderForm
from thuis.rooms.monitor.models import Reminder
from thuis.rooms.monitor.presenters.reminders import reminders_page
from thuis.rooms.monitor.queries.reminders import invitation_to_stop, reminder_of
from thuis.rooms.monitor.queries.rounds import round_with_key


@open_to(steers_rounds)
@require_GET
def overview(request: HttpRequest, key: str) -> HttpResponse:
    page = reminders_page(round_with_key(key), page_language(), actions.MOST)
    return render(request, "monitor/reminders.html", {"page": page})


@open_to(steers_rounds)
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest, key: str) -> HttpResponse:
    return _form(request, Reminder(round=round_with_key(key)), _("New reminder"))


@open_to(steers_rounds)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    return _form(request, reminder_of(round_with_key(key), pk), _("Change the reminder"))


def _form(request: HttpRequest, reminder: Reminder, title: str) -> HttpResponse:
    form = ReminderForm(request.POST or None, instance=reminder)
    if request.method == "POST" and form.is_valid():
        actions.save_reminder(reminder=form.save(commit=False), by=user_of(request))
        return redirect("monitor:reminders", key=reminder.round.key)
    words = {"form": form, "title": title, "key": reminder.round.key}
    return render(request, "monitor/reminder_form.html", words, status=422 if form.is_bound else 200)


@open_to(steers_rounds)
@require_POST
def test(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    user = user_of(request)
    actions.mail_test(reminder=reminder_of(round_with_key(key), pk), to=user)
    messages.success(request, _("Two test mails are on their way to %(email)s.") % {"email": user.email})
    return redirect("monitor:reminders", key=key)


@open_to(steers_rounds)
@require_POST
def remove(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    actions.remove_reminder(reminder=reminder_of(round_with_key(key), pk), by=user_of(request))
    return redirect("monitor:reminders", key=key)


# Mail programs post here by themselves (RFC 8058), so without our token; the signed link is the key.
@csrf_exempt
@open_to(anyone("The signed link in a reminder is the key; it ends reminders and shows nothing."))
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    invitation = invitation_to_stop(token)
    if request.method == "POST":
        actions.stop_reminders(invitation=invitation)
    return render(request, "monitor/reminder_stop.html", {"is_done": request.method == "POST"})
