"""Reports: add a card, order the cards, make them, make the report of a unit or of many."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.core.errors import NotFound
from thuis.foundation.access.rules import open_to
from thuis.foundation.accounts.visitors import user_of
from thuis.foundation.cards.papers import PAPERS
from thuis.foundation.documents.kept import kept_file
from thuis.foundation.documents.pdf import pdf
from thuis.foundation.documents.report import Report
from thuis.foundation.release.book import Spot, book_of
from thuis.foundation.release.queries import latest_release
from thuis.foundation.texts.language import page_language
from thuis.rooms.insights import actions, queries
from thuis.rooms.insights.access import reader_of, reads_insights
from thuis.rooms.insights.forms.reports import BatchForm
from thuis.rooms.insights.models import ReportBatch
from thuis.rooms.insights.presenters import reports as pages
from thuis.rooms.insights.presenters.page import address, cards_of
from thuis.rooms.insights.presenters.papers import chosen_report, standard_report
from thuis.rooms.insights.presenters.results import poster_values
from thuis.rooms.insights.tabs import TABS
from thuis.rooms.insights.views.pages import asked_scene


@open_to(reads_insights)
@require_POST
def add(request: HttpRequest, round: str, kind: str, unit: str, tab: str, card: str) -> HttpResponse:
    scene = asked_scene(request, round, kind, unit)
    if tab not in TABS or card not in {one.key for one in cards_of(scene, TABS[tab])}:
        raise NotFound("not-found")
    actions.pick_card(scene=scene, tab=tab, card=card, by=user_of(request))
    messages.success(request, _("The card is in your report. Find it below, at ‘On paper’."))
    return redirect(f"{address(scene, tab)}#{card}")


@open_to(reads_insights)
@require_GET
def picked(request: HttpRequest) -> HttpResponse:
    picks = _picks(request)
    newest = latest_release()
    page = pages.picked_page(picks, newest.version if newest else 0, newest.round_keys if newest else ())
    return render(request, "insights/report.html", {"page": page})


@open_to(reads_insights)
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    card = queries.picked_or_404(request.user, pk)
    actions.move_card(picked=card, up=request.POST.get("way") == "up", by=user_of(request))
    return redirect("insights:report")


@open_to(reads_insights)
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    actions.remove_card(picked=queries.picked_or_404(request.user, pk), by=user_of(request))
    return redirect("insights:report")


@open_to(reads_insights)
@require_POST
def newest(request: HttpRequest) -> HttpResponse:
    actions.take_newest(release=queries.release_to_show(), by=user_of(request))
    return redirect("insights:report")


@open_to(reads_insights)
@require_GET
def made(request: HttpRequest, suffix: str) -> HttpResponse:
    """The chosen cards as one file. Raises NotFound when there is nothing to put in it."""
    picks = _picks(request)
    cards = [placed for _pick, placed in picks if placed is not None]
    if suffix not in PAPERS or not cards:
        raise NotFound("not-found")
    return _file(chosen_report(cards), suffix)


@open_to(reads_insights)
@require_GET
def of_unit(request: HttpRequest, round: str, kind: str, unit: str, suffix: str) -> HttpResponse:
    scene = asked_scene(request, round, kind, unit)
    if suffix not in PAPERS:
        raise NotFound("not-found")
    return _file(standard_report(scene, TABS), suffix)


@open_to(reads_insights)
@require_GET
def poster(request: HttpRequest, round: str, kind: str, unit: str) -> HttpResponse:
    scene = asked_scene(request, round, kind, unit)
    content = pdf("findings", poster_values(scene, round in queries.shown_rounds()))
    return _download(content, "application/pdf", slugify(f"{scene.name} {round} poster") + ".pdf")


@open_to(reads_insights)
@require_http_methods(["GET", "POST"])
def batches(request: HttpRequest, round: str) -> HttpResponse:
    """Ask for the reports of all her units of one kind."""
    release = queries.release_to_show()
    if round not in release.round_keys:
        raise NotFound("not-found")
    own = reader_of(request.user).own_units(dict(book_of(release).units))
    form = BatchForm(request.POST or None, kinds=[kind for kind, codes in own.items() if codes])
    if form.is_valid():
        kind, suffix = form.cleaned_data["kind"], form.cleaned_data["suffix"]
        batch = actions.ask_reports(
            release=release,
            round=round,
            units=[(kind, code) for code in own[kind]],
            language=page_language(),
            suffix=suffix,
            by=user_of(request),
        )
        return redirect("insights:report-batch", pk=batch.pk)
    page = pages.batches_page(round, queries.batches_of(request.user, round))
    status = 422 if form.is_bound else 200
    return render(request, "insights/report_batches.html", {"page": page, "form": form}, status=status)


@open_to(reads_insights)
@require_GET
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    page = pages.batch_page(queries.batch_or_404(request.user, pk))
    return render(request, "insights/report_batch.html", {"page": page})


@open_to(reads_insights)
@require_GET
def batch_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The ZIP, for who asked for it and still sees every unit in it. Raises NotFound."""
    found = queries.batch_or_404(request.user, pk)
    reader = reader_of(request.user)
    for kind, code in found.units:
        reader.check_sees(Spot(kind, code))
    path = kept_file(found.stored)
    if found.state != ReportBatch.State.DONE or not path.is_file():
        raise NotFound("not-found")
    name = slugify(pages.batch_words(found)) + ".zip"
    return _download(path.read_bytes(), "application/zip", name)


def _picks(request: HttpRequest) -> list[pages.Picked]:
    cards = queries.picked_cards(request.user)
    return pages.picked_with_cards(cards, reader_of(request.user), page_language(), TABS)


def _file(report: Report, suffix: str) -> HttpResponse:
    kind = PAPERS[suffix]
    name = slugify(f"{report.where[:60]} {report.round[:40]}")
    return _download(kind.make(report), kind.content_type, f"{name}.{suffix}")


def _download(content: bytes, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)
