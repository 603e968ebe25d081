"""The forms for roles that are told by hand, for kinds of roles, for gaps and for the board."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thuis.core.participation.model import Series
from thuis.foundation.components.choosing import choose_from
from thuis.foundation.institution.queries import sites_on, taught_on, units_on
from thuis.foundation.texts.language import page_language
from thuis.rooms.participation.models import Gap, OpenRole, RoleType
from thuis.rooms.participation.queries.openings import today
from thuis.rooms.participation.queries.registrations import Told, registrable_roles
from thuis.rooms.participation.queries.roles import named_roles

SERIES_WORDS = {
    Series.ENGAGEMENTS.value: _("who has a role"),
    Series.POOL.value: _("who is available"),
}
HOLDS = ("domain", "programme")


def _day(label: Any, **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


class ToldForm(forms.Form):
    """What students and coordinators both tell; `place` is programme/site."""

    role = forms.ChoiceField(label=_("Role"))
    place = forms.ChoiceField(label=_("Programme and site"))
    first = _day(_("First day"))
    last = _day(_("Last day"))
    hours = forms.FloatField(
        label=_("Hours in all"),
        required=False,
        min_value=0,
        localize=True,
        help_text=_("Empty means: not known."),
    )

    def __init__(self, *arguments: Any, places: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        language = page_language()
        roles = [(code, one.name.in_(language)) for code, one in registrable_roles().items()]
        choose_from(self, "role", [("", _("Choose a role")), *roles])
        places = list(places)
        choices = places if len(places) == 1 else [("", _("Choose a place")), *places]
        choose_from(self, "place", choices)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day comes before the first. Choose a later day."))
        return cleaned

    def told(self, number: str) -> Told:
        said = self.cleaned_data
        programme, _slash, site = said["place"].partition("/")
        return Told(
            number,
            said["role"],
            programme,
            site,
            said["first"],
            said["last"],
            said["hours"],
            said.get("known_by", ""),
        )


class RegisterForm(ToldForm):
    """A coordinator tells of a student, by number."""

    number = forms.CharField(
        label=_("Student number"),
        max_length=20,
        help_text=_("It becomes a pseudonym at once. The number itself is not kept."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("number", "role", "place", "first", "last", "hours")


class OwnRoleForm(ToldForm):
    """A student tells of a role of hers."""

    known_by = forms.CharField(
        label=_("Which colleague knows about it?"),
        max_length=80,
        required=False,
        help_text=_("A name, so that the coordinator knows whom to ask."),
    )


class LinkForm(forms.Form):
    email = forms.EmailField(
        label=_("Your mail address at school"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code on the paper"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class SkillsForm(forms.Form):
    """A line per role in her own words; they stand on the paper and are kept nowhere else."""

    def __init__(self, *arguments: Any, roles: Iterable[str], **options: Any) -> None:
        super().__init__(*arguments, **options)
        for number, label in enumerate(roles):
            self.fields[f"skills-{number}"] = forms.CharField(
                label=label, required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
            )

    @property
    def skills(self) -> list[str]:
        return [" ".join(self.cleaned_data[name].split()) for name in self.fields]


class RoleTypeForm(forms.ModelForm[RoleType]):
    class Meta:
        model = RoleType
        fields = ("code", "name_nl", "name_en", "kind", "step", "counts_as_professional")


class GapForm(forms.ModelForm[Gap]):
    about = forms.ChoiceField(label=_("Where"))
    series = forms.ChoiceField(label=_("What nobody records"), choices=list(SERIES_WORDS.items()))
    first = _day(_("First day"))
    last = _day(_("Last day"))
    field_order = ("series", "about", "first", "last", "why")

    class Meta:
        model = Gap
        fields = ("series", "first", "last", "why")

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        language = page_language()
        units = [(f"{unit.kind}/{unit.code}", unit.name_in(language)) for unit in units_on(today())]
        units = [choice for choice in units if choice[0].partition("/")[0] in HOLDS]
        sites = [(f"site/{site.code}", site.name) for site in sites_on(today())]
        everywhere = ("institution/", _("everywhere"))
        choose_from(self, "about", [everywhere, *units, *sites])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day comes before the first. Choose a later day."))
        return cleaned

    def save(self, commit: bool = False) -> Gap:
        """The gap with its unit; saving is the action's work."""
        gap = super().save(commit=False)
        gap.level, _slash, gap.unit = self.cleaned_data["about"].partition("/")
        return gap


class OpeningForm(forms.ModelForm[OpenRole]):
    closes_on = _day(_("Last day to apply"))
    role = forms.ChoiceField(label=_("Kind of role"))
    site = forms.ChoiceField(label=_("Site"), required=False)
    programme = forms.ChoiceField(label=_("Programme"), required=False)

    class Meta:
        model = OpenRole
        fields = (
            "role", "title_nl", "title_en", "text_nl", "text_en", "programme", "site", "hours_nl", "hours_en",
            "reward_nl", "reward_en", "access_nl", "access_en", "asked_nl", "asked_en",
            "apply_nl", "apply_en", "contact", "places", "closes_on",
        )  # fmt: skip
        widgets = {"text_nl": forms.Textarea(attrs={"rows": 4}), "text_en": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        language = page_language()
        roles = [(code, one.name.in_(language)) for code, one in named_roles().items()]
        sites = [(site.code, site.name) for site in sites_on(today())]
        units = [unit for unit in units_on(today()) if unit.kind == unit.Kind.PROGRAMME]
        programmes = [(unit.code, unit.name_in(language)) for unit in units]
        choose_from(self, "role", [("", _("Choose a role")), *roles])
        choose_from(self, "site", [("", _("every site")), *sites])
        choose_from(self, "programme", [("", _("every programme")), *programmes])


def taught_places(language: str) -> list[tuple[str, str]]:
    """Every programme at a site that exists today, as choices."""
    rows = taught_on(today())
    found = [
        (f"{row.programme.code}/{row.site.code}", f"{row.programme.name_in(language)}, {row.site.name}")
        for row in rows
    ]
    return sorted(found, key=lambda choice: choice[1])
