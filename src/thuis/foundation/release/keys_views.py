"""The page with her keys for programs, under her account."""

import datetime
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from thuis.foundation.access.rules import open_to, permitted
from thuis.foundation.accounts.fresh import freshly_signed_in
from thuis.foundation.permissions.roles import user_can_see_institution
from thuis.foundation.release import keys
from thuis.foundation.release.keys_models import ProgramKey

makes_keys = permitted("makes-program-keys", user_can_see_institution)


class KeyForm(forms.Form):
    """A name to recognise a key by, and its last day."""

    name = forms.CharField(
        label=gettext_lazy("For which program"),
        max_length=80,
        help_text=gettext_lazy("So that you recognise it, such as: Power BI at work."),
    )
    expires_on = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("At most a year from now."),
    )

    def clean_expires_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["expires_on"]
        today = timezone.localdate()
        if not today < day <= today + keys.LONGEST:
            raise forms.ValidationError(_("Take a day from tomorrow, at most a year from now."))
        return day


@dataclass(frozen=True, slots=True)
class KeysPage:
    """`words` is a key that was made this moment, to be seen once; `open` and `ended` are keys."""

    open: tuple[ProgramKey, ...]
    ended: tuple[ProgramKey, ...]
    form: KeyForm
    words: str
    address: str


@open_to(makes_keys)
@require_http_methods(["GET", "HEAD", "POST"])
@freshly_signed_in
def program_keys(request: HttpRequest) -> HttpResponse:
    """Her keys, and making one. The new key stands on the answer to the form and nowhere else."""
    start = {"expires_on": timezone.localdate() + datetime.timedelta(days=180)}
    form, words = KeyForm(request.POST or None, initial=start), ""
    if request.method == "POST" and form.is_valid():
        _key, words = keys.make_key(**form.cleaned_data, by=request.user)
        form = KeyForm(initial=start)
    page = _page(request, form, words)
    return render(request, "release/keys.html", {"page": page}, status=422 if form.errors else 200)


def _page(request: HttpRequest, form: KeyForm, words: str) -> KeysPage:
    found: Any = keys.keys_of(request.user)
    return KeysPage(
        tuple(one for one in found if keys.is_valid(one)),
        tuple(one for one in found if not keys.is_valid(one)),
        form,
        words,
        request.build_absolute_uri("/api/v1/"),
    )


@open_to(makes_keys)
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    key = keys.revoke_key(pk=pk, by=request.user)
    messages.success(request, _("%(name)s no longer opens anything.") % {"name": key.name})
    return redirect("program-keys")


urlpatterns = [
    path("", program_keys, name="program-keys"),
    path("<int:pk>/end/", revoke, name="program-key-end"),
]
