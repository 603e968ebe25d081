"""A file of roles on the web: upload, say what it means, look, confirm, undo."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.core.errors import WrongState
from thuis.core.intake.sheet import harmless, rendered
from thuis.foundation.access.rules import open_to
from thuis.foundation.accounts.visitors import user_of
from thuis.foundation.texts.language import page_language
from thuis.rooms.participation.access import keeps_roles
from thuis.rooms.participation.actions import files as actions
from thuis.rooms.participation.forms.files import ConfirmForm, MeaningForm, UploadForm
from thuis.rooms.participation.models import RoleFile
from thuis.rooms.participation.presenters import files as pages
from thuis.rooms.participation.queries import files as queries
from thuis.rooms.participation.queries.places import directory
from thuis.rooms.participation.queries.roles import named_roles
from thuis.rooms.participation.views import posted

HERE = "participation:files"


@open_to(keeps_roles)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    words = {"rows": pages.file_rows(queries.latest_files()), "tabs": pages.tabs(HERE)}
    return render(request, "participation/files.html", words)


@open_to(keeps_roles)
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        file, source = form.cleaned_data["file"], form.cleaned_data["source"]
        batch = actions.upload_role_file(
            name=file.name, chunks=file.chunks(), source=source, by=user_of(request)
        )
        return redirect("participation:file", pk=batch.pk)
    words = {"form": form, "sources": queries.source_names()}
    return render(request, "participation/upload.html", words, status=422 if form.is_bound else 200)


@open_to(keeps_roles)
@require_GET
def template(request: HttpRequest) -> HttpResponse:
    return _csv(pages.template_file(), "thuis-roles.csv")


@open_to(keeps_roles)
@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    batch = queries.role_file_or_404(pk)
    if batch.is_busy:
        return render(request, "participation/progress.html", {"batch": batch})
    if batch.state == RoleFile.State.PREVIEWED:
        return _preview(request, batch, ConfirmForm(counts=batch.counts))
    return render(request, "participation/result.html", {"page": pages.result_page(batch)})


def _preview(request: HttpRequest, batch: RoleFile, form: ConfirmForm) -> HttpResponse:
    page = pages.file_page(batch, queries.problems_of(batch))
    status = 422 if form.is_bound else 200
    return render(request, "participation/file.html", {"page": page, "form": form}, status=status)


@open_to(keeps_roles)
@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    batch = queries.role_file_or_404(pk)
    if batch.state != RoleFile.State.PREVIEWED:
        raise WrongState("import-moved-on")
    language = page_language()
    form = MeaningForm(
        posted(request),
        columns=queries.columns_of(batch),
        words=queries.words_of(batch),
        known={**directory().roles, **batch.source.roles},
        roles=[(code, one.name.in_(language)) for code, one in named_roles().items()],
    )
    if form.is_valid():
        actions.explain_role_file(
            batch=batch,
            columns=form.said_columns(),
            roles=form.said_roles(),
            by=user_of(request),
        )
        return redirect("participation:file", pk=pk)
    words = {"form": form, "batch": batch}
    return render(request, "participation/columns.html", words, status=422 if form.is_bound else 200)


@open_to(keeps_roles)
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    batch = queries.role_file_or_404(pk)
    if batch.state != RoleFile.State.PREVIEWED:
        raise WrongState("import-moved-on")
    form = ConfirmForm(request.POST, counts=batch.counts)
    if not form.is_valid():
        return _preview(request, batch, form)
    actions.confirm_role_file(batch=batch, by=user_of(request), **form.cleaned_data)
    return redirect("participation:file", pk=pk)


@open_to(keeps_roles)
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    actions.discard_role_file(batch=queries.role_file_or_404(pk), by=user_of(request))
    return redirect(HERE)


@open_to(keeps_roles)
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    actions.undo_role_file(batch=queries.role_file_or_404(pk), by=user_of(request))
    return redirect("participation:file", pk=pk)


@open_to(keeps_roles)
@require_GET
def problems(request: HttpRequest, pk: int) -> HttpResponse:
    batch = queries.role_file_or_404(pk)
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    page = pages.problems_page(batch, queries.problems_of(batch), number)
    return render(request, "participation/problems.html", {"page": page})


@open_to(keeps_roles)
@require_GET
def problems_file(request: HttpRequest, pk: int) -> HttpResponse:
    rows = []
    for row in queries.problems_of(queries.role_file_or_404(pk)):
        shown = pages.role_problem_row(row)
        rows.append([row.line, row.column, harmless(row.value), shown.what, shown.cure])
    return _csv(rendered(("line", "column", "value", "problem", "cure"), rows), f"problems-{pk}.csv")


def _csv(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)
