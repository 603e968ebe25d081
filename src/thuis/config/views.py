"""Pages that belong to no room: front door, style page, language, theme, the institution's colours."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language

from thuis.config.documents import public_blocks
from thuis.config.presenters import document_page, front_page, start_page
from thuis.config.style import style_page
from thuis.foundation.access.cookies import cookie_name
from thuis.foundation.access.rules import anyone, open_to
from thuis.foundation.components.shared_pages import THEMES
from thuis.foundation.texts.language import page_language

A_YEAR = 365 * 24 * 60 * 60


@open_to(anyone("The front door tells what Thuis is and where to go."))
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return render(request, "start.html", {"page": start_page(request.user)})
    return render(request, "front.html", {"page": front_page()})


@open_to(anyone("Shows page parts with invented examples, no content."))
@require_GET
def style(request: HttpRequest) -> HttpResponse:
    page = style_page(request.GET.get("theme", ""))
    # a theme in the address wins over the cookie, so that both can be looked at side by side
    chosen = {"theme": page.theme} if page.theme else {}
    return render(request, "style.html", {"page": page, **chosen})


@open_to(anyone("Sets a cookie with nl or en, nothing else."))
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    return set_language(request)


@open_to(anyone("Sets a cookie with light or dark, or removes it, nothing else."))
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    goal = request.POST.get("next", "/")
    is_here = url_has_allowed_host_and_scheme(goal, {request.get_host()}, request.is_secure())
    response = HttpResponseRedirect(goal if is_here else "/")
    if (theme := request.POST.get("theme", "")) in THEMES:
        name = cookie_name("theme")
        response.set_cookie(name, theme, A_YEAR, secure=settings.HTTPS, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(cookie_name("theme"))
    return response


@open_to(anyone("The institution's own colours, for every page."))
@require_GET
def brand(request: HttpRequest) -> HttpResponse:
    """`brand.css` of this installation: overrides --brand, --brand-soft and --on-brand, light and dark."""
    path = settings.BRAND_STYLESHEET
    colours = path.read_bytes() if path.exists() else b""
    response = HttpResponse(colours, content_type="text/css; charset=utf-8")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@open_to(anyone("Everybody may read what is kept about whom, and for how long."))
@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    return _document(request, "privacy")


@open_to(anyone("Everybody may read how accessible this site is, and whom to tell when it is not."))
@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    return _document(request, "accessibility")


def _document(request: HttpRequest, kind: str) -> HttpResponse:
    page = document_page(public_blocks(kind, page_language()))
    return render(request, "document.html", {"page": page})
