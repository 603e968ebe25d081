"""Pages that are the same for everybody, drawn once a minute; a visitor's own token is put in.

A hall full of students opens the same questions within a minute, and drawing is half of what a page costs
(ADR 0040). Such a page is drawn for a visitor who does not exist: without cookies, session or account, so
that nothing of one visitor can reach another. It is for pages that follow from their page object alone.
"""

import time
from functools import lru_cache
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string

from thuis.foundation.access.cookies import cookie_name
from thuis.foundation.texts.language import page_language

THEMES = ("light", "dark")
SECONDS = 60  # the name of the institution or its colours may change
MOST = 256  # pages of about 15 KB
OWN = "0" * 64  # stands where a visitor's own token comes


def shared_page(request: HttpRequest, template: str, page: Any) -> HttpResponse:
    """The page for this visitor; drawn anew for a colleague, for a message, or for an odd address."""
    if request.META.get("QUERY_STRING") or request.user.is_authenticated or len(get_messages(request)):
        return render(request, template, {"page": page})
    theme = request.COOKIES.get(cookie_name("theme"), "")
    moment = int(time.time() // SECONDS)
    drawn = _drawn(template, page, request.path, page_language(), theme if theme in THEMES else "", moment)
    return HttpResponse(drawn.replace(OWN, get_token(request)))


@lru_cache(maxsize=MOST)
def _drawn(template: str, page: Any, path: str, language: str, theme: str, moment: int) -> str:
    """`language` is the one that is active; it and `moment` tell pages apart."""
    nobody = HttpRequest()
    nobody.method, nobody.path, nobody.path_info = "GET", path, path
    nobody.COOKIES = {cookie_name("theme"): theme} if theme else {}
    nobody.user = AnonymousUser()
    return str(render_to_string(template, {"page": page, "csrf_token": OWN}, nobody))
