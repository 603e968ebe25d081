"""Research data: asking, deciding, fetching. The data themselves never stand on a page."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.foundation.access.rules import open_to
from thuis.foundation.accounts.fresh import freshly_signed_in
from thuis.foundation.release import research_actions as actions
from thuis.foundation.release.research_queries import offered, request_or_404, requests
from thuis.foundation.texts.language import page_language
from thuis.rooms.insights.access import asks_research, reads_requests
from thuis.rooms.insights.forms.research import APPROVE, DecisionForm, ResearchForm
from thuis.rooms.insights.presenters import research as presenters
from thuis.rooms.monitor.public import closed_rounds


@open_to(reads_requests)
@require_GET
def register(request: HttpRequest) -> HttpResponse:
    page = presenters.register_page(requests(), request.user)
    return render(request, "insights/research.html", {"page": page})


@open_to(asks_research)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    language, can = page_language(), offered(closed_rounds())
    form = ResearchForm(request.POST or None, offered=can)
    if request.method == "POST" and form.is_valid():
        made = actions.ask_for_research(**form.wanted(), language=language, by=request.user)
        messages.success(request, _("Asked. Another researcher or an admin decides."))
        return redirect("insights:research-request", pk=made.pk)
    page = presenters.ask_page(form, can, language)
    return render(request, "insights/research_ask.html", {"page": page}, status=422 if form.errors else 200)


@open_to(reads_requests)
@require_http_methods(["GET", "HEAD", "POST"])
def request_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One request; posting decides on it."""
    found = request_or_404(pk)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deed = actions.refuse_research
        if form.cleaned_data["decision"] == APPROVE:
            deed = actions.approve_research
        deed(request=found, words=form.cleaned_data["words"], by=request.user)
        return redirect("insights:research-request", pk=pk)
    language = page_language()
    page = presenters.request_page(found, request.user, offered(closed_rounds()), form, language)
    status = 422 if form.errors else 200
    return render(request, "insights/research_request.html", {"page": page}, status=status)


@open_to(asks_research)
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    actions.withdraw_research(request=request_or_404(pk), by=request.user)
    messages.success(request, _("Ended. What was made of it is removed."))
    return redirect("insights:research-request", pk=pk)


@open_to(asks_research)
@require_GET
@freshly_signed_in
def package(request: HttpRequest, pk: int) -> Any:
    path = actions.take_package(request=request_or_404(pk), by=request.user)
    made: HttpResponseBase = FileResponse(
        path.open("rb"), as_attachment=True, filename=f"research-{pk}.zip", content_type="application/zip"
    )
    return made
