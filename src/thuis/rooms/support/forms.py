"""The form of a support offer; lists are written as words with commas."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thuis.foundation.texts.content import letter_rules
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
    sites = Words(label=_("Sites"))
    programmes = Words(label=_("Programmes"))
    languages = Words(label=_("Languages"))
    topics = forms.MultipleChoiceField(
        label=_("Topics"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A letter shows this offer to who asks for one of these."),
    )
    book_url = forms.URLField(
        label=_("Address to make an appointment"), required=False, assume_scheme="https"
    )
    map_url = forms.URLField(label=_("Address of the map"), required=False, assume_scheme="https")

    class Meta:
        model = SupportOffer
        fields = (
            "code", "kind", "name_nl", "name_en", "text_nl", "text_en", "person", "where_nl", "where_en",
            "hours_nl", "hours_en", "sites", "programmes", "languages", "topics", "phone", "mail", "book_url",
            "map_url", "owner", "checked_on", "in_questionnaire", "active",
        )  # fmt: skip
        widgets = {"checked_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        language = get_language() or "nl"
        self.fields["kind"].choices = [("", _("Choose a kind")), *SupportOffer.Kind.choices]  # type: ignore[attr-defined]
        topics = letter_rules().topics.items()
        self.fields["topics"].choices = [(key, words.in_(language)) for key, words in topics]  # type: ignore[attr-defined]
