"""Open answers of a round: collecting, the codebook, and each step from reading to themes that are told."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.core.errors import NotFound
from thuis.foundation.access.rules import open_to
from thuis.foundation.loading.words import text_items
from thuis.foundation.texts.language import page_language
from thuis.foundation.words import actions, queries, releasing
from thuis.rooms.insights.access import judges_words, reads_words
from thuis.rooms.insights.forms.words import CodeForm
from thuis.rooms.insights.presenters import words_pages as presenters
from thuis.rooms.monitor.public import closed_rounds

NEW = "new"


@open_to(judges_words)
@require_GET
def register(request: HttpRequest) -> HttpResponse:
    language = page_language()
    rounds = [
        (one.key, one.title_nl if language == "nl" else one.title_en)
        for one in closed_rounds()
        if text_items(one.questionnaire)
    ]
    rows = presenters.round_rows(rounds, queries.words_rounds(), request.user, language)
    return render(request, "insights/words.html", {"rows": rows})


@open_to(judges_words)
@require_GET
def of_round(request: HttpRequest, round: str) -> HttpResponse:
    page = presenters.words_page(queries.words_round_or_404(round), request.user, page_language())
    return render(request, "insights/words_round.html", {"page": page})


def _collect(key: str, user: Any) -> None:
    found = next((one for one in closed_rounds() if one.key == key), None)
    if found is None:
        raise NotFound("not-found")
    actions.collect_words(round=found, by=user)


def _on(action: Callable[..., Any]) -> Callable[[str, Any], None]:
    """A step that takes a round whose texts were collected."""

    def step(key: str, user: Any) -> None:
        action(one=queries.words_round_or_404(key), by=user)

    return step


# Each step with its deed, and what is said after it. The deed asks who may.
STEPS: Mapping[str, tuple[Callable[[str, Any], None], str | Promise]] = {
    "collect": (_collect, gettext_lazy("Done. From here on a text leads to nobody.")),
    "become": (_on(actions.become_reader), gettext_lazy("You are a reader of this round.")),
    "ask": (_on(releasing.ask_release), gettext_lazy("Asked. Somebody else decides.")),
    "release": (_on(releasing.release_themes), gettext_lazy("The themes are on the dashboard.")),
    "refuse": (_on(releasing.refuse_themes), gettext_lazy("Back to the readers.")),
    "close": (_on(actions.close_words), gettext_lazy("Finished. The texts are gone.")),
}


@open_to(judges_words)
@require_POST
def step(request: HttpRequest, round: str) -> HttpResponse:
    """The next step of a round, named by the button."""
    found = STEPS.get(request.POST.get("step", ""))
    if found is None:
        raise NotFound("not-found")
    deed, said = found
    deed(round, request.user)
    messages.success(request, str(said))
    return redirect("insights:words-round", round=round)


@open_to(reads_words)
@require_GET
def codebook(request: HttpRequest, round: str) -> HttpResponse:
    page = presenters.codebook_page(queries.words_round_or_404(round), request.user, page_language())
    return render(request, "insights/words_codebook.html", {"page": page})


@open_to(reads_words)
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, round: str, theme: str) -> HttpResponse:
    """One theme of the codebook; `new` for one that is not there yet."""
    one = queries.words_round_or_404(round)
    known = next((each for each in queries.codes_of(one) if each.key == theme), None)
    if known is None and theme != NEW:
        raise NotFound("not-found")
    if known and request.POST.get("remove") == "yes":
        actions.remove_code(one=one, key=theme, by=request.user)
        return redirect("insights:words-codebook", round=round)
    form = CodeForm(request.POST or None, code=known)
    if request.method == "POST" and form.is_valid():
        actions.save_code(one=one, code=form.wanted(), by=request.user)
        return redirect("insights:words-codebook", round=round)
    title = known.name.in_(page_language()) if known else _("New theme")
    words = {"form": form, "title": title, "key": round, "is_new": known is None}
    words["crumbs"] = presenters.crumbs(title, one, page_language())
    return render(request, "insights/words_code.html", words, status=422 if form.errors else 200)
