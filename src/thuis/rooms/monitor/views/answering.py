"""A student's way: link → welcome → pages → extra questions → letter."""

import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.core.errors import NotFound, WrongState
from thuis.core.questionnaire.model import Page
from thuis.foundation.access.cookies import cookie_name
from thuis.foundation.access.rules import anyone, open_to
from thuis.foundation.components.shared_pages import shared_page
from thuis.foundation.responses.models import Draft
from thuis.foundation.texts.language import page_language
from thuis.rooms.monitor.access import with_link
from thuis.rooms.monitor.actions import answering
from thuis.rooms.monitor.presenters import answering as pages
from thuis.rooms.monitor.queries import rounds, visits
from thuis.rooms.monitor.queries.visits import LINK_COOKIE, Visit, visit_of


@open_to(anyone("Where a personal link lands. An unknown link tells nothing about who is on the list."))
@require_GET
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Remember the link on this device and go to an address without it."""
    visit = visits.visit_by_token(token)
    response = redirect("monitor:welcome")
    name = cookie_name(LINK_COOKIE)
    response.set_cookie(name, token, path="/", secure=settings.HTTPS, httponly=True, samesite="Lax")
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        language = visit.person.language
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, secure=settings.HTTPS, httponly=True, samesite="Lax"
        )
    return response


@open_to(with_link)
@require_GET
def welcome(request: HttpRequest) -> HttpResponse:
    visit = visit_of(request)
    draft = visits.draft_of(visit)
    if draft and draft.submitted:
        return redirect("monitor:letter")
    rounds.check_open(visit.round)
    questionnaire = rounds.questionnaire_of(visit.round)
    page = pages.welcome_page(
        visit.round, questionnaire, draft, page_language(), rounds.seconds_per_page(visit.round)
    )
    if draft is None:
        return shared_page(request, "monitor/welcome.html", page)
    return render(request, "monitor/welcome.html", {"page": page})


@open_to(with_link)
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    visit = visit_of(request)
    draft = answering.start_answering(visit=visit, agreed=request.POST.getlist("agree"), now=time.time())
    if draft.submitted:
        return redirect("monitor:letter")
    return redirect("monitor:page", key=_where_she_was(_path(visit, draft), draft).key)


def _where_she_was(path: pages.Path, draft: Draft) -> Page:
    """The page of her last answer, or the one after it when she had moved on."""
    here = path.page(draft.page)
    if here is None:
        return path.first
    return (path.after(here) or here) if draft.page_is_left else here


@open_to(with_link)
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, key: str) -> HttpResponse:
    visit = visit_of(request)
    if request.method == "POST":
        return _save_and_go(request, visit, key)
    draft = _draft_or_letter(visit)
    if isinstance(draft, HttpResponse):
        return draft
    return _show(request, visit, draft, key, {})


def _save_and_go(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    try:
        saved = answering.save_page(visit=visit, key=key, posted=_posted(request), now=time.time())
    except WrongState:
        elsewhere = _draft_or_letter(visit)
        if isinstance(elsewhere, HttpResponse):
            return elsewhere
        raise
    if saved.errors:
        return _show(request, visit, saved.draft, key, saved.errors, status=422)
    return _go(request, visit, saved.draft, key)


def _go(request: HttpRequest, visit: Visit, draft: Draft, key: str) -> HttpResponse:
    path = _path(visit, draft)
    here = _page(path, key)
    if request.POST.get("go") == "back":
        before = path.before(here)
        return redirect("monitor:page", key=before.key) if before else redirect("monitor:welcome")
    if after := path.after(here):
        return redirect("monitor:page", key=after.key)
    return redirect("monitor:more") if _may_choose_more(visit, draft) else _finish(visit)


def _may_choose_more(visit: Visit, draft: Draft) -> bool:
    """Part A ends at the choice of extra questions; whoever chose, or has nothing to choose, is done."""
    modules = rounds.questionnaire_of(visit.round).modules
    return not draft.modules and any(module.part == "B" for module in modules)


def _choices(visit: Visit, draft: Draft) -> tuple[pages.ModuleChoice, ...]:
    questionnaire = rounds.questionnaire_of(visit.round)
    return pages.module_choices(questionnaire, draft.modules, draft.answers, page_language())


def _finish(visit: Visit) -> HttpResponse:
    if not answering.submit_answers(visit=visit, language=page_language()):
        raise WrongState("answers-wait")
    return redirect("monitor:letter")


@open_to(with_link)
@require_POST
def keep_answer(request: HttpRequest, key: str) -> HttpResponse:
    """Save while she answers; the page says a quiet 'saved'."""
    visit = visit_of(request)
    saved = answering.save_page(visit=visit, key=key, posted=_posted(request))
    status = 422 if saved.errors else 200
    return render(request, "monitor/_saved.html", {"saved": not saved.errors}, status=status)


@open_to(with_link)
@require_http_methods(["GET", "POST"])
def more(request: HttpRequest) -> HttpResponse:
    """After part A: some extra questions, or straight to the letter."""
    visit = visit_of(request)
    draft = _draft_or_letter(visit)
    if isinstance(draft, HttpResponse):
        return draft
    if request.method == "POST":
        return _choose(request, visit, draft)
    layers = pages.layers_beside(rounds.questionnaire_of(visit.round), _choices(visit, draft))
    page = pages.more_page(_choices(visit, draft), layers, visit.round, page_language())
    return render(request, "monitor/more.html", {"page": page})


def _choose(request: HttpRequest, visit: Visit, draft: Draft) -> HttpResponse:
    modules = [] if request.POST.get("go") == "letter" else request.POST.getlist("modules")
    may_count = request.POST.get("go") == "more"
    agreed = request.POST.getlist("consent")
    answering.choose_modules(visit=visit, modules=modules, may_count=may_count, agreed=agreed)
    draft = visits.started_draft(visit)
    first = pages.first_extra_page(_path(visit, draft), rounds.questionnaire_of(visit.round))
    return redirect("monitor:page", key=first.key) if first else _finish(visit)


@open_to(with_link)
@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Forget the link on this device; the answers stay, the link in the mail still works."""
    response = render(request, "monitor/stopped.html", {"round": visit_of(request).round})
    response.delete_cookie(cookie_name(LINK_COOKIE))
    return response


def _show(
    request: HttpRequest, visit: Visit, draft: Draft, key: str, errors: answering.Errors, status: int = 200
) -> HttpResponse:
    path = _path(visit, draft)
    view = pages.question_page(
        path,
        _page(path, key),
        round=visit.round,
        language=page_language(),
        seconds=rounds.seconds_per_page(visit.round),
        may_choose_more=_may_choose_more(visit, draft),
        errors=errors,
    )
    if view.is_untouched:
        return shared_page(request, "monitor/page.html", view)
    return render(request, "monitor/page.html", {"page": view}, status=status)


def _draft_or_letter(visit: Visit) -> Draft | HttpResponse:
    """The draft under way; who finished goes to her letter, who did not begin to the welcome."""
    draft = visits.draft_of(visit)
    if draft and draft.submitted:
        return redirect("monitor:letter")
    rounds.check_open(visit.round)
    return draft or redirect("monitor:welcome")


def _path(visit: Visit, draft: Draft) -> pages.Path:
    return pages.path_for(rounds.questionnaire_of(visit.round), draft.modules, draft.answers)


def _page(path: pages.Path, key: str) -> Page:
    found = path.page(key)
    if found is None:
        raise NotFound("page-not-on-route")
    return found


def _posted(request: HttpRequest) -> dict[str, list[str]]:
    return {name: request.POST.getlist(name) for name in request.POST}
