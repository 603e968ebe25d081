"""Hours of staff: what stands beside the hours of students in their share of professional work."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thuis.foundation.access.rules import open_to
from thuis.foundation.accounts.visitors import user_of
from thuis.foundation.texts.language import page_language
from thuis.rooms.participation.access import keeps_roles
from thuis.rooms.participation.actions.tables import remove_staff_hours, save_staff_hours
from thuis.rooms.participation.forms.staff import StaffHoursForm
from thuis.rooms.participation.presenters.files import tabs
from thuis.rooms.participation.presenters.staff import staff_rows
from thuis.rooms.participation.queries.staff import all_staff_hours, staff_hours_or_404
from thuis.rooms.participation.views import posted

AT_ONCE = 50


@open_to(keeps_roles)
@require_http_methods(["GET", "POST"])
def hours(request: HttpRequest) -> HttpResponse:
    form = StaffHoursForm(posted(request))
    if request.method == "POST" and form.is_valid():
        save_staff_hours(hours=form.save(), by=user_of(request))
        messages.success(request, _("Saved. Figures follow it from the next release."))
        return redirect("participation:staff")
    page = Paginator(staff_rows(all_staff_hours(), page_language()), AT_ONCE)
    words = {
        "form": form,
        "page": page.get_page(request.GET.get("page")),
        "tabs": tabs("participation:staff"),
    }
    return render(request, "participation/staff.html", words, status=422 if form.is_bound else 200)


@open_to(keeps_roles)
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    remove_staff_hours(hours=staff_hours_or_404(pk), by=user_of(request))
    messages.success(request, _("Removed. Released figures stay as they are."))
    return redirect("participation:staff")
