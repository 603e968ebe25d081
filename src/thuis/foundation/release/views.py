"""The API of released figures: for whoever sees results, by the session of the pages or with a key."""

import json
from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_GET

from thuis.core.errors import NotFound, TooOften
from thuis.foundation.access.rules import anyone, api, open_to
from thuis.foundation.permissions.roles import user_can_see_institution
from thuis.foundation.release import presenters, queries
from thuis.foundation.release.access import sight_of
from thuis.foundation.release.declarations import openapi
from thuis.foundation.release.files import hashed
from thuis.foundation.release.forms import asked_from, round_from
from thuis.foundation.release.keys import with_key
from thuis.foundation.release.relations_file import read_relations

readers = api("released-figures", user_can_see_institution)


@open_to(anyone("Says which questions the API answers; holds no figures."))
@require_GET
def document(request: HttpRequest) -> HttpResponse:
    return _json(request, openapi())


@with_key
@open_to(readers)
@require_GET
def releases(request: HttpRequest) -> HttpResponse:
    _count(request)
    return _json(request, presenters.releases_answer(queries.releases()))


@with_key
@open_to(readers)
@require_GET
def measures(request: HttpRequest, version: int) -> HttpResponse:
    _count(request)
    release = queries.release_or_404(version)
    return _json(request, presenters.measures_answer(release, queries.shape_of(release)))


@with_key
@open_to(readers)
@require_GET
def dimensions(request: HttpRequest, version: int) -> HttpResponse:
    _count(request)
    release = queries.release_or_404(version)
    shape = queries.shape_of(release)
    return _json(request, presenters.dimensions_answer(release, shape, sight_of(request.user)))


@with_key
@open_to(readers)
@require_GET
def cells(request: HttpRequest, version: int) -> HttpResponse:
    _count(request)
    release = queries.release_or_404(version)
    asked = asked_from(request.GET.dict(), release, queries.shape_of(release))
    sight = sight_of(request.user)
    table = queries.cells(release, round=asked.round, measure=asked.measure)
    found = [one for one in table if asked.fits(one) and sight.covers(one.unit_kind, one.unit)]
    if asked.unit is not None and not found:
        raise NotFound("not-found")
    return _json(request, presenters.cells_answer(release, asked.round, asked.measure, found))


@with_key
@open_to(readers)
@require_GET
def relations(request: HttpRequest, version: int) -> HttpResponse:
    _count(request)
    release = queries.release_or_404(version)
    round, sight = round_from(request.GET.dict(), release), sight_of(request.user)
    told = [one for one in read_relations(release.folder) if one.round == round]
    mine = [one for one in told if sight.covers(one.unit_kind, [one.unit])]
    return _json(request, presenters.relations_answer(release, round, mine))


def _count(request: HttpRequest) -> None:
    """Raises TooOften."""
    if ratelimit.consume_or_429(request, action="released_figures", user=request.user, limit_get=True):
        raise TooOften("too-often")


def _json(request: HttpRequest, answer: dict[str, Any]) -> HttpResponse:
    """The answer, or 304 when the reader has it already. What she may see is part of it, so of its tag."""
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
    etag = quote_etag(hashed(body)[:32])
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "Vary": "Cookie, Authorization"}
    response = HttpResponse(body, content_type="application/json", headers=headers)
    found: HttpResponseBase | None = get_conditional_response(request, etag=etag, response=response)
    return found if isinstance(found, HttpResponse) else response
