"""Roles told by hand: what waits for a coordinator, and what she tells herself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.core.errors import NotFound
from thuis.foundation.access.rules import open_to
from thuis.foundation.accounts.visitors import user_of
from thuis.foundation.texts.language import page_language
from thuis.rooms.participation.access import keeps_roles
from thuis.rooms.participation.actions import registrations as actions
from thuis.rooms.participation.forms.roles import RegisterForm, taught_places
from thuis.rooms.participation.presenters.files import tabs
from thuis.rooms.participation.presenters.roles import told_rows
from thuis.rooms.participation.queries.registrations import latest_told, waiting
from thuis.rooms.participation.views import posted

HERE = "participation:told"
ANSWERS = {"confirm": actions.confirm_role, "refuse": actions.refuse_role}


@open_to(keeps_roles)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    language = page_language()
    words = {
        "waiting": told_rows(waiting(), language),
        "answered": told_rows(latest_told(), language),
        "tabs": tabs(HERE),
    }
    return render(request, "participation/told.html", words)


@open_to(keeps_roles)
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    form = RegisterForm(posted(request), places=taught_places(page_language()))
    if form.is_valid():
        told = form.told(form.cleaned_data["number"])
        code = actions.register_role(told=told, by=user_of(request))
        messages.success(request, _("Saved. It counts from now on. Its code is %(code)s.") % {"code": code})
        return redirect(HERE)
    return render(
        request, "participation/register.html", {"form": form}, status=422 if form.is_bound else 200
    )


@open_to(keeps_roles)
@require_POST
def answer(request: HttpRequest, code: str, answer: str) -> HttpResponse:
    if answer not in ANSWERS:
        raise NotFound("not-found")
    ANSWERS[answer](code=code, by=user_of(request))
    return redirect(HERE)
