"""A colleague's way with the mail of a round: its words, what became of it, and mending what went wrong."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.foundation.access.rules import open_to
from thuis.foundation.accounts.visitors import user_of
from thuis.foundation.permissions.roles import user_can_manage_people
from thuis.foundation.texts.language import page_language
from thuis.rooms.monitor.access import keeps_addresses, steers_rounds
from thuis.rooms.monitor.actions import mailing as actions
from thuis.rooms.monitor.forms import AddressForm, InvitationTextForm
from thuis.rooms.monitor.models import Invitation
from thuis.rooms.monitor.presenters import mailing as pages
from thuis.rooms.monitor.queries import mailing as queries
from thuis.rooms.monitor.queries.rounds import invitation_counts, round_with_key

PER_PAGE = 50


@open_to(steers_rounds)
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, key: str) -> HttpResponse:
    round = round_with_key(key)
    form = InvitationTextForm(request.POST or None, instance=queries.invitation_text_of(round))
    if request.method == "POST" and form.is_valid():
        actions.save_invitation_text(text=form.save(commit=False), by=user_of(request))
        messages.success(request, _("The invitation is saved."))
        return redirect("monitor:invitation-text", key=key)
    page = pages.invitation_page(round, queries.invitation_text_of(round), page_language())
    status = 422 if form.is_bound else 200
    return render(request, "monitor/invitation.html", {"page": page, "form": form}, status=status)


@open_to(steers_rounds)
@require_POST
def test(request: HttpRequest, key: str) -> HttpResponse:
    user = user_of(request)
    actions.mail_invitation_test(round=round_with_key(key), to=user)
    messages.success(request, _("Two test mails are on their way to %(email)s.") % {"email": user.email})
    return redirect("monitor:invitation-text", key=key)


@open_to(steers_rounds)
@require_GET
def overview(request: HttpRequest, key: str) -> HttpResponse:
    round = round_with_key(key)
    troubled = queries.troubled_invitations(round)
    may_name = user_can_manage_people(request.user)
    leaf = Paginator(troubled if may_name else troubled.none(), PER_PAGE).get_page(request.GET.get("page"))
    page = pages.mail_page(
        round, invitation_counts(round), leaf, queries.to_try_again(round).count(), may_name, page_language()
    )
    return render(request, "monitor/mail.html", {"page": page})


@open_to(steers_rounds)
@require_POST
def all_again(request: HttpRequest, key: str) -> HttpResponse:
    number = actions.send_again(round=round_with_key(key), by=user_of(request))
    words = ngettext("%(number)s mail goes out again.", "%(number)s mails go out again.", number)
    messages.success(request, words % {"number": number})
    return redirect("monitor:mail", key=key)


@open_to(keeps_addresses)
@require_POST
def one_again(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    actions.send_one_again(invitation=_one(key, pk), by=user_of(request))
    messages.success(request, _("The mail goes out again."))
    return redirect("monitor:mail", key=key)


@open_to(keeps_addresses)
@require_http_methods(["GET", "POST"])
def address(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    invitation = _one(key, pk)
    form = AddressForm(request.POST or None, initial={"email": invitation.person.email})
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        actions.correct_address(invitation=invitation, email=email, by=user_of(request))
        messages.success(request, _("The address is saved."))
        return redirect("monitor:mail", key=key)
    page = pages.address_page(invitation, page_language())
    status = 422 if form.is_bound else 200
    return render(request, "monitor/mail_address.html", {"page": page, "form": form}, status=status)


def _one(key: str, pk: int) -> Invitation:
    return queries.troubled_invitation(round_with_key(key), pk)
