"""The board of open roles: for everybody to find, and its upkeep for coordinators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.core.errors import NotFound
from thuis.foundation.access.rules import anyone, open_to
from thuis.foundation.accounts.visitors import user_of
from thuis.foundation.institution.queries import sites_on
from thuis.foundation.texts.language import page_language
from thuis.rooms.participation.access import keeps_roles
from thuis.rooms.participation.actions import openings as actions
from thuis.rooms.participation.forms.roles import OpeningForm
from thuis.rooms.participation.models import Kind, OpenRole
from thuis.rooms.participation.presenters.files import tabs
from thuis.rooms.participation.presenters.roles import BoardPage, Chosen, opening_cards, upkeep_rows
from thuis.rooms.participation.queries import openings as queries
from thuis.rooms.participation.views import posted

HERE = "participation:upkeep"
findable = anyone(
    "Roles must be findable without a link and without an account; nothing here is about a person."
)


@open_to(findable)
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    chosen = Chosen(*(request.GET.get(name, "")[:60] for name in ("site", "kind", "words")))
    today = queries.today()
    rows = queries.on_board(today, site=chosen.site, kind=chosen.kind, words=chosen.words)
    page = BoardPage(
        opening_cards(rows, page_language(), today),
        tuple(sites_on(today).values_list("code", "name")),
        tuple((value, str(label)) for value, label in Kind.choices),
        chosen,
    )
    return render(request, "participation/board.html", {"page": page})


@open_to(findable)
@require_GET
def opening(request: HttpRequest, pk: int) -> HttpResponse:
    today = queries.today()
    (card,) = opening_cards([queries.opening_on_board(pk, today)], page_language(), today)
    return render(request, "participation/opening.html", {"card": card})


@open_to(keeps_roles)
@require_GET
def upkeep(request: HttpRequest) -> HttpResponse:
    rows = upkeep_rows(queries.every_opening(), page_language(), queries.today())
    return render(request, "participation/upkeep.html", {"rows": rows, "tabs": tabs(HERE)})


@open_to(keeps_roles)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int = 0) -> HttpResponse:
    known = queries.opening_or_404(pk) if pk else OpenRole()
    form = OpeningForm(posted(request), instance=known)
    if request.method == "POST" and form.is_valid():
        actions.save_opening(opening=form.save(commit=False), by=user_of(request))
        messages.success(request, _("Saved."))
        return redirect(HERE)
    words = {"form": form, "known": bool(pk)}
    return render(request, "participation/opening_form.html", words, status=422 if form.is_bound else 200)


@open_to(keeps_roles)
@require_POST
def move(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    if deed not in actions.DEEDS:
        raise NotFound("not-found")
    actions.move_opening(opening=queries.opening_or_404(pk), deed=deed, by=user_of(request))
    return redirect(HERE)
