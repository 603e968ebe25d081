"""The forms to steer by: a target, and what more roles would mean."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thuis.core.participation.release_cell import AVAILABILITY, CONVERSION, PARTICIPATION, PROFESSIONAL

MEASURES = (
    (CONVERSION, _("Conversion: of who wants a role, the share that has one")),
    (PARTICIPATION, _("Participation: the share of all students with a role")),
    (AVAILABILITY, _("Availability: the share of all students in the pool")),
    (PROFESSIONAL, _("Professional hours: the share that students work")),
)


class TargetForm(forms.Form):
    measure = forms.ChoiceField(label=_("Figure"), choices=MEASURES)
    value = forms.FloatField(label=_("Target, in percent"), min_value=0, max_value=100, localize=True)
    until = forms.DateField(
        label=_("Until when"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        if until <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return until


class WhatIfForm(forms.Form):
    """Every assumption is a field; the shares are in percent."""

    roles = forms.IntegerField(label=_("Roles more"), min_value=0, max_value=100_000)
    hours = forms.FloatField(label=_("Hours of each"), min_value=0, max_value=2000, initial=40, localize=True)
    filled = forms.FloatField(
        label=_("How many of them are filled, in percent"),
        min_value=0,
        max_value=100,
        initial=100,
        localize=True,
    )
    new = forms.FloatField(
        label=_("How many go to somebody without a role, in percent"),
        min_value=0,
        max_value=100,
        initial=100,
        localize=True,
    )
    from_pool = forms.BooleanField(
        label=_("Only to students who wait in the pool"), required=False, initial=True
    )
