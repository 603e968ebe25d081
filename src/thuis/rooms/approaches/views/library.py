"""The library for colleagues: find, read, propose, read along, and tell where something is used."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.core.errors import NotFound
from thuis.foundation.access.rules import open_to, signed_in
from thuis.foundation.accounts.visitors import user_of
from thuis.foundation.permissions.roles import user_can_review_approaches
from thuis.foundation.texts.language import page_language
from thuis.rooms.approaches import models
from thuis.rooms.approaches.access.library import (
    proposes,
    reviews,
    user_can_propose,
    user_can_review,
    user_can_tell_use,
)
from thuis.rooms.approaches.actions import library as actions
from thuis.rooms.approaches.forms.library import ApproachForm, RemarkForm, UseForm, written
from thuis.rooms.approaches.models import LocalUse
from thuis.rooms.approaches.presenters.library import cards, library_page, proposals, sheet, use_rows
from thuis.rooms.approaches.queries import library as queries
from thuis.rooms.approaches.queries.library import Wanted

FILTERS = ("words", "element", "audience", "effort", "sector")


@open_to(signed_in)
@require_GET
def library(request: HttpRequest) -> HttpResponse:
    wanted = Wanted(*(request.GET.get(name, "")[:60] for name in FILTERS))
    page = library_page(queries.entries_like(wanted), wanted, page_language())
    return render(request, "approaches/library.html", {"page": page, **_may(request)})


@open_to(signed_in)
@require_GET
def approach(request: HttpRequest, key: str) -> HttpResponse:
    entry = queries.entry_or_404(key)
    words = {
        "key": key,
        "row": entry.row,
        "page": sheet(entry.approach, page_language()),
        "uses": use_rows(queries.uses_of(entry.row), request.user, page_language()),
        "can_tell": bool(_units(request)),
        "versions": entry.row.versions.filter(reviewed_on__isnull=False).count(),
    }
    return render(request, "approaches/approach.html", {**words, **_may(request)})


@open_to(proposes)
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, key: str = "") -> HttpResponse:
    """A new approach, or a change of a known one."""
    known = queries.latest(queries.row_or_404(key)) if key else None
    form = ApproachForm(request.POST or None, initial=written(known.words) if known else {})
    if request.method == "POST" and form.is_valid():
        told = form.approach()
        name = key or _free_key(told["title"].nl or told["title"].en)
        actions.propose(key=name, approach=told, by=user_of(request))
        messages.success(request, _("Proposed. A second person reads it before others see it."))
        return redirect("approaches:library")
    words = {"form": form, "known": known, "title": known and sheet(_told(known), page_language()).title}
    return render(request, "approaches/propose.html", words, status=422 if form.is_bound else 200)


@open_to(reviews)
@require_GET
def upkeep(request: HttpRequest) -> HttpResponse:
    """What waits for a second person, what should be read again, what was withdrawn."""
    words = {
        "waiting": proposals(queries.waiting(), request.user, page_language()),
        "due": cards(queries.due(queries.today()), page_language()),
        "withdrawn": cards(queries.withdrawn(), page_language()),
    }
    return render(request, "approaches/upkeep.html", {**words, **_may(request)})


@open_to(reviews)
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    version = queries.version_or_404(pk)
    form = RemarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        remark = form.cleaned_data["remark"]
        actions.send_back(version=version, remark=remark, by=user_of(request))
        messages.success(request, _("Sent back. Whoever proposed it sees your remark in the library."))
        return redirect("approaches:upkeep")
    words = {
        "page": sheet(_told(version), page_language()),
        "version": version,
        "form": form,
        "can_review": user_can_review(request.user, version),
    }
    return render(request, "approaches/review.html", words, status=422 if form.is_bound else 200)


@open_to(reviews)
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    version = queries.version_or_404(pk)
    actions.publish(version=version, by=user_of(request))
    messages.success(request, _("Published. Everybody sees it from now on."))
    return redirect("approaches:approach", key=version.approach.key)


@open_to(reviews)
@require_POST
def keep(request: HttpRequest, key: str, deed: str) -> HttpResponse:
    if deed not in actions.KEEPING:
        raise NotFound("not-found")
    actions.keep(row=queries.row_or_404(key), deed=deed, by=user_of(request))
    if deed == "present":
        return redirect("approaches:approach", key=key)
    return redirect("approaches:upkeep")


@open_to(proposes)
@require_http_methods(["GET", "POST"])
def use(request: HttpRequest, key: str) -> HttpResponse:
    entry = queries.entry_or_404(key)
    form = UseForm(request.POST or None, units=_units(request))
    if request.method == "POST" and form.is_valid():
        told = LocalUse(
            approach=entry.row,
            told_by=queries.role_told_by(request.user),
            language=page_language(),
            **form.cleaned_data,
        )
        actions.tell_use(use=told, by=user_of(request))
        messages.success(request, _("Saved. Others see that it is used there."))
        return redirect("approaches:approach", key=key)
    words = {"form": form, "key": key, "title": sheet(entry.approach, page_language()).title}
    return render(request, "approaches/use.html", words, status=422 if form.is_bound else 200)


@open_to(proposes)
@require_POST
def remove_use(request: HttpRequest, pk: int) -> HttpResponse:
    use = queries.use_or_404(pk)
    key = use.approach.key
    actions.remove_use(use=use, by=user_of(request))
    return redirect("approaches:approach", key=key)


def _units(request: HttpRequest) -> list[Any]:
    found = queries.units_to_tell_of(request.user)
    return [unit for unit in found if user_can_tell_use(request.user, unit)]


def _may(request: HttpRequest) -> dict[str, Any]:
    user = request.user
    can_review = user_can_review_approaches(user)
    return {
        "can_propose": user_can_propose(user),
        "can_review": can_review,
        "waits": len(queries.waiting()) if can_review else 0,
        "returned": [(one, sheet(_told(one), page_language()).title) for one in queries.returned_to(user)],
    }


def _told(version: models.Version) -> Any:
    return queries.approach_of(version.words)


def _free_key(title: str) -> str:
    """A name in addresses that is not in use."""
    base = slugify(title)[:40].strip("-") or "approach"
    taken = set(models.Approach.objects.filter(key__startswith=base).values_list("key", flat=True))
    return next(name for n in range(1, 1000) if (name := base if n == 1 else f"{base}-{n}") not in taken)
