"""Signing in by mail. Passwords, codes and passkeys are allauth's; see urls.py."""

from functools import partial
from typing import cast

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.core.errors import NotFound
from thuis.foundation.access.rules import anyone, open_to, permitted, signed_in
from thuis.foundation.accounts.actions import invite_colleague, use_link
from thuis.foundation.accounts.forms import InviteForm, SignInForm
from thuis.foundation.accounts.mail import AnswerFirst, send_link
from thuis.foundation.accounts.presenters import colleagues_page
from thuis.foundation.accounts.queries import colleague_behind_link, colleague_with_address
from thuis.foundation.accounts.sessions import end_sessions
from thuis.foundation.accounts.visitors import user_of
from thuis.foundation.permissions.roles import user_can_manage_people


@open_to(anyone("Whoever is not signed in asks for a link here; the answer is always the same."))
@require_POST
def ask_for_link(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request.POST)
    if not form.is_valid():
        return render(request, "accounts/ask_again.html", {"form": form}, status=422)
    email = form.cleaned_data["email"]
    if refusal := ratelimit.consume_or_429(request, action="sign_in_link", key=email.lower()):
        return cast(HttpResponse, refusal)
    answer = AnswerFirst(render_to_string("accounts/link_sent.html", {"email": email}, request))
    if user := colleague_with_address(email):
        answer.afterwards = partial(send_link, user, goal=_safe_goal(request))
    return answer


@open_to(anyone("The signed link is the key; opening the page spends nothing, so mail scanners may."))
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_with_link(request: HttpRequest, token: str) -> HttpResponse:
    if request.method != "POST":
        user, _goal = colleague_behind_link(token)
        return render(request, "accounts/use_link.html", {"who": user})
    user, goal = use_link(token=token)
    record_authentication(request, user, method="mail-link")
    # allauth finishes the sign-in: whoever has a second factor is asked for it first
    sign_in = Login(user=user, email=user.email, redirect_url=goal or None)
    return cast(HttpResponse, perform_login(request, sign_in))


@open_to(anyone("Accounts are made by an admin; this address says so."))
@require_GET
def no_sign_up(request: HttpRequest) -> HttpResponse:
    raise NotFound("no-sign-up")


@open_to(signed_in)
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """The account's own page is the list of ways to sign in."""
    return redirect("mfa_index")


@open_to(signed_in)
@require_POST
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    end_sessions(user=user, by=user, but=request.session.session_key)
    messages.success(request, _("You are signed in here only."))
    return redirect("mfa_index")


@open_to(permitted("manage-people", user_can_manage_people))
@require_http_methods(["GET", "HEAD", "POST"])
def colleagues(request: HttpRequest) -> HttpResponse:
    """Who has an account, and inviting one more."""
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        user = invite_colleague(**form.cleaned_data, on=timezone.localdate(), by=user_of(request))
        send_link(user, goal="")
        messages.success(request, _("%(name)s has a mail with a link to sign in.") % {"name": user.name})
        return redirect("colleagues")
    page = colleagues_page(timezone.localdate(), form, request.GET.get("page", "1"))
    return render(request, "accounts/colleagues.html", {"page": page}, status=422 if form.errors else 200)


def _safe_goal(request: HttpRequest) -> str:
    goal = request.POST.get("next", "")
    is_here = url_has_allowed_host_and_scheme(goal, {request.get_host()}, request.is_secure())
    return goal if is_here and goal.startswith("/") else ""
