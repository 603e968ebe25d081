"""A student tells, says whether she felt heard, and takes back; without an account and without a name."""

from typing import cast

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.foundation.access.rules import anyone, open_to
from thuis.foundation.texts.language import page_language
from thuis.rooms.support.actions import centres as counting
from thuis.rooms.support.actions import stories as actions
from thuis.rooms.support.forms.centres import CodeForm, StoryForm
from thuis.rooms.support.models import Story
from thuis.rooms.support.presenters.stories import report_page
from thuis.rooms.support.queries import stories as queries
from thuis.rooms.support.queries.centres import centre_with_code

without_a_name = anyone("A story is told without an account, so that no name can be kept beside it.")


@open_to(without_a_name)
@require_http_methods(["GET", "POST"])
def tell(request: HttpRequest, code: str) -> HttpResponse:
    """The answer holds the code of the story, this once."""
    centre = centre_with_code(code, available=True)
    form = StoryForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        words = {"form": form, "centre": centre.in_("name", page_language())}
        return render(request, "support/tell.html", words, status=422 if form.is_bound else 200)
    if refusal := ratelimit.consume_or_429(request, action="story_told"):
        return cast(HttpResponse, refusal)
    said = form.cleaned_data
    own_code = actions.tell_story(
        centre=centre,
        text=said["text"],
        language=page_language(),
        consent=said["consent"],
        typed_by_buddy=said["typed_by_buddy"],
        weights=form.weights,
    )
    return render(request, "support/told.html", {"code": own_code})


@open_to(without_a_name)
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """The story of who has a code: who may read it, and a button to take it back. The code comes by POST."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "support/story_code.html", {"form": form}, status=status)
    if refusal := ratelimit.consume_or_429(request, action="support_code"):
        return cast(HttpResponse, refusal)
    code = form.cleaned_data["code"]
    if "consent" in request.POST:
        actions.change_consent(code=code, consent=request.POST["consent"])
    story = queries.story_with_story_code(code)
    words = {
        "story": story,
        "code": code,
        "changed": "consent" in request.POST,
        "choices": Story.Consent.choices,
        "centre": story.centre.in_("name", page_language()),
    }
    return render(request, "support/story_mine.html", words)


@open_to(without_a_name)
@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    if refusal := ratelimit.consume_or_429(request, action="support_code"):
        return cast(HttpResponse, refusal)
    actions.withdraw_story(code=request.POST.get("code", "")[:30])
    return render(request, "support/story_gone.html")


@open_to(without_a_name)
@require_POST
def heard(request: HttpRequest, code: str) -> HttpResponse:
    """One tap when leaving: did you feel heard? A count for the day, nothing else."""
    if refusal := ratelimit.consume_or_429(request, action="felt_heard"):
        return cast(HttpResponse, refusal)
    centre = centre_with_code(code, available=True)
    counting.say_whether_heard(centre=centre, answer=request.POST.get("answer", ""))
    messages.success(request, _("Thank you. It is counted, without anything about you."))
    return redirect("support:one", code=code)


@open_to(without_a_name)
@require_GET
def impact(request: HttpRequest, code: str) -> HttpResponse:
    """What the centre tells everybody: stories whose tellers let everybody read them, with the counts."""
    centre = centre_with_code(code, available=True)
    found = queries.impact_of(centre, public=True, language=page_language())
    page = report_page(found, centre, page_language())
    return render(request, "support/impact.html", {"page": page, "code": code})
