"""A signal by hand."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thuis.foundation.institution.forms import UnitField, choose_unit
from thuis.foundation.institution.models import Unit
from thuis.foundation.signals.actions import Heard, has_figure
from thuis.foundation.texts.language import page_language


class HeardForm(forms.Form):
    """What was heard, where, and about which unit; no figures."""

    unit = UnitField(
        Unit.objects.none(), label=_("About which part of the house"), empty_label=_("Choose a unit")
    )
    question = forms.CharField(
        label=_("What is it about, in a few words"),
        help_text=_("For example: whom to go to."),
        max_length=120,
    )
    said = forms.CharField(
        label=_("What did you hear"),
        help_text=_("Name no student and no colleague. Write no figures: those come from a card."),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    source = forms.CharField(
        label=_("Where did you hear it"),
        help_text=_("For example: a talk with the programme committee."),
        max_length=80,
    )

    def __init__(self, *arguments: Any, units: list[Unit], **options: Any) -> None:
        super().__init__(*arguments, **options)
        choose_unit(self, "unit", units)

    def clean_question(self) -> str:
        return self._without_figures("question")

    def clean_said(self) -> str:
        return self._without_figures("said")

    def _without_figures(self, name: str) -> str:
        words = " ".join(self.cleaned_data[name].split())
        if has_figure(words):
            raise forms.ValidationError(_("Leave figures out. A figure comes from a card with results."))
        return words

    def heard(self) -> Heard:
        return Heard(**self.cleaned_data, language=page_language())
