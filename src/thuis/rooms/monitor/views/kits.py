"""A coordinator's way with ambassadors: kits per site, their posters, and what was written down."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.foundation.access.rules import open_to
from thuis.foundation.accounts.visitors import user_of
from thuis.foundation.documents.pdf import pdf
from thuis.foundation.texts.language import page_language
from thuis.rooms.monitor.access import leads_ambassadors
from thuis.rooms.monitor.actions import ambassadors as actions
from thuis.rooms.monitor.forms import KitForm
from thuis.rooms.monitor.models import AmbassadorKit
from thuis.rooms.monitor.presenters import ambassadors as pages
from thuis.rooms.monitor.queries import ambassadors as queries
from thuis.rooms.monitor.queries.rounds import round_with_key


@open_to(leads_ambassadors)
@require_GET
def overview(request: HttpRequest, key: str) -> HttpResponse:
    round = round_with_key(key)
    page = pages.kits_page(round, queries.kits_of(round), queries.visits_of_round(round), page_language())
    return render(request, "monitor/kits.html", {"page": page})


@open_to(leads_ambassadors)
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest, key: str) -> HttpResponse:
    kit = AmbassadorKit(round=round_with_key(key))
    form = KitForm(request.POST or None, instance=kit)
    if request.method == "POST" and form.is_valid():
        made = actions.make_kit(kit=form.save(commit=False), by=user_of(request))
        return redirect("monitor:kit", key=key, pk=made.pk)
    words = {"form": form, "key": key}
    return render(request, "monitor/kit_form.html", words, status=422 if form.is_bound else 200)


@open_to(leads_ambassadors)
@require_GET
def show(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    page = pages.kit_page(_kit(key, pk), page_language())
    return render(request, "monitor/kit.html", {"page": page})


@open_to(leads_ambassadors)
@require_GET
def document(request: HttpRequest, key: str, pk: int, name: str) -> HttpResponse:
    return printed(_kit(key, pk), name)


def printed(kit: AmbassadorKit, name: str) -> HttpResponse:
    """A poster or slide as a download."""
    template, values = pages.document_of(kit, name)
    response = HttpResponse(pdf(template, values), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}-{kit.code}.pdf"'
    return response


@open_to(leads_ambassadors)
@require_POST
def renew(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    actions.renew_kit_link(kit=_kit(key, pk), by=user_of(request))
    messages.success(request, _("There is a new link. The old one stopped working."))
    return redirect("monitor:kit", key=key, pk=pk)


@open_to(leads_ambassadors)
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    kit = _kit(key, pk)
    if request.method == "GET":
        return render(request, "monitor/kit_end.html", {"page": pages.kit_page(kit, page_language())})
    actions.end_kit(kit=kit, by=user_of(request))
    messages.success(request, _("The kit has ended. What was written down stays."))
    return redirect("monitor:kits", key=key)


def _kit(key: str, pk: int) -> AmbassadorKit:
    return queries.kit_of(round_with_key(key), pk)
