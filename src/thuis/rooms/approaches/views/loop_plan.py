"""A plan: make it, carry it out, and log what was done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thuis.core.errors import NotFound
from thuis.foundation.access.rules import open_to
from thuis.foundation.accounts.visitors import user_of
from thuis.foundation.institution.models import Unit
from thuis.foundation.permissions.roles import check_user_can_choose_actions
from thuis.foundation.signals.models import Signal
from thuis.foundation.texts.language import page_language
from thuis.rooms.approaches.access.loop import sees_boards, user_can_log
from thuis.rooms.approaches.actions import loop as actions
from thuis.rooms.approaches.forms.loop import LogForm, PlanForm, written_plan
from thuis.rooms.approaches.models import Candidate, Plan
from thuis.rooms.approaches.presenters.loop_plan import plan_page
from thuis.rooms.approaches.queries import loop as queries
from thuis.rooms.approaches.queries.library import today

LONGEST = 400


@open_to(sees_boards)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, unit: int) -> HttpResponse:
    """A plan of a unit; from a candidate of a session it takes along what was chosen there."""
    found = queries.board_unit_or_404(request.user, unit)
    check_user_can_choose_actions(request.user, found)
    asked = request.GET.get("candidate", "")
    candidate = queries.candidate_or_404(request.user, int(asked)) if asked.isdigit() else None
    return _plan_form(request, _begun(found, candidate), _signals_of(candidate))


def _begun(unit: Unit, candidate: Candidate | None) -> Plan:
    plan = Plan(unit=unit, made_on=today())
    if candidate is not None and candidate.session.unit_id == unit.pk:
        plan.session, plan.elements = candidate.session, [candidate.element]
        plan.approach = candidate.approach
    return plan


def _signals_of(candidate: Candidate | None) -> list[Signal]:
    return list(candidate.session.signals.all()) if candidate else []


@open_to(sees_boards)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.plan_or_404(request.user, pk)
    check_user_can_choose_actions(request.user, found.unit)
    return _plan_form(request, found, list(found.signals.all()))


def _plan_form(request: HttpRequest, plan: Plan, chosen: list[Signal]) -> HttpResponse:
    form = PlanForm(
        request.POST or None,
        instance=plan,
        unit=plan.unit,
        signals=queries.signals_to_choose(plan.unit, chosen),
        owners=queries.colleagues_of(plan.unit),
        initial={**written_plan(plan), "signals": chosen},
    )
    if request.method == "POST" and form.is_valid():
        form.save(commit=False)
        saved = actions.save_plan(plan=form.plan(), signals=form.cleaned_data["signals"], by=user_of(request))
        messages.success(request, _("Saved. Whoever owns it is reminded when it is time to look again."))
        return redirect("actions:plan", pk=saved.pk)
    words = {"form": form, "plan": plan, "unit": plan.unit.name_in(page_language())}
    return render(request, "approaches/loop/plan_form.html", words, status=422 if form.is_bound else 200)


@open_to(sees_boards)
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """One plan; whoever carries it out adds to its log."""
    found = queries.plan_or_404(request.user, pk)
    form = LogForm(request.POST or None, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        actions.log(plan=found, by=user_of(request), **form.cleaned_data)
        messages.success(request, _("It stands in the log."))
        return redirect("actions:plan", pk=pk)
    page = plan_page(found, request.user, page_language())
    words = {"page": page, "form": form if user_can_log(request.user, found) else None}
    return render(request, "approaches/loop/plan.html", words, status=422 if form.is_bound else 200)


@open_to(sees_boards)
@require_POST
def deed(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    found = queries.plan_or_404(request.user, pk)
    if deed not in actions.PLAN_DEEDS:
        raise NotFound("not-found")
    because = " ".join(request.POST.get("because", "").split())[:LONGEST]
    actions.move_plan(plan=found, deed=deed, because=because, by=user_of(request))
    return redirect("actions:plan", pk=pk)


@open_to(sees_boards)
@require_POST
def note_remove(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.note_or_404(request.user, pk)
    actions.remove_note(note=found, by=user_of(request))
    messages.success(request, _("Removed."))
    return redirect("actions:plan", pk=found.plan_id)
