"""The form for hours that staff of a programme at a site worked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thuis.foundation.texts.language import page_language
from thuis.rooms.participation.forms.roles import taught_places
from thuis.rooms.participation.models import StaffHours


class StaffHoursForm(forms.ModelForm[StaffHours]):
    place = forms.ChoiceField(label=_("Programme and site"))
    first = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))
    hours = forms.FloatField(
        label=_("Hours of all staff together"),
        min_value=0,
        localize=True,
        help_text=_("Of these days, from payroll or the yearly plan."),
    )
    source = forms.CharField(
        label=_("Where it comes from"), max_length=80, required=False, help_text=_("Such as: plan 2026.")
    )
    field_order = ("place", "first", "last", "hours", "source")

    class Meta:
        model = StaffHours
        fields = ("first", "last", "hours", "source")

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        place = self.fields["place"]
        if isinstance(place, forms.ChoiceField):
            place.choices = [("", _("Choose a place")), *taught_places(page_language())]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day comes before the first. Choose a later day."))
        return cleaned

    def save(self, commit: bool = False) -> StaffHours:
        """The hours at their place; saving is the action's work."""
        hours = super().save(commit=False)
        hours.programme, _slash, hours.site = self.cleaned_data["place"].partition("/")
        return hours
