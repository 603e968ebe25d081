"""Scans for colleagues: open one, hand out its slips or links, close it, and read what was said."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.core.elements.scan import Role
from thuis.core.errors import NotFound
from thuis.foundation.access.rules import open_to
from thuis.foundation.accounts.visitors import user_of
from thuis.foundation.documents.qr import qr_svg
from thuis.foundation.documents.sheets import csv_bytes
from thuis.foundation.permissions.roles import user_can_open_scans
from thuis.foundation.signals.actions import make_signal
from thuis.foundation.texts.language import page_language
from thuis.rooms.approaches.access.scan import (
    opens_scans,
    reads_scans,
    units_to_scan,
    user_can_open_a_scan,
)
from thuis.rooms.approaches.actions import scan as actions
from thuis.rooms.approaches.forms.scan import OpenForm, SlipsForm
from thuis.rooms.approaches.models import Scan
from thuis.rooms.approaches.presenters import scan as pages
from thuis.rooms.approaches.presenters.scan_gap import gap_rows
from thuis.rooms.approaches.presenters.scan_words import ROLE_NAMES
from thuis.rooms.approaches.queries import scan as queries
from thuis.rooms.approaches.queries.content import elements
from thuis.rooms.approaches.queries.scan_needs import needs_beside


@open_to(reads_scans)
@require_GET
def scans(request: HttpRequest) -> HttpResponse:
    lines = pages.scan_lines(queries.scans_visible_to(request.user), page_language())
    words = {"lines": lines, "can_open": user_can_open_a_scan(request.user)}
    return render(request, "approaches/scan/scans.html", words)


@open_to(opens_scans)
@require_http_methods(["GET", "POST"])
def open_one(request: HttpRequest) -> HttpResponse:
    form = OpenForm(request.POST or None, units=units_to_scan(request.user))
    if request.method == "POST" and form.is_valid():
        limit = form.cleaned_data["limit"]
        scan = actions.open_scan(scan=form.save(commit=False), limit=limit, by=user_of(request))
        messages.success(request, _("The scan is open. Now hand out the way in."))
        return redirect("approaches:scan", pk=scan.pk)
    return render(request, "approaches/scan/open.html", {"form": form}, status=422 if form.is_bound else 200)


@open_to(reads_scans)
@require_GET
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """What was said when it is over; before that only whether enough people of each role answered."""
    found = queries.scan_or_404(request.user, pk)
    words = {
        "scan": found,
        "name": found.unit.name_in(page_language()),
        "can_open": user_can_open_scans(request.user, found.unit),
    }
    if not found.is_over:
        doors = pages.door_lines(found, request.user)
        return render(
            request, "approaches/scan/running.html", {**words, "doors": doors, "slips": SlipsForm()}
        )
    maps, beside = _maps(found), needs_beside(found)
    told = {
        "maps": maps,
        "cells": tuple(pages.told_cells(maps)),
        "rows": gap_rows(maps, beside, elements(), page_language()),
        "round": beside.round,
        "table": pages.table_of_scan(found, maps, page_language()),
    }
    return render(request, "approaches/scan/told.html", {**words, **told})


@open_to(opens_scans)
@require_POST
def slips(request: HttpRequest, pk: int) -> HttpResponse:
    """Slips to print. Their codes are shown this once: the database knows only their digests."""
    found, form = queries.scan_or_404(request.user, pk), SlipsForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a role, and a number of slips from 1 to 200."))
        return redirect("approaches:scan", pk=pk)
    role = cast(Role, form.cleaned_data["role"])
    tally, number = queries.tallies_of(found)[role], form.cleaned_data["number"]
    codes = actions.make_slips(tally=tally, number=number, by=user_of(request))
    words = {
        "name": found.unit.name_in(page_language()),
        "role": ROLE_NAMES[role],
        "last_day": found.last_day,
        "slips": [(_spaced(code), way_in(code), _drawn(code)) for code in codes],
        "pk": pk,
    }
    return render(request, "approaches/scan/slips.html", words)


@open_to(reads_scans)
@require_GET
def link(request: HttpRequest, pk: int, role: str) -> HttpResponse:
    """A link of a plenary scan in big, for the screen in the room."""
    found = queries.scan_or_404(request.user, pk)
    lines = pages.door_lines(found, request.user)
    line = next((one for one in lines if one.role == role and one.door), None)
    if found.is_over or line is None:
        raise NotFound("not-found")
    words = {"name": found.unit.name_in(page_language()), "line": line, "address": way_in(line.door)}
    return render(request, "approaches/scan/link.html", {**words, "code": _drawn(line.door), "pk": pk})


@open_to(opens_scans)
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    actions.close_scan(scan=queries.scan_or_404(request.user, pk), by=user_of(request))
    messages.success(request, _("The scan is over. This is what was said."))
    return redirect("approaches:scan", pk=pk)


@open_to(reads_scans)
@require_GET
def table(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.scan_or_404(request.user, pk)
    made = pages.table_of_scan(found, _maps(found), page_language())
    name = slugify(f"scan {made.title} {found.last_day}")
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return HttpResponse(csv_bytes(made), content_type="text/csv; charset=utf-8", headers=headers)


@open_to(reads_scans)
@require_POST
def signal(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.scan_or_404(request.user, pk)
    figure = pages.signal_of(found, _maps(found), request.POST.get("cell", ""), page_language())
    if figure is None:
        raise NotFound("not-found")
    make_signal(figure=figure, by=user_of(request))
    messages.success(request, _("This is a signal now. Find it at ‘Signals’, and say why it matters."))
    return redirect("approaches:scan", pk=pk)


def _maps(found: Scan) -> tuple[pages.HeatMap, ...]:
    return pages.heat_maps(found, queries.results_of(found), elements(), page_language())


def way_in(code: str) -> str:
    return settings.SITE_ADDRESS + reverse("approaches:scan-answer", args=[_spaced(code)])


def _spaced(code: str) -> str:
    """As it stands on paper: in groups of four."""
    return "-".join(code[place : place + 4] for place in range(0, len(code), 4))


def _drawn(code: str) -> SafeString:
    # our own drawing, and segno escapes the title
    title = _("QR code that leads to %(address)s") % {"address": way_in(code)}
    return mark_safe(qr_svg(way_in(code), title, shown_as="qr"))  # noqa: S308
