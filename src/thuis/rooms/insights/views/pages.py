"""The dashboard: one tab of one unit, perhaps of one group, in one round."""

import hashlib
from typing import cast

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from thuis.core.errors import NotFound
from thuis.foundation.access.rules import open_to
from thuis.foundation.release.book import Spot, book_of
from thuis.foundation.release.queries import latest_release
from thuis.foundation.texts.language import page_language
from thuis.rooms.insights.access import reader_of, reads_insights
from thuis.rooms.insights.presenters.page import insights_page, landing
from thuis.rooms.insights.queries import AGAINST, Scene, release_to_show, scene_of
from thuis.rooms.insights.tabs import TABS


@open_to(reads_insights)
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """To the view that fits her role; words that say what comes, before there is a release."""
    release = latest_release()
    if release is None:
        return render(request, "insights/empty.html")
    return redirect(
        landing(reader_of(request.user), release.round_keys, dict(book_of(release).units), next(iter(TABS)))
    )


@open_to(reads_insights)
@require_GET
def tab(request: HttpRequest, round: str, kind: str, unit: str, tab: str) -> HttpResponse:
    if tab not in TABS:
        raise NotFound("not-found")
    scene = asked_scene(request, round, kind, unit)
    words = {
        "title": TABS[tab].title,
        "where": scene.name,
        "work": _work(scene, tab, request.GET.get("page", "1")),
    }
    return render(request, "insights/tab.html", words)


def _work(scene: Scene, tab: str, number: str) -> SafeString:
    """All of the page that follows from the release. A release never changes, so it is drawn once."""

    # a number that is not one would fill the memory with copies of the first page
    leaf = number if number.isascii() and number.isdecimal() and len(number) < 4 else "1"

    def drawn() -> SafeString:
        page = insights_page(scene, TABS[tab], TABS, leaf)
        return render_to_string("insights/tab_work.html", {"page": page})

    stamp = TABS[tab].stamp
    # as long as a key of a cache may be, however many things a tab shows beside the release
    said = hashlib.sha256((stamp(scene) if stamp else "").encode()).hexdigest()
    kept = f"{tab}|{leaf}|{scene.key}|{said}"
    return cast(SafeString, caches["pages"].get_or_set(kept, drawn))


def asked_scene(request: HttpRequest, round: str, kind: str, unit: str) -> Scene:
    """The scene that an address asks for. Raises NotFound."""
    filter_kind, _, value = request.GET.get("group", "").partition(":")
    against = request.GET.get("against", AGAINST[0])
    return scene_of(
        release_to_show(),
        reader_of(request.user),
        Spot(kind, unit, filter_kind, value),
        round=round,
        against=against if against in AGAINST else AGAINST[0],
        language=page_language(),
    )
