"""What a form offers to choose from, filled in when the form is made."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms


def choose_from(form: forms.BaseForm, name: str, choices: Iterable[Any]) -> None:
    """Offer these choices in a field that chooses among fixed words."""
    cast(forms.ChoiceField, form.fields[name]).choices = list(choices)


def choose_row(form: forms.BaseForm, name: str, rows: Any, empty: Any = None) -> None:
    """Offer these rows in a field that chooses among rows; `empty` are the words of no choice."""
    field = cast(Any, form.fields[name])
    field.queryset = rows
    if empty is not None:
        field.empty_label = empty
