"""Released figures on participation: the dashboard, its cards as files, steering, and making figures."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.core.errors import NotFound
from thuis.core.participation.release_model import period_of
from thuis.foundation.access.rules import open_to
from thuis.foundation.accounts.visitors import user_of
from thuis.foundation.cards.pictures import WIDTH
from thuis.foundation.documents.pictures import png
from thuis.foundation.documents.sheets import csv_bytes, xlsx_bytes
from thuis.foundation.permissions.roles import user_can_see_institution
from thuis.foundation.texts.language import page_language
from thuis.rooms.participation.access import (
    keeps_roles,
    reads_figures,
    user_can_keep_roles,
    user_can_set_target,
)
from thuis.rooms.participation.actions.figures import make_figures, set_target
from thuis.rooms.participation.forms.figures import TargetForm, WhatIfForm
from thuis.rooms.participation.presenters.figures.card import Card
from thuis.rooms.participation.presenters.figures.made import made_page
from thuis.rooms.participation.presenters.figures.page import (
    STEER,
    cards_of,
    figures_page,
    notes_of,
    picture_of,
    place,
    table_of,
)
from thuis.rooms.participation.presenters.figures.steer import cannot_say, outcome_of, target_rows
from thuis.rooms.participation.presenters.files import tabs
from thuis.rooms.participation.queries.figures import Scene, first_unit, scene_for, shelf, start_scene
from thuis.rooms.participation.tabs import TABS
from thuis.rooms.participation.views import posted

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class FileKind:
    content_type: str
    make: Callable[[Scene, Card], bytes]


KINDS: dict[str, FileKind] = {
    "csv": FileKind("text/csv; charset=utf-8", lambda scene, card: csv_bytes(table_of(card))),
    "xlsx": FileKind(XLSX, lambda scene, card: xlsx_bytes([table_of(card)], notes_of(scene, card))),
    "svg": FileKind("image/svg+xml", lambda scene, card: picture_of(scene, card).encode()),
    "png": FileKind("image/png", lambda scene, card: png(picture_of(scene, card), 2 * WIDTH)),
}


@open_to(reads_figures)
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """To the newest figures of her own unit; words that say what comes, before there are any."""
    if not shelf().rows:
        return render(
            request, "participation/figures/empty.html", {"keeps": user_can_keep_roles(request.user)}
        )
    scene = start_scene(request.user, page_language())
    return redirect(reverse("figures:unit", kwargs=place(scene, first_unit(scene))))


@open_to(reads_figures)
@require_GET
def tab(request: HttpRequest, period: str, kind: str, unit: str, tab: str) -> HttpResponse:
    scene = _scene(request, period, kind, unit)
    if tab not in TABS:
        raise NotFound("not-found")
    words = {"title": TABS[tab].title, "where": scene.name, "work": _work(scene, tab)}
    return render(request, "participation/figures/tab.html", words)


def _work(scene: Scene, tab: str) -> SafeString:
    """All that follows from released figures. A version never changes, so a page is drawn once."""

    def drawn() -> SafeString:
        page = figures_page(scene, tab, TABS)
        return render_to_string("participation/figures/_work.html", {"page": page})

    return cast(SafeString, caches["pages"].get_or_set(f"participation|{tab}|{scene.key}", drawn))


@open_to(reads_figures)
@require_GET
def card(
    request: HttpRequest, period: str, kind: str, unit: str, tab: str, card: str, suffix: str
) -> HttpResponse:
    scene = _scene(request, period, kind, unit)
    if tab not in TABS or suffix not in KINDS:
        raise NotFound("not-found")
    found = next((one for one in cards_of(scene, TABS[tab]) if one.key == card), None)
    if found is None:
        raise NotFound("not-found")
    name = slugify(f"{scene.name} {found.question} {period}")
    headers = {"Content-Disposition": f'attachment; filename="{name}.{suffix}"'}
    return HttpResponse(
        KINDS[suffix].make(scene, found), content_type=KINDS[suffix].content_type, headers=headers
    )


@open_to(reads_figures)
@require_http_methods(["GET", "POST"])
def steer(request: HttpRequest, period: str, kind: str, unit: str) -> HttpResponse:
    """A target is sent with a form; what more roles would mean is asked by the address, to be shared."""
    scene = _scene(request, period, kind, unit)
    target = TargetForm(posted(request))
    if request.method == "POST" and target.is_valid():
        set_target(unit=scene.unit, by=user_of(request), **target.cleaned_data)
        messages.success(request, _("The target is set. It stands beside the figure from now on."))
        return redirect(reverse("figures:steer", kwargs=place(scene)))
    asked = WhatIfForm(request.GET or None)
    outcome = outcome_of(scene, asked.cleaned_data) if asked.is_bound and asked.is_valid() else None
    words = {
        "page": figures_page(scene, STEER, TABS),
        "targets": target_rows(scene),
        "form": target,
        "may_set": user_can_set_target(request.user, scene.unit),
        "asked": asked,
        "outcome": outcome,
        "cannot": cannot_say(scene)
        or (
            _("Who waits in the pool is not known here.")
            if asked.is_bound and asked.is_valid() and not outcome
            else ""
        ),
    }
    return render(request, "participation/figures/steer.html", words, status=422 if target.is_bound else 200)


@open_to(keeps_roles)
@require_GET
def manage(request: HttpRequest) -> HttpResponse:
    may_look = user_can_see_institution(request.user)
    words = {"rows": made_page(), "tabs": tabs("figures:manage"), "may_look": may_look}
    return render(request, "participation/figures/manage.html", words)


@open_to(keeps_roles)
@require_POST
def make(request: HttpRequest, period: str) -> HttpResponse:
    made = make_figures(period=period_of(period), by=user_of(request))
    messages.success(request, _("The figures are made: version %(version)s.") % {"version": made.version})
    return redirect("figures:manage")


def _scene(request: HttpRequest, period: str, kind: str, unit: str) -> Scene:
    return scene_for(request.user, period, kind, unit, page_language())
