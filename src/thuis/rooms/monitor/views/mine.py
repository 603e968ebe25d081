"""Mine: a student sees everything of hers, keeps it, and takes it back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thuis.core.consent import YEARS
from thuis.core.errors import NotFound
from thuis.foundation.access.rules import open_to
from thuis.foundation.consent.layers import consent_layers
from thuis.foundation.texts.content import letter_rules
from thuis.foundation.texts.language import page_language
from thuis.rooms.monitor.access import with_link
from thuis.rooms.monitor.actions import mine as actions
from thuis.rooms.monitor.presenters.mine import Question, mine_page, own_file
from thuis.rooms.monitor.queries.mine import own_letter, own_round, own_rounds
from thuis.rooms.monitor.queries.visits import visit_of
from thuis.rooms.monitor.views.letters import send_letter, show_letter


@open_to(with_link)
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    found = own_rounds(visit_of(request))
    page = mine_page(found, tuple(consent_layers().values()), letter_rules(), page_language())
    return render(request, "monitor/mine.html", {"page": page})


@open_to(with_link)
@require_GET
def letter(request: HttpRequest, key: str) -> HttpResponse:
    addresses = reverse("monitor:mine-pdf", args=[key]), reverse("monitor:mine-erase", args=[key])
    return show_letter(request, *own_letter(visit_of(request), key), addresses)


@open_to(with_link)
@require_GET
def letter_pdf(request: HttpRequest, key: str) -> HttpResponse:
    return send_letter(*own_letter(visit_of(request), key))


@open_to(with_link)
@require_GET
def answers_file(request: HttpRequest) -> HttpResponse:
    """Everything that this link may read, as JSON."""
    response = JsonResponse(
        own_file(own_rounds(visit_of(request)), page_language()),
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
    name = _("my-answers")
    response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response


@open_to(with_link)
@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest, key: str) -> HttpResponse:
    visit = visit_of(request)
    round = own_round(visit, key).round
    question = Question(
        _("Delete your answers of %(round)s?") % {"round": round.title_in(page_language())},
        (_("These answers and their letter go away at once and for good."), *_cannot_take_back()),
        _("Delete for good"),
    )
    return _ask_then(request, question, lambda: _erase(request, key))


def _erase(request: HttpRequest, key: str) -> None:
    actions.erase_round(visit=visit_of(request), round_key=key)
    messages.success(request, _("Your answers of that round are gone."))


@open_to(with_link)
@require_http_methods(["GET", "POST"])
def erase_all(request: HttpRequest) -> HttpResponse:
    question = Question(
        _("Delete everything of mine?"),
        (
            _("All your answers and letters of every year go away at once and for good."),
            _("Roles and hours are kept elsewhere, without your name; ‘My roles’ says how to stop there."),
            *_cannot_take_back(),
        ),
        _("Delete everything for good"),
    )
    return _ask_then(request, question, lambda: _erase_all(request))


def _erase_all(request: HttpRequest) -> None:
    if actions.erase_everything(visit=visit_of(request)):
        words = _("What we could find is gone. Some rounds cannot be looked into now; you see them below.")
        messages.warning(request, words)
    else:
        messages.success(request, _("Everything of yours is gone."))


@open_to(with_link)
@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, layer: str) -> HttpResponse:
    if layer not in consent_layers():
        raise NotFound("not-found")
    words = consent_layers()[layer]
    question = Question(
        _("Take back ‘%(choice)s’?") % {"choice": words.title.in_(page_language())},
        (words.taken_back.in_(page_language()), *_cannot_take_back()),
        _("Unlink my years") if layer == YEARS else _("Take it back"),
    )
    return _ask_then(request, question, lambda: _take_back(request, layer))


def _take_back(request: HttpRequest, layer: str) -> None:
    if actions.take_back(visit=visit_of(request), layer=layer):
        words = _("It holds wherever we can look. Some rounds cannot be looked into now: try again later.")
        messages.warning(request, words)
    else:
        messages.success(request, _("You took it back. It holds from now on."))


def _ask_then(request: HttpRequest, question: Question, deed: Callable[[], None]) -> HttpResponse:
    """Ask first; do it at the second time of asking."""
    if request.method == "POST":
        deed()
        return redirect("monitor:mine")
    return render(request, "monitor/mine_sure.html", {"question": question})


def _cannot_take_back() -> tuple[str, str]:
    return (
        _("Figures about groups that are out already stay as they are. Nobody can find you in them."),
        _("Copies for emergencies disappear within 35 days."),
    )
