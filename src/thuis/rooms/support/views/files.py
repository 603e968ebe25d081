"""Offers out of and into a file: download, upload, look, confirm, undo."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.foundation.access.rules import open_to
from thuis.foundation.accounts.visitors import user_of
from thuis.rooms.support.access import edits_all_support
from thuis.rooms.support.actions import files as actions
from thuis.rooms.support.forms.files import UploadForm
from thuis.rooms.support.presenters import files as pages
from thuis.rooms.support.queries import files as queries
from thuis.rooms.support.queries.offers import all_offers


@open_to(edits_all_support)
@require_http_methods(["GET", "POST"])
def overview(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        batch = actions.upload_offers(name=file.name, chunks=file.chunks(), by=user_of(request))
        return redirect("support:file", pk=batch.pk)
    words = {"form": form, "rows": queries.latest_files()}
    return render(request, "support/files.html", words, status=422 if form.is_bound else 200)


@open_to(edits_all_support)
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    headers = {"Content-Disposition": 'attachment; filename="thuis-offers.csv"'}
    content = pages.offers_file(all_offers())
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


@open_to(edits_all_support)
@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    batch = queries.offer_file_or_404(pk)
    page = pages.file_page(batch, queries.problems_of(batch), queries.samples_of(batch))
    return render(request, "support/file.html", {"page": page})


@open_to(edits_all_support)
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    actions.confirm_offers(batch=queries.offer_file_or_404(pk), by=user_of(request))
    return redirect("support:file", pk=pk)


@open_to(edits_all_support)
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    actions.discard_offers(batch=queries.offer_file_or_404(pk), by=user_of(request))
    return redirect("support:files")


@open_to(edits_all_support)
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    actions.undo_offers(batch=queries.offer_file_or_404(pk), by=user_of(request))
    return redirect("support:file", pk=pk)
