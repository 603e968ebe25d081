"""A trainer of names for the lecturers of a group. It shows, and writes nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thuis.core.errors import NotFound
from thuis.foundation.access.rules import Rule, open_to
from thuis.rooms.approaches.queries import lecturers_names as queries


def _teaches_a_group(request: HttpRequest) -> None:
    if not queries.groups_to_learn(request.user):
        raise NotFound("not-found")


learns_names = Rule("learns-names", _teaches_a_group, needs_sign_in=True)


@open_to(learns_names)
@require_GET
def groups(request: HttpRequest) -> HttpResponse:
    found = queries.groups_to_learn(request.user)
    return render(request, "approaches/lecturers/groups.html", {"groups": found})


@open_to(learns_names)
@require_GET
def group(request: HttpRequest, group: int) -> HttpResponse:
    """One face at a time; where she is stands in the address alone."""
    found = queries.group_or_404(request.user, group)
    faces, asked = queries.faces_of(found), request.GET.get("face", "1")
    place = min(int(asked) if asked.isdecimal() and len(asked) < 5 else 1, len(faces))
    words = {
        "group": found,
        "face": faces[max(place, 1) - 1] if faces else None,
        "place": place,
        "of": len(faces),
        "after": place % len(faces) + 1 if faces else 0,
    }
    return render(request, "approaches/lecturers/names.html", words)


@open_to(learns_names)
@require_GET
def photograph(request: HttpRequest, group: int, person: int) -> HttpResponse:
    """For this lecturer alone; no browser and no proxy keeps it."""
    found = queries.photograph_or_404(queries.group_or_404(request.user, group), person)
    headers = {"Cache-Control": "no-store, private"}
    return HttpResponse(found.read_bytes(), content_type="image/jpeg", headers=headers)
