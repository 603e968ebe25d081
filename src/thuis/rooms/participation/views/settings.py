"""What a coordinator knows and no file says: which roles there are, and what nobody records."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.foundation.access.rules import open_to
from thuis.foundation.accounts.visitors import user_of
from thuis.foundation.texts.language import page_language
from thuis.rooms.participation.access import keeps_roles
from thuis.rooms.participation.actions import tables as actions
from thuis.rooms.participation.forms.roles import GapForm, RoleTypeForm
from thuis.rooms.participation.presenters.files import tabs
from thuis.rooms.participation.presenters.roles import gap_rows, kind_rows
from thuis.rooms.participation.queries.tables import all_gaps, gap_or_404, own_role_type
from thuis.rooms.participation.views import posted


@open_to(keeps_roles)
@require_GET
def kinds(request: HttpRequest) -> HttpResponse:
    words = {"rows": kind_rows(page_language()), "tabs": tabs("participation:kinds")}
    return render(request, "participation/kinds.html", words)


@open_to(keeps_roles)
@require_http_methods(["GET", "POST"])
def kind(request: HttpRequest, code: str = "") -> HttpResponse:
    """A role that the content brings is copied at the first change; its short name stays."""
    form = RoleTypeForm(posted(request), instance=own_role_type(code))
    form.fields["code"].disabled = bool(code)
    if request.method == "POST" and form.is_valid():
        actions.save_role_type(role=form.save(commit=False), by=user_of(request))
        messages.success(request, _("Saved. Figures follow it from the next release."))
        return redirect("participation:kinds")
    words = {"form": form, "known": bool(code)}
    return render(request, "participation/kind.html", words, status=422 if form.is_bound else 200)


@open_to(keeps_roles)
@require_http_methods(["GET", "POST"])
def gaps(request: HttpRequest) -> HttpResponse:
    form = GapForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.save_gap(gap=form.save(commit=False), by=user_of(request))
        return redirect("participation:gaps")
    rows = gap_rows(all_gaps(), page_language())
    words = {"rows": rows, "form": form, "tabs": tabs("participation:gaps")}
    return render(request, "participation/gaps.html", words, status=422 if form.is_bound else 200)


@open_to(keeps_roles)
@require_POST
def remove_gap(request: HttpRequest, pk: int) -> HttpResponse:
    actions.remove_gap(gap=gap_or_404(pk), by=user_of(request))
    return redirect("participation:gaps")
