"""The form of a round that is being prepared."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thuis.foundation.pseudonyms.pseudonyms import YEARS
from thuis.foundation.texts.content import all_modules
from thuis.rooms.monitor.models import Reminder, Round


class RoundForm(forms.ModelForm[Round]):
    modules = forms.MultipleChoiceField(
        label=_("Extra modules that students may choose"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Round
        fields = ("title_nl", "title_en", "opens_on", "closes_on", "modules")
        widgets = {
            "opens_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "closes_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        language = get_language() or "nl"
        extra = [module for module in all_modules() if module.part == "B"]
        self.fields["modules"].choices = [(module.key, module.title.in_(language)) for module in extra]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("opens_on"), cleaned.get("closes_on")
        if first and last and last < first:
            self.add_error("closes_on", _("The last day comes before the first. Choose a later day."))
        return cleaned

    def save(self, commit: bool = False) -> Round:
        """The round, with an address made from its title; saving is the action's work."""
        round = super().save(commit=False)
        if not round.key:
            round.key = free_key(slugify(round.title_nl)[:34] or "ronde")
        return round


def free_key(wanted: str) -> str:
    """`wanted`, or with a number behind it when another round has that address."""
    # `years` is the name of the key of the trail
    taken = {YEARS} | set(Round.objects.filter(key__startswith=wanted).values_list("key", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (wanted, *numbered) if key not in taken)


class LostLinkForm(forms.Form):
    """Ask for the same link again."""

    email = forms.EmailField(
        label=_("Your mail address at school"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class ReminderForm(forms.ModelForm[Reminder]):
    """A reminder within the days of its round."""

    class Meta:
        model = Reminder
        fields = ("day", "subject_nl", "text_nl", "subject_en", "text_en")
        widgets = {"day": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}

    def clean_day(self) -> Any:
        day, round = self.cleaned_data["day"], self.instance.round
        if not round.opens_on <= day <= round.closes_on:
            raise forms.ValidationError(_("Choose a day on which students can answer."))
        if round.reminders.filter(day=day).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("There is a reminder on this day already."))
        return day
