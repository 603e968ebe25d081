"""An ambassador's own page, without an account: thermometer, poster, class visits. And the short address."""

from typing import cast

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.foundation.access.cookies import cookie_name
from thuis.foundation.access.rules import anyone, open_to
from thuis.foundation.texts.language import page_language
from thuis.rooms.monitor.access import with_kit
from thuis.rooms.monitor.actions import ambassadors as actions
from thuis.rooms.monitor.forms import ClassVisitForm
from thuis.rooms.monitor.models import AmbassadorKit, ClassVisit
from thuis.rooms.monitor.presenters import ambassadors as pages
from thuis.rooms.monitor.queries.ambassadors import (
    KIT_COOKIE,
    class_visit_of,
    kit_by_token,
    kit_of_request,
    kit_with_code,
)
from thuis.rooms.monitor.queries.rounds import today
from thuis.rooms.monitor.views.kits import printed


@open_to(anyone("The short address on a poster: it leads to the lost link page and says who nobody is."))
@require_GET
def go(request: HttpRequest, code: str) -> HttpResponse:
    if refusal := ratelimit.consume_or_429(request, action="short_address", limit_get=True):
        return cast(HttpResponse, refusal)
    kit_with_code(code)
    return redirect("monitor:lost-link")


@open_to(anyone("Where an ambassador's secret link lands. An unknown link tells nothing."))
@require_GET
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Remember the link on this device and go to an address without it."""
    if refusal := ratelimit.consume_or_429(request, action="ambassador_link", limit_get=True):
        return cast(HttpResponse, refusal)
    kit_by_token(token)
    response = redirect("monitor:ambassador")
    name = cookie_name(KIT_COOKIE)
    response.set_cookie(name, token, path="/", secure=settings.HTTPS, httponly=True, samesite="Lax")
    return response


@open_to(with_kit)
@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    kit = kit_of_request(request)
    first = {"day": today()}
    form = ClassVisitForm(request.POST if request.method == "POST" else None, kit=kit, initial=first)
    if request.method == "POST" and form.is_valid():
        return _saved(request, kit, form)
    page = pages.ambassador_page(kit, page_language())
    status = 422 if form.is_bound else 200
    return render(request, "monitor/ambassador.html", {"page": page, "form": form}, status=status)


@open_to(with_kit)
@require_GET
def thermometer(request: HttpRequest) -> HttpResponse:
    """The part of the page that renews itself; by itself it is no page."""
    if not request.headers.get("HX-Request"):
        return redirect("monitor:ambassador")
    page = pages.ambassador_page(kit_of_request(request), page_language())
    return render(request, "monitor/_thermometer.html", {"page": page})


@open_to(with_kit)
@require_GET
def document(request: HttpRequest, name: str) -> HttpResponse:
    return printed(kit_of_request(request), name)


@open_to(with_kit)
@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    kit = kit_of_request(request)
    known = class_visit_of(kit, pk)
    form = ClassVisitForm(request.POST if request.method == "POST" else None, kit=kit, instance=known)
    if request.method == "POST" and form.is_valid():
        return _saved(request, kit, form)
    status = 422 if form.is_bound else 200
    return render(request, "monitor/class_visit.html", {"form": form, "pk": pk}, status=status)


def _saved(request: HttpRequest, kit: AmbassadorKit, form: ClassVisitForm) -> HttpResponse:
    if refusal := ratelimit.consume_or_429(request, action="class_visit", key=str(kit.pk)):
        return cast(HttpResponse, refusal)
    written: ClassVisit = form.save(commit=False)
    actions.save_class_visit(visit=written, by=actions.Ambassador(kit))
    messages.success(request, _("The visit is written down."))
    return redirect("monitor:ambassador")


@open_to(with_kit)
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    kit = kit_of_request(request)
    actions.remove_class_visit(visit=class_visit_of(kit, pk), by=actions.Ambassador(kit))
    messages.success(request, _("The visit is removed."))
    return redirect("monitor:ambassador")
