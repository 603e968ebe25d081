"""The institution for its functional admin: tree, units, sites, people, roles, groups."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.core.errors import NotFound
from thuis.foundation.access.rules import open_to, permitted
from thuis.foundation.institution import actions, presenters, queries
from thuis.foundation.institution.access import user_can_manage_institution
from thuis.foundation.institution.forms import RoleForm, SiteForm, TeachForm, UnitForm
from thuis.foundation.institution.models import Person, Role, Site, Unit
from thuis.foundation.texts.language import page_language

admins = permitted("institution", user_can_manage_institution)


@open_to(admins)
@require_GET
def tree(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    page = presenters.tree_page(
        queries.units_on(today),
        tuple(queries.sites_on(today)),
        queries.taught_on(today),
        queries.students_per_place(today),
        page_language(),
    )
    return render(request, "institution/tree.html", {"page": page})


@open_to(admins)
@require_http_methods(["GET", "POST"])
def new_unit(request: HttpRequest, kind: str) -> HttpResponse:
    root = queries.institution()
    if root is None or kind not in (Unit.Kind.DOMAIN, Unit.Kind.PROGRAMME):
        raise NotFound("not-found")
    unit = Unit(kind=kind, parent=root if kind == Unit.Kind.DOMAIN else None)
    titles = {"domain": _("New domain"), "programme": _("New programme")}
    return _unit_form(request, UnitForm(request.POST or None, instance=unit), titles[kind])


@open_to(admins)
@require_http_methods(["GET", "POST"])
def edit_unit(request: HttpRequest, pk: int) -> HttpResponse:
    form = UnitForm(request.POST or None, instance=queries.unit_or_404(pk))
    return _unit_form(request, form, _("Change names"))


def _unit_form(request: HttpRequest, form: UnitForm, title: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        unit = actions.save_unit(unit=form.save(commit=False), by=_by(request))
        return redirect("institution:unit", pk=unit.pk)
    return _form(request, form, title)


@open_to(admins)
@require_GET
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    return _unit(request, queries.unit_or_404(pk), None)


def _unit(request: HttpRequest, found: Unit, form: TeachForm | None) -> HttpResponse:
    today = timezone.localdate()
    page = presenters.unit_page(
        found, queries.taught_on(today, programme=found), queries.students_per_place(today), page_language()
    )
    shown = {"page": page, "form": form or TeachForm(programme=found)}
    return render(request, "institution/unit.html", shown, status=422 if form else 200)


@open_to(admins)
@require_POST
def teach(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.unit_or_404(pk)
    form = TeachForm(request.POST, programme=found)
    if not form.is_valid():
        return _unit(request, found, form)
    actions.teach_at(programme=found, site=form.cleaned_data["site"], by=_by(request))
    return redirect("institution:unit", pk=pk)


@open_to(admins)
@require_POST
def end_place(request: HttpRequest, pk: int) -> HttpResponse:
    taught = queries.taught_or_404(pk)
    actions.end_programme_at_site(taught=taught, last_day=_yesterday(), by=_by(request))
    return redirect("institution:unit", pk=taught.programme_id)


@open_to(admins)
@require_POST
def end_unit(request: HttpRequest, pk: int) -> HttpResponse:
    actions.end_unit(unit=queries.unit_or_404(pk), last_day=_yesterday(), by=_by(request))
    return redirect("institution:tree")


@open_to(admins)
@require_GET
def groups(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.unit_or_404(pk)
    rows = queries.groups_of_programme(found, timezone.localdate())
    return render(
        request, "institution/groups.html", {"page": presenters.groups_page(found, rows, page_language())}
    )


@open_to(admins)
@require_http_methods(["GET", "POST"])
def new_site(request: HttpRequest) -> HttpResponse:
    return _site_form(request, SiteForm(request.POST or None, instance=Site()), _("New site"))


@open_to(admins)
@require_http_methods(["GET", "POST"])
def edit_site(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.site_or_404(pk)
    return _site_form(request, SiteForm(request.POST or None, instance=found), str(found))


def _site_form(request: HttpRequest, form: SiteForm, title: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        actions.save_site(site=form.save(commit=False), by=_by(request))
        return redirect("institution:tree")
    return _form(request, form, title)


@open_to(admins)
@require_POST
def end_site(request: HttpRequest, pk: int) -> HttpResponse:
    actions.end_site(site=queries.site_or_404(pk), last_day=_yesterday(), by=_by(request))
    return redirect("institution:tree")


@open_to(admins)
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 6 else 1
    found, more = queries.people_matching(text, page=max(1, number))
    page = presenters.people_page(found, text, max(1, number), more)
    return render(request, "institution/people.html", {"page": page})


@open_to(admins)
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.person_or_404(pk)
    form = RoleForm(request.POST or None, instance=Role(person=found))
    if request.method == "POST" and form.is_valid():
        actions.give_role(role=form.save(commit=False), by=_by(request))
        return redirect("institution:person", pk=pk)
    return _person(request, found, form)


def _person(request: HttpRequest, found: Person, form: RoleForm) -> HttpResponse:
    page = presenters.person_page(
        found,
        queries.roles_of_person(found),
        queries.enrolments_of_person(found),
        timezone.localdate(),
        page_language(),
    )
    shown = {"page": page, "form": form}
    return render(request, "institution/person.html", shown, status=422 if form.is_bound else 200)


@open_to(admins)
@require_POST
def end_role(request: HttpRequest, pk: int, role: int) -> HttpResponse:
    found = queries.role_or_404(role, queries.person_or_404(pk))
    actions.end_role(role=found, today=timezone.localdate(), by=_by(request))
    return redirect("institution:person", pk=pk)


def _form(request: HttpRequest, form: Any, title: str) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "institution/form.html", {"form": form, "title": title}, status=status)


def _yesterday() -> Any:
    return timezone.localdate() - timedelta(days=1)


def _by(request: HttpRequest) -> Any:
    return request.user
