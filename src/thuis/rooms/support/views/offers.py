"""The upkeep of offers, for coordinators and admins: of the whole institution or of their own sites."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.foundation.access.rules import open_to
from thuis.foundation.accounts.visitors import user_of
from thuis.foundation.texts.language import page_language
from thuis.rooms.support.access import (
    check_user_can_edit_offer,
    edits_support,
    user_can_edit_every_offer,
    user_can_edit_offer,
)
from thuis.rooms.support.actions import offers as actions
from thuis.rooms.support.forms.offers import OfferForm
from thuis.rooms.support.models import SupportOffer
from thuis.rooms.support.presenters.figures import figure_words
from thuis.rooms.support.presenters.upkeep import offer_rows
from thuis.rooms.support.queries import offers as queries
from thuis.rooms.support.queries.figures import figures_of


@open_to(edits_support)
@require_GET
def offers(request: HttpRequest) -> HttpResponse:
    user, every = user_of(request), queries.in_order(queries.all_offers())
    figures = figures_of(offer.code for offer in every)
    rows = offer_rows(
        every,
        page_language(),
        queries.today(),
        mine=[offer.code for offer in every if user_can_edit_offer(user, offer)],
        figures=figure_words(figures),
    )
    round = next((one.round for one in figures.values()), "")
    words = {"offers": rows, "round": round, "keeps_every": user_can_edit_every_offer(user)}
    return render(request, "support/offers.html", words)


@open_to(edits_support)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str = "") -> HttpResponse:
    known = queries.offer_with_code(code) if code else SupportOffer(checked_on=queries.today())
    if code:
        check_user_can_edit_offer(user_of(request), known)
    form = OfferForm(request.POST if request.method == "POST" else None, instance=known)
    if form.is_valid():
        actions.save_offer(offer=form.save(commit=False), by=user_of(request))
        messages.success(request, _("Saved. Students see it from now on."))
        return redirect("support:offers")
    status = 422 if form.is_bound else 200
    return render(request, "support/offer.html", {"form": form, "known": bool(code)}, status=status)


@open_to(edits_support)
@require_POST
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    actions.confirm_offer(offer=queries.offer_with_code(code), on=queries.today(), by=user_of(request))
    return redirect("support:offers")
