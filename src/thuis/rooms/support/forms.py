"""The form of a support offer; lists are written as words with commas."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thuis.rooms.support.models import SupportOffer


class Words(forms.CharField):
    """A list of codes, typed with commas; empty means 'all'."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, help_text=_("Separate with commas. Empty means: all."), **options)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return [word.strip() for word in (value or "").split(",") if word.strip()]


class OfferForm(forms.ModelForm[SupportOffer]):
    sites = Words(label=_("sites"))
    programmes = Words(label=_("programmes"))
    languages = Words(label=_("languages"))
    topics = Words(label=_("topics"))
    book_url = forms.URLField(
        label=_("address to make an appointment"), required=False, assume_scheme="https"
    )
    map_url = forms.URLField(label=_("address of the map"), required=False, assume_scheme="https")

    class Meta:
        model = SupportOffer
        fields = (
            "code", "kind", "name_nl", "name_en", "text_nl", "text_en", "person", "where_nl", "where_en",
            "hours_nl", "hours_en", "sites", "programmes", "languages", "topics", "phone", "mail", "book_url",
            "map_url", "owner", "checked_on", "in_questionnaire", "active",
        )  # fmt: skip
        widgets = {"checked_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
