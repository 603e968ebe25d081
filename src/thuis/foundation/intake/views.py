"""An import on the web: list, upload, preview, confirm, undo, problems."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.core.errors import WrongState
from thuis.core.intake.formats import roster_csv
from thuis.core.intake.sheet import harmless, rendered
from thuis.foundation.access.rules import open_to, permitted
from thuis.foundation.accounts.visitors import user_of
from thuis.foundation.intake import actions, presenters, queries
from thuis.foundation.intake.access import user_can_import
from thuis.foundation.intake.forms import ConfirmForm, UploadForm
from thuis.foundation.intake.models import ImportBatch

importers = permitted("imports", user_can_import)


@open_to(importers)
@require_GET
def imports(request: HttpRequest) -> HttpResponse:
    page = presenters.imports_page(queries.latest_imports())
    return render(request, "intake/imports.html", {"page": page})


@open_to(importers)
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        batch = actions.upload_roster(name=file.name, chunks=file.chunks(), by=user_of(request))
        return redirect("intake:import", pk=batch.pk)
    page = presenters.upload_page()
    status = 422 if form.is_bound else 200
    return render(request, "intake/upload.html", {"page": page, "form": form}, status=status)


@open_to(importers)
@require_GET
def template(request: HttpRequest) -> HttpResponse:
    return _csv(roster_csv.template(), "thuis-roster.csv")


@open_to(importers)
@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    batch = queries.import_or_404(pk)
    if batch.is_busy:
        return render(request, "intake/progress.html", {"page": presenters.progress_page(batch)})
    if batch.state == ImportBatch.State.PREVIEWED:
        return _preview(request, batch, ConfirmForm())
    return render(request, "intake/result.html", {"page": presenters.result_page(batch)})


def _preview(request: HttpRequest, batch: ImportBatch, form: ConfirmForm) -> HttpResponse:
    page = presenters.preview_page(batch, queries.problems_of(batch), queries.samples_of(batch))
    status = 422 if form.is_bound else 200
    return render(request, "intake/preview.html", {"page": page, "form": form}, status=status)


@open_to(importers)
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    batch = queries.import_or_404(pk)
    if batch.state != ImportBatch.State.PREVIEWED:
        raise WrongState("import-moved-on")
    form = ConfirmForm(request.POST, must_say_so=batch.counts["ends_many"])
    if not form.is_valid():
        return _preview(request, batch, form)
    said = form.cleaned_data["may_end_many"]
    actions.confirm_import(batch=batch, by=user_of(request), may_end_many=said)
    return redirect("intake:import", pk=pk)


@open_to(importers)
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    actions.discard_import(batch=queries.import_or_404(pk), by=user_of(request))
    return redirect("intake:imports")


@open_to(importers)
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    actions.undo_import(batch=queries.import_or_404(pk), by=user_of(request))
    return redirect("intake:import", pk=pk)


@open_to(importers)
@require_GET
def problems(request: HttpRequest, pk: int) -> HttpResponse:
    batch = queries.import_or_404(pk)
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    page = presenters.problems_page(batch, queries.problems_of(batch), number)
    return render(request, "intake/problems.html", {"page": page})


@open_to(importers)
@require_GET
def problems_file(request: HttpRequest, pk: int) -> HttpResponse:
    batch = queries.import_or_404(pk)
    rows = []
    for row in queries.problems_of(batch):
        shown = presenters.problem_row(row)
        rows.append([row.file, row.line, row.column, harmless(row.value), shown.what, shown.cure])
    return _csv(rendered(("file", "line", "column", "value", "problem", "cure"), rows), f"problems-{pk}.csv")


def _csv(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)
