"""Help for everybody, and its upkeep for coordinators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.foundation.access.rules import anyone, open_to
from thuis.foundation.texts.content import help_lines
from thuis.rooms.support import actions, presenters, public, queries
from thuis.rooms.support.access import edits_support
from thuis.rooms.support.forms import OfferForm
from thuis.rooms.support.models import SupportOffer


@open_to(anyone("Who can help must be findable without a link and without an account."))
@require_GET
def help_for_all(request: HttpRequest) -> HttpResponse:
    page = presenters.help_page(public.offers(), help_lines(), get_language() or "nl")
    return render(request, "support/help.html", {"page": page})


@open_to(edits_support)
@require_GET
def offers(request: HttpRequest) -> HttpResponse:
    rows = presenters.offer_rows(queries.all_offers(), get_language() or "nl", queries.today())
    return render(request, "support/offers.html", {"offers": rows})


@open_to(edits_support)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str = "") -> HttpResponse:
    known = queries.offer_with_code(code) if code else SupportOffer(checked_on=queries.today())
    form = OfferForm(request.POST or None, instance=known)
    if request.method == "POST" and form.is_valid():
        actions.save_offer(offer=form.save(commit=False), by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("Saved. Students see it from now on."))
        return redirect("support:offers")
    status = 422 if form.is_bound else 200
    return render(request, "support/offer.html", {"form": form, "known": bool(code)}, status=status)


@open_to(edits_support)
@require_POST
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    actions.confirm_offer(
        offer=queries.offer_with_code(code),
        on=queries.today(),
        by=request.user,  # type: ignore[arg-type]
    )
    return redirect("support:offers")
