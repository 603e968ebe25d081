"""What the two readers of open answers see: one text, what they differ on, texts by theme, and quotes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thuis.core.errors import InvalidInput
from thuis.core.words.quoting import LEAST_THEME
from thuis.foundation.access.rules import open_to
from thuis.foundation.responses.models import OpenText
from thuis.foundation.texts.language import page_language
from thuis.foundation.texts.messages import message_for
from thuis.foundation.words import actions, queries, releasing
from thuis.foundation.words.access import check_user_can_quote, check_user_can_read_texts
from thuis.foundation.words.models import State, WordsRound
from thuis.rooms.insights.access import judges_words, reads_words
from thuis.rooms.insights.forms.words import ChecklistForm, QuoteForm, ReadingForm, ThemesForm
from thuis.rooms.insights.presenters import words_pages as presenters

FORMS = ["GET", "HEAD", "POST"]


@open_to(reads_words)
@require_http_methods(FORMS)
def read(request: HttpRequest, round: str) -> HttpResponse:
    """The next text that she has not read."""
    one = queries.words_round_or_404(round)
    check_user_can_read_texts(request.user, one)
    form = ReadingForm(request.POST or None, codes=queries.codes_of(one))
    if request.method == "POST" and form.is_valid() and _keep(request, one, form):
        return redirect("insights:words-read", round=round)
    left = queries.unread_by(one, one.reader(request.user))
    if not left:
        return redirect("insights:words-round", round=round)
    text = queries.text_or_404(one, request.POST.get("text", "")) if form.errors else left[0]
    page = presenters.read_page(one, text, len(left), form, _("Read"), page_language())
    return render(request, "insights/words_read.html", {"page": page}, status=422 if form.errors else 200)


def _keep(request: HttpRequest, one: WordsRound, form: ReadingForm) -> bool:
    """Whether it was kept; words that are not in the text are an error of that field."""
    text = queries.text_or_404(one, request.POST.get("text", ""))
    themes, worry = form.cleaned_data["themes"], form.cleaned_data["worry"]
    try:
        actions.keep_reading(
            one=one, text=text, themes=themes, hide=form.hidden(), worry=worry, by=request.user
        )
    except InvalidInput as error:
        form.add_error("hide", str(message_for(error.key, error.values).title))
        return False
    if worry:
        messages.warning(request, _("Noted. Nobody was alerted: see the procedure below the text."))
    return True


@open_to(reads_words)
@require_http_methods(FORMS)
def settle(request: HttpRequest, round: str) -> HttpResponse:
    """A text on which the two differ, with the themes that only one of them saw."""
    one = queries.words_round_or_404(round)
    check_user_can_read_texts(request.user, one, (State.SETTLING,))
    if request.method == "POST":
        text = queries.text_or_404(one, request.POST.get("text", ""))
        actions.settle_text(one=one, text=text, themes=request.POST.getlist("themes"), by=request.user)
        return redirect("insights:words-settle", round=round)
    open_ = queries.unsettled(one)
    if not open_:
        return redirect("insights:words-round", round=round)
    text = queries.text_or_404(one, next(iter(open_)))
    codes = [code for code in queries.codes_of(one) if code.key in open_[text.pk]]
    form = ThemesForm(codes=codes)
    page = presenters.read_page(one, text, len(open_), form, _("Settle together"), page_language())
    return render(request, "insights/words_settle.html", {"page": page})


@open_to(reads_words)
@require_GET
def texts(request: HttpRequest, round: str) -> HttpResponse:
    """The texts of one question with one theme, to choose quotes from."""
    one, language = queries.words_round_or_404(round), page_language()
    check_user_can_quote(request.user, one)
    item, theme = request.GET.get("item", ""), request.GET.get("theme", "")
    found = queries.texts_with(one, item, theme)
    name = next((code.name.in_(language) for code in queries.codes_of(one) if code.key == theme), theme)
    words = {
        "round": round,
        "theme": theme,
        "name": name,
        "question": presenters.question_of(one, item, language),
        "texts": found,
        "enough": len(found) >= LEAST_THEME and theme in queries.tellable_themes(one, item),
        "crumbs": presenters.crumbs(name, one, language),
    }
    return render(request, "insights/words_texts.html", words)


@open_to(reads_words)
@require_http_methods(FORMS)
def quote(request: HttpRequest, round: str, text: str, theme: str) -> HttpResponse:
    """Propose a part of a text as a quote."""
    one = queries.words_round_or_404(round)
    check_user_can_quote(request.user, one)
    found = queries.text_or_404(one, text)
    form = QuoteForm(request.POST or None, initial={"words": found.text})
    if request.method == "POST" and form.is_valid() and _propose(request, one, found, theme, form):
        messages.success(request, _("Proposed. Somebody else decides."))
        return redirect("insights:words-quotes", round=round)
    page = presenters.read_page(one, found, 1, form, _("Quote"), page_language())
    return render(request, "insights/words_quote.html", {"page": page}, status=422 if form.errors else 200)


def _propose(request: HttpRequest, one: WordsRound, text: OpenText, theme: str, form: QuoteForm) -> bool:
    try:
        words = form.cleaned_data["words"]
        releasing.propose_quote(one=one, text=text, theme=theme, words=words, by=request.user)
    except InvalidInput as error:
        form.add_error("words", str(message_for(error.key, error.values).title))
        return False
    return True


@open_to(judges_words)
@require_http_methods(FORMS)
def quotes(request: HttpRequest, round: str) -> HttpResponse:
    """All quotes of a round; posting shows one, or takes one away."""
    one, form = queries.words_round_or_404(round), ChecklistForm()
    if request.method == "POST":
        found = queries.quote_or_404(one, request.POST.get("quote", ""))
        form = ChecklistForm(request.POST)
        if request.POST.get("decision") == "away":
            releasing.withdraw_quote(one=one, quote=found, by=request.user)
            return redirect("insights:words-quotes", round=round)
        if form.is_valid():
            releasing.show_quote(one=one, quote=found, by=request.user)
            return redirect("insights:words-quotes", round=round)
    found_all = tuple(presenters.quote_views(one, request.user, page_language()))
    words = {
        "quotes": found_all,
        "form": form,
        "asked": request.POST.get("quote", ""),
        "crumbs": presenters.crumbs(_("Quotes"), one, page_language()),
    }
    return render(request, "insights/words_quotes_page.html", words, status=422 if form.errors else 200)
