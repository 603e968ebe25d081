"""Telling students: write it, look at it as they will, publish it, take it away; and looking again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thuis.core.errors import NotFound
from thuis.foundation.access.rules import open_to
from thuis.foundation.accounts.visitors import user_of
from thuis.foundation.permissions.roles import check_user_can_choose_actions
from thuis.foundation.signals.models import Signal, Telling
from thuis.foundation.texts.language import page_language
from thuis.rooms.approaches.access.loop import sees_boards, tells
from thuis.rooms.approaches.actions import loop_tell as actions
from thuis.rooms.approaches.forms.loop_tell import RemeasureForm, TellingForm
from thuis.rooms.approaches.models import Plan, Remeasurement
from thuis.rooms.approaches.presenters.loop_choices import known_in
from thuis.rooms.approaches.presenters.loop_desk import desk_page, preview_page
from thuis.rooms.approaches.presenters.loop_plan import newest_again, plan_page
from thuis.rooms.approaches.presenters.loop_told import address_of
from thuis.rooms.approaches.queries import loop as queries
from thuis.rooms.approaches.queries.library import today


@open_to(tells)
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """What students were told and what they were not told yet, of her units."""
    return render(request, "approaches/loop/desk.html", {"page": desk_page(request.user, page_language())})


@open_to(sees_boards)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, unit: int) -> HttpResponse:
    """An answer to signals of a unit; about a plan it takes along what that says."""
    found = queries.board_unit_or_404(request.user, unit)
    check_user_can_choose_actions(request.user, found)
    asked = request.GET.get("plan", "")
    plan = queries.plan_or_404(request.user, int(asked)) if asked.isdigit() else None
    if plan is not None and plan.telling is not None:
        return redirect("actions:tell-edit", pk=plan.telling.pk)
    telling = Telling(unit=found, made_on=today(), changed_at=timezone.now())
    if plan is not None:
        telling.kind = Telling.Kind.DOING if plan.state in ("planned", "doing") else Telling.Kind.DONE
        telling.title_nl, telling.title_en = plan.title_nl, plan.title_en
    return _form(
        request, telling, plan, list(plan.signals.all()) if plan else _asked_signals(request, telling)
    )


def _asked_signals(request: HttpRequest, telling: Telling) -> list[Signal]:
    asked = request.GET.getlist("signal")
    return [one for one in queries.signals_to_tell(telling.unit) if str(one.pk) in asked]


@open_to(sees_boards)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    telling = queries.seen_telling_or_404(request.user, pk)
    check_user_can_choose_actions(request.user, telling.unit)
    plan = Plan.objects.filter(telling=telling).select_related("owner").first()
    return _form(request, telling, plan, list(telling.signals.all()))


def _form(request: HttpRequest, telling: Telling, plan: Plan | None, chosen: list[Signal]) -> HttpResponse:
    signals = queries.signals_to_tell(telling.unit)
    form = TellingForm(request.POST or None, instance=telling, signals=signals, initial={"signals": chosen})
    if request.method == "POST" and form.is_valid():
        saved = actions.save_telling(
            telling=form.save(commit=False),
            signals=form.cleaned_data["signals"],
            plan=plan,
            by=user_of(request),
        )
        messages.success(request, _("Saved. This is how students will read it."))
        return redirect("actions:tell", pk=saved.pk)
    words = {"form": form, "telling": telling, "plan": plan, "unit": telling.unit.name_in(page_language())}
    return render(request, "approaches/loop/tell_form.html", words, status=422 if form.is_bound else 200)


@open_to(sees_boards)
@require_GET
def tell(request: HttpRequest, pk: int) -> HttpResponse:
    """The preview: both languages, as students read them."""
    telling = queries.seen_telling_or_404(request.user, pk)
    page = preview_page(telling, request.user, page_language())
    return render(request, "approaches/loop/tell.html", {"page": page})


@open_to(sees_boards)
@require_POST
def deed(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    telling = queries.seen_telling_or_404(request.user, pk)
    if deed not in actions.TELLING_DEEDS:
        raise NotFound("not-found")
    address = f"{address_of(telling.unit)}#t{telling.pk}"
    actions.move_telling(telling=telling, deed=deed, address=address, by=user_of(request))
    if deed == "publish":
        messages.success(request, _("Everybody can read it now. Its signals are answered."))
    else:
        messages.success(request, _("It is away. Its signals are open again."))
    return redirect("actions:tell", pk=pk)


@open_to(sees_boards)
@require_http_methods(["GET", "POST"])
def measure(request: HttpRequest, pk: int) -> HttpResponse:
    """Look again at the figure of a plan, and decide what now."""
    plan, known = queries.plan_or_404(request.user, pk), known_in(page_language())
    check_user_can_choose_actions(request.user, plan.unit)
    found = Remeasurement(plan=plan, on=today(), before=plan.baseline, version=0)
    periods = known.figures.periods_after(plan)
    form = RemeasureForm(request.POST or None, instance=found, plan=plan, periods=periods)
    if request.method == "POST" and form.is_valid():
        seen = form.save(commit=False)
        seen.version = known.figures.measured_again(plan, seen.after).version if seen.after else 0
        actions.look_again(found=seen, next_on=form.cleaned_data["next_on"], by=user_of(request))
        messages.success(request, _("Kept. Tell students what came of it."))
        return redirect("actions:plan", pk=pk)
    words = {
        "form": form,
        "page": plan_page(plan, request.user, page_language()),
        "figures": newest_again(plan, known) if plan.indicator else (),
    }
    return render(request, "approaches/loop/measure.html", words, status=422 if form.is_bound else 200)
