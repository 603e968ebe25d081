"""The form of a round that is being prepared."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from thuis.foundation.components.choosing import choose_from, choose_row
from thuis.foundation.institution.queries import sites_on
from thuis.foundation.pseudonyms.pseudonyms import YEARS
from thuis.foundation.texts.content import all_modules
from thuis.foundation.texts.language import page_language
from thuis.rooms.monitor.models import AmbassadorKit, ClassVisit, InvitationText, Reminder, Round
from thuis.rooms.monitor.queries.ambassadors import programmes_to_visit
from thuis.rooms.monitor.queries.rounds import today


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
        language = page_language()
        extra = [module for module in all_modules() if module.part == "B"]
        choose_from(self, "modules", [(module.key, module.title.in_(language)) for module in extra])

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


class LastDayForm(forms.ModelForm[Round]):
    """Another last day for an open round."""

    class Meta:
        model = Round
        fields = ("closes_on",)
        widgets = {"closes_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {"closes_on": _("Students can answer until the end of this day.")}

    def clean_closes_on(self) -> Any:
        day = self.cleaned_data["closes_on"]
        if day < today():
            raise forms.ValidationError(_("This day has passed. Choose today or later."))
        return day


class LostLinkForm(forms.Form):
    """Ask for the same link again."""

    email = forms.EmailField(
        label=_("Your mail address at school"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class TargetForm(forms.Form):
    """How many of the invited students a round hopes for, in percent."""

    target = forms.IntegerField(
        label=_("Target, in percent of the invited students"),
        help_text=_("Leave it empty for no target."),
        min_value=1,
        max_value=100,
        required=False,
    )


class InvitationTextForm(forms.ModelForm[InvitationText]):
    """The words of an invitation."""

    class Meta:
        model = InvitationText
        fields = ("subject_nl", "text_nl", "subject_en", "text_en")


class AddressForm(forms.Form):
    """Another mail address for one student."""

    email = forms.EmailField(label=_("Mail address"), max_length=254)


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


class KitForm(forms.ModelForm[AmbassadorKit]):
    """Where an ambassador works, and for what."""

    class Meta:
        model = AmbassadorKit
        fields = ("site", "label")
        help_texts = {"label": _("For example: the hall, or the classes of year 1. No names.")}

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        choose_row(self, "site", sites_on(today()), empty=_("Choose a site"))
        self.fields["site"].label = _("Site")


class ClassVisitForm(forms.ModelForm[ClassVisit]):
    """A visit to a class, within the days of the round and not in the future."""

    programme = forms.ChoiceField(label=_("Programme"))

    class Meta:
        model = ClassVisit
        fields = ("day", "programme", "in_class", "by")
        widgets = {"day": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}

    def __init__(self, *arguments: Any, kit: AmbassadorKit, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.kit = kit
        taught = programmes_to_visit(kit, page_language())
        choose_from(self, "programme", taught)
        sizes = [("", _("Choose how many")), *ClassVisit.InClass.choices]
        choose_from(self, "in_class", sizes)
        choose_from(self, "by", [("", _("Choose who went")), *ClassVisit.By.choices])

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if not self.kit.round.opens_on <= day <= today():
            raise forms.ValidationError(_("Choose a day of this round that has come."))
        return day
