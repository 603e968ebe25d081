"""My roles and hours: a student sees her own, tells of others, takes a statement along, and stops."""

from functools import partial
from typing import cast

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.foundation.access.cookies import cookie_name
from thuis.foundation.access.rules import anyone, open_to
from thuis.foundation.accounts.mail import AnswerFirst
from thuis.foundation.documents.pdf import pdf
from thuis.foundation.institution.models import Person
from thuis.foundation.institution.queries import institution
from thuis.foundation.texts.language import page_language
from thuis.rooms.participation.access import with_own_link
from thuis.rooms.participation.actions import own as actions
from thuis.rooms.participation.actions.links import queue_own_link
from thuis.rooms.participation.actions.registrations import take_role_back, tell_own_role
from thuis.rooms.participation.forms.roles import CodeForm, LinkForm, OwnRoleForm, SkillsForm
from thuis.rooms.participation.models import Engagement
from thuis.rooms.participation.presenters import statement as statements
from thuis.rooms.participation.presenters.roles import OwnRow, own_page, own_rows
from thuis.rooms.participation.queries import own as queries
from thuis.rooms.participation.queries import visits
from thuis.rooms.participation.queries.openings import today
from thuis.rooms.participation.queries.places import place_label, place_names
from thuis.rooms.participation.queries.roles import catalogue
from thuis.rooms.participation.queries.statements import statement_with_code
from thuis.rooms.participation.views import posted


@open_to(anyone("Whoever came in by her own link sees her own roles; everybody else is told how to get one."))
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    person = visits.student_or_none(request)
    if person is None:
        return render(request, "participation/ask_link.html", {"form": LinkForm()})
    if not queries.agreed(person.number):
        return render(request, "participation/agree.html", {"words": _opt_in()})
    page = own_page(queries.own_roles(person.number, today()), page_language())
    return render(request, "participation/mine.html", {"page": page})


@open_to(anyone("Whoever wants a link asks for it here; the answer is the same for every address."))
@require_POST
def ask_link(request: HttpRequest) -> HttpResponse:
    form = LinkForm(request.POST)
    if not form.is_valid():
        return render(request, "participation/ask_link.html", {"form": form}, status=422)
    email = form.cleaned_data["email"]
    if refusal := ratelimit.consume_or_429(request, action="own_roles_link", key=email.lower()):
        return cast(HttpResponse, refusal)
    answer = AnswerFirst(render_to_string("participation/link_asked.html", {"email": email}, request))
    # looking the address up after the answer is out: the wait is the same for everybody
    answer.afterwards = partial(_mail, email)
    return answer


def _mail(email: str) -> None:
    try:
        queue_own_link(email=email)
    finally:
        if not connection.in_atomic_block:
            connection.close()  # the request is over, so nobody else closes this one


@open_to(anyone("Where a link to her own roles lands. A link that is not ours tells nothing."))
@require_GET
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Remember the student on this device for two hours, and go to an address without the link."""
    person = visits.person_by_token(token)
    response = redirect("participation:mine")
    seconds = int(visits.VISIT_HOLDS.total_seconds())
    response.set_cookie(
        cookie_name(visits.COOKIE),
        visits.visit_cookie(person),
        seconds,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response


@open_to(with_own_link)
@require_POST
def agree(request: HttpRequest) -> HttpResponse:
    actions.agree_to_see_roles(person=visits.student_of(request))
    return redirect("participation:mine")


@open_to(with_own_link)
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest) -> HttpResponse:
    """Ask first; stop at the second time of asking, and forget the device."""
    person = visits.student_of(request)
    if request.method == "GET":
        return render(request, "participation/stop.html", {"words": _opt_in()})
    actions.stop_seeing_roles(person=person)
    messages.success(request, _("You took it back. It holds from now on."))
    response = redirect("participation:mine")
    response.delete_cookie(cookie_name(visits.COOKIE))
    return response


@open_to(with_own_link)
@require_http_methods(["GET", "POST"])
def tell(request: HttpRequest) -> HttpResponse:
    person = visits.student_of(request)
    queries.check_agreed(person.number)
    names = place_names(page_language())
    studies = queries.own_studies(person.number, today())
    places = {f"{one.programme}/{one.site}": place_label(one.programme, one.site, names) for one in studies}
    form = OwnRoleForm(posted(request), places=places.items())
    if form.is_valid():
        code = tell_own_role(told=form.told(person.number))
        messages.success(request, _("Saved. Give this code to your coordinator: %(code)s.") % {"code": code})
        return redirect("participation:mine")
    words = {"form": form, "studies": places}
    return render(request, "participation/tell.html", words, status=422 if form.is_bound else 200)


@open_to(with_own_link)
@require_POST
def remove(request: HttpRequest, code: str) -> HttpResponse:
    take_role_back(code=code, number=visits.student_of(request).number)
    return redirect("participation:mine")


@open_to(with_own_link)
@require_http_methods(["GET", "POST"])
def statement(request: HttpRequest) -> HttpResponse:
    person = visits.student_of(request)
    rows = _confirmed(person)
    form = SkillsForm(posted(request), roles=[row.role for row in rows])
    if request.method == "POST" and rows and form.is_valid():
        return _paper(person, rows, form.skills)
    lines = zip(rows, form, strict=True)
    words = {"form": form, "lines": list(lines)}
    return render(request, "participation/statement.html", words, status=422 if form.errors else 200)


def _confirmed(person: Person) -> tuple[OwnRow, ...]:
    found = queries.own_roles(person.number, today()).roles
    return own_rows([one for one in found if one.state == Engagement.State.CONFIRMED], page_language())


def _paper(person: Person, rows: tuple[OwnRow, ...], skills: list[str]) -> HttpResponse:
    unit = institution()
    name = unit.name_in(page_language()) if unit else ""
    content = actions.make_statement(
        person=person,
        roles=statements.statement_roles(rows, skills),
        words=statements.statement_words(person, name, today(), page_language()),
    )
    response = HttpResponse(
        pdf("statement", statements.statement_document(content)), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'attachment; filename="{_("my-roles")}.pdf"'
    return response


@open_to(anyone("A reader checks a paper by its code; without the code nothing is shown."))
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    form = CodeForm(posted(request))
    if not form.is_valid():
        return render(
            request, "participation/check.html", {"form": form}, status=422 if form.is_bound else 200
        )
    if refusal := ratelimit.consume_or_429(request, action="statement_check"):
        return cast(HttpResponse, refusal)
    found = statement_with_code(form.cleaned_data["code"])
    return render(request, "participation/checked.html", {"found": found, "code": form.cleaned_data["code"]})


def _opt_in() -> dict[str, str]:
    words = catalogue().opt_in
    return {"text": words.text.in_(page_language()), "taken_back": words.taken_back.in_(page_language())}
