"""What the sign-in page asks."""

from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from thuis.foundation.institution.forms import UnitField
from thuis.foundation.institution.models import Role, Unit


class SignInForm(forms.Form):
    """Ask for a link. `goal` is where to go after signing in."""

    email = forms.EmailField(
        label=_("Your address at work"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )


class InviteForm(forms.Form):
    """A new colleague, or a new role for one who is known."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("Address at work"), max_length=254)
    role = forms.ChoiceField(label=_("Role"), choices=Role.Kind.choices)
    unit = UnitField(
        label=_("For which part of the institution"),
        queryset=Unit.objects.filter(ends_on=None).order_by(F("parent").asc(nulls_first=True), "name_nl"),
        empty_label=None,
        help_text=_("The role holds for everything below it too."),
    )
