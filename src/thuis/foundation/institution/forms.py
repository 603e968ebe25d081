"""The forms with which an admin changes the institution."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuis.foundation.components.choosing import choose_row
from thuis.foundation.institution.models import ProgrammeAtSite, Role, Site, Unit
from thuis.foundation.institution.queries import exists_on
from thuis.foundation.texts.language import page_language

if TYPE_CHECKING:
    UnitModelForm = forms.ModelForm[Unit]
    SiteModelForm = forms.ModelForm[Site]
    RoleModelForm = forms.ModelForm[Role]
else:
    UnitModelForm = SiteModelForm = RoleModelForm = forms.ModelForm


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no parameter at run time
    """Units by their name in the language of the page."""

    def label_from_instance(self, obj: Unit) -> str:
        return obj.name_in(page_language())


def choose_unit(form: forms.BaseForm, name: str, units: Iterable[Unit], empty: Any = None) -> None:
    """Offer these units in a UnitField."""
    choose_row(form, name, Unit.objects.filter(pk__in=[one.pk for one in units]), empty)


class UnitForm(UnitModelForm):
    """Names of a unit; for a new one its code, for a programme its domain."""

    class Meta:
        model = Unit
        fields = ("code", "name_nl", "name_en", "parent")
        labels = {
            "code": gettext_lazy("Code"),
            "name_nl": gettext_lazy("Name in Dutch"),
            "name_en": gettext_lazy("Name in English"),
            "parent": gettext_lazy("Domain"),
        }
        field_classes = {"parent": UnitField}

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if self.instance.pk:
            del self.fields["code"]
        if self.instance.kind != Unit.Kind.PROGRAMME:
            del self.fields["parent"]
            return
        domains = Unit.objects.filter(exists_on(timezone.localdate()), kind=Unit.Kind.DOMAIN)
        field: Any = self.fields["parent"]
        field.queryset, field.required = domains.order_by("name_nl"), True
        field.empty_label = _("Choose a domain")

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if Unit.objects.filter(kind=self.instance.kind, code=code).exists():
            raise forms.ValidationError(_("This code is taken. Choose another."))
        return code


class SiteForm(SiteModelForm):
    class Meta:
        model = Site
        fields = ("code", "name", "municipality", "address")
        labels = {
            "code": gettext_lazy("Code"),
            "name": gettext_lazy("Name"),
            "municipality": gettext_lazy("Municipality"),
            "address": gettext_lazy("Address"),
        }
        help_texts = {"address": gettext_lazy("Street, number and place. Students see it.")}

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if self.instance.pk:
            del self.fields["code"]


class TeachForm(forms.Form):
    """At which site a programme is taught from now on."""

    site: Any = forms.ModelChoiceField(
        Site.objects.none(), label=gettext_lazy("Site"), empty_label=gettext_lazy("Choose a site")
    )

    def __init__(self, *arguments: Any, programme: Unit, **options: Any) -> None:
        super().__init__(*arguments, **options)
        today = timezone.localdate()
        taught = ProgrammeAtSite.objects.filter(exists_on(today), programme=programme)
        field: Any = self.fields["site"]
        field.queryset = Site.objects.filter(exists_on(today)).exclude(pk__in=taught.values("site"))


class RoleForm(RoleModelForm):
    class Meta:
        model = Role
        fields = ("kind", "unit", "site", "starts_on", "ends_on")
        labels = {
            "kind": gettext_lazy("Role"),
            "unit": gettext_lazy("For"),
            "site": gettext_lazy("Only at this site"),
            "starts_on": gettext_lazy("First day"),
            "ends_on": gettext_lazy("Last day"),
        }
        help_texts = {"unit": gettext_lazy("A role holds for everything below it too.")}
        field_classes = {"unit": UnitField}
        widgets = {
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        today = timezone.localdate()
        unit, site = self._choices("unit"), self._choices("site")
        unit.queryset = Unit.objects.filter(exists_on(today)).order_by("kind", "name_nl")
        site.queryset = Site.objects.filter(exists_on(today))
        unit.empty_label, site.empty_label = _("Choose a unit"), _("Every site")
        self._choices("kind").choices = [("", _("Choose a role")), *Role.Kind.choices]
        # an unsaved role gives `None` as its own first day, and that would win over a default
        self.initial["starts_on"] = self.initial.get("starts_on") or today

    def _choices(self, name: str) -> Any:
        return self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day comes before the first. Choose a later day."))
        return cleaned
