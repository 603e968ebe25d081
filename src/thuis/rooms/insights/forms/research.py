"""What a researcher asks, and what the second person answers."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuis.core.disclosure.model import PANEL
from thuis.core.research.package import QUASI
from thuis.foundation.components.choosing import choose_from
from thuis.foundation.release.research_actions import LONGEST
from thuis.foundation.release.research_queries import Offered
from thuis.foundation.release.titles import KINDS
from thuis.foundation.texts.language import page_language

APPROVE, REFUSE = "approve", "refuse"


class ResearchForm(forms.Form):
    """One request, in three steps on one page. What can be chosen comes from `offered`."""

    title = forms.CharField(
        label=gettext_lazy("Title of the study"),
        max_length=120,
        help_text=gettext_lazy("A few words that a colleague understands."),
    )
    purpose = forms.CharField(
        label=gettext_lazy("What is it for?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What will happen with the outcome, and who gains by it."),
    )
    question = forms.CharField(
        label=gettext_lazy("What do you want to know?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Your question, so that somebody can judge which variables it needs."),
    )
    rounds = forms.MultipleChoiceField(label=gettext_lazy("Rounds"), widget=forms.CheckboxSelectMultiple)
    modules = forms.MultipleChoiceField(
        label=gettext_lazy("Questions"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Take what your question needs. Own words of students are never in it."),
    )
    background = forms.MultipleChoiceField(
        label=gettext_lazy("Background of students"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Each one makes groups smaller, so more has to be hidden."),
    )
    until = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("At most half a year from now. Then it is removed here, and by you."),
    )
    agreed = forms.BooleanField(label=gettext_lazy("I agree to these rules"))

    def __init__(self, *arguments: Any, offered: Offered, **options: Any) -> None:
        super().__init__(*arguments, **options)
        language = page_language()
        modules = [
            (key, _("%(title)s (sensitive)") % {"title": one.title.in_(language)})
            if any(item.sensitive for item in one.items)
            else (key, one.title.in_(language))
            for key, one in offered.modules.items()
        ]
        rounds = [(one.key, one.title_nl if language == "nl" else one.title_en) for one in offered.rounds]
        self._choose("rounds", rounds)
        self._choose("modules", modules)
        self._choose("background", [(name, KINDS[name]) for name in (*QUASI, PANEL)])

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        choose_from(self, name, choices)

    def clean_until(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["until"]
        today = timezone.localdate()
        if not today < day <= today + LONGEST:
            raise forms.ValidationError(_("Take a day from tomorrow, at most half a year from now."))
        return day

    def wanted(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "agreed"}


class DecisionForm(forms.Form):
    """Yes or no, with words. A no needs a reason."""

    words = forms.CharField(
        label=gettext_lazy("Your words to the researcher"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Needed when you refuse."),
    )
    decision = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("decision") not in (APPROVE, REFUSE):
            raise forms.ValidationError(_("Approve or refuse with one of the buttons."))
        if found["decision"] == REFUSE and not found.get("words"):
            self.add_error("words", _("Say why, so that she can ask better."))
        return found
