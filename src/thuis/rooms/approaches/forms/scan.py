"""Forms of a scan: opening one, asking for slips, and the sheet that people fill in."""

import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thuis.core.elements.scan import KINDS, ROLES
from thuis.foundation.institution.forms import UnitField, choose_unit
from thuis.foundation.institution.models import Unit
from thuis.rooms.approaches.models import Scan
from thuis.rooms.approaches.presenters.scan_words import ROLE_NAMES

USUAL_DAYS, LONGEST_DAYS = 21, 120
MOST_SLIPS, MOST_SHEETS = 200, 600


class OpenForm(forms.ModelForm[Scan]):
    """A scan before it opens."""

    limit = forms.IntegerField(
        label=_("In one room: how many people of each role at most"),
        help_text=_("A link takes no more sheets than this. On slips this does not matter."),
        min_value=1,
        max_value=MOST_SHEETS,
        initial=40,
    )

    class Meta:
        model = Scan
        fields = ("unit", "form", "mode", "closes_on")
        field_classes = {"unit": UnitField}
        labels = {
            "unit": _("About"),
            "form": _("How many questions"),
            "mode": _("How people answer"),
            "closes_on": _("Last day"),
        }
        widgets = {
            "form": forms.RadioSelect,
            "mode": forms.RadioSelect,
            "closes_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *arguments: Any, units: tuple[Unit, ...], **options: Any) -> None:
        super().__init__(*arguments, **options)
        choose_unit(self, "unit", units, empty=_("Choose a unit"))
        self.fields["closes_on"].initial = timezone.localdate() + datetime.timedelta(days=USUAL_DAYS)

    def clean_closes_on(self) -> datetime.date:
        given: datetime.date = self.cleaned_data["closes_on"]
        today = timezone.localdate()
        if not today <= given <= today + datetime.timedelta(days=LONGEST_DAYS):
            raise forms.ValidationError(_("Choose a day from today on, within four months."))
        return given


class SlipsForm(forms.Form):
    role = forms.ChoiceField(label=_("For whom"), choices=[(role, ROLE_NAMES[role]) for role in ROLES])
    number = forms.IntegerField(label=_("How many slips"), min_value=1, max_value=MOST_SLIPS, initial=30)


def sheet_of(post: QueryDict, questions: list[str]) -> dict[str, int]:
    """What was filled in; open questions are left out."""
    given = {name: post.get(name, "") for name in questions}
    known = {str(kind): kind for kind in range(KINDS)}
    return {name: known[value] for name, value in given.items() if value in known}
