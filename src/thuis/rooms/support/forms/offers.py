"""The form of a support offer; lists are written as words with commas."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thuis.core.finding.hours import HoursError, read_hours, written
from thuis.foundation.components.choosing import choose_from
from thuis.foundation.institution.queries import sites_on
from thuis.foundation.texts.content import letter_rules
from thuis.foundation.texts.language import page_language
from thuis.rooms.support.models import SupportOffer
from thuis.rooms.support.queries.files import RESERVED
from thuis.rooms.support.queries.offers import today


class Words(forms.CharField):
    """A list of codes, typed with commas; empty means 'all'."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, help_text=_("Separate with commas. Empty means: all."), **options)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return [word.strip() for word in (value or "").split(",") if word.strip()]


# The fields of an offer, under what they are about.
SECTIONS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("Who it is"), ("code", "kind", "name_nl", "name_en", "person", "text_nl", "text_en")),
    (
        _("For whom and how to begin"),
        ("for_whom_nl", "for_whom_en", "first_step_nl", "first_step_en", "beside_nl", "beside_en", "topics",
         "sites", "programmes", "languages"),
    ),
    (
        _("Where and when"),
        ("where_nl", "where_en", "map_url", "hours_nl", "hours_en", "opening", "away_from", "away_until",
         "away_nl", "away_en"),
    ),
    (_("Cost and waiting"), ("cost_nl", "cost_en", "waiting_nl", "waiting_en")),
    (_("How to reach it"), ("phone", "mail", "book_url")),
    (_("Kept true"), ("owner", "checked_on", "in_questionnaire", "active")),
)  # fmt: skip


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
        fields = tuple(name for _title, names in SECTIONS for name in names)
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for name in ("checked_on", "away_from", "away_until")
        }
        help_texts = {
            "opening": _("Like: mo-th 10:00-16:00; fr 10:00-12:00. From this we say whether it is open now."),
            "away_until": _("The last day. Leave it empty when nobody knows yet."),
            "beside_nl": _("Such as: what a buddy does that a dean does not."),
        }

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        language = page_language()
        choose_from(self, "kind", [("", _("Choose a kind")), *SupportOffer.Kind.choices])
        topics = letter_rules().topics.items()
        choose_from(self, "topics", [(key, words.in_(language)) for key, words in topics])

    @property
    def sections(self) -> Iterator[tuple[Any, list[Any]]]:
        """The fields as the page shows them, under their headings."""
        return ((title, [self[name] for name in names]) for title, names in SECTIONS)

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if code in RESERVED:
            raise forms.ValidationError(_("This short name stands in an address of Thuis. Choose another."))
        return code

    def clean_opening(self) -> str:
        try:
            return written(read_hours(self.cleaned_data["opening"]))
        except HoursError as error:
            words = _("We do not understand “%(part)s”. Write it like mo-th 10:00-16:00.")
            raise forms.ValidationError(words, params={"part": str(error)}) from error

    def clean_sites(self) -> list[str]:
        asked = list(self.cleaned_data["sites"])
        known = set(sites_on(today()).values_list("code", flat=True))
        for site in asked:
            if known and site not in known:
                raise forms.ValidationError(
                    _("We do not know the site %(site)s. Sites here: %(known)s."),
                    params={"site": site, "known": ", ".join(sorted(known))},
                )
        return asked

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("away_from"), cleaned.get("away_until")
        if last and (first is None or last < first):
            self.add_error("away_until", _("The last day comes after the first. Fill in both."))
        return cleaned
