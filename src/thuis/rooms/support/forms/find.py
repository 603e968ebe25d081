"""What a student asks: some words, or three choices. Nothing is required, and nothing is kept."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thuis.core.finding.tokens import MOST_CHARACTERS
from thuis.core.texts import LANGUAGES
from thuis.foundation.components.choosing import choose_from
from thuis.foundation.institution.models import Unit
from thuis.foundation.institution.queries import exists_on, sites_on
from thuis.foundation.texts.content import letter_rules
from thuis.foundation.texts.language import page_language
from thuis.rooms.support.presenters.people import language_names


class FindForm(forms.Form):
    """Three questions: what is it about, where (and which programme), in which language."""

    words = forms.CharField(required=False, max_length=MOST_CHARACTERS)
    topic = forms.ChoiceField(required=False)
    site = forms.ChoiceField(required=False)
    programme = forms.ChoiceField(required=False)
    language = forms.ChoiceField(required=False)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        language, today = page_language(), timezone.localdate()
        programmes = Unit.objects.filter(exists_on(today), kind=Unit.Kind.PROGRAMME)
        names = sorted((unit.name_in(language), unit.code) for unit in programmes)
        self._offer("topic", [(key, words.in_(language)) for key, words in letter_rules().topics.items()])
        self._offer("site", list(sites_on(today).order_by("name").values_list("code", "name")))
        self._offer("programme", [(code, name) for name, code in names])
        self._offer("language", [(code, language_names([code], language)) for code in LANGUAGES])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        every = {"topic": _("something else"), "language": _("no matter"), "site": _("no matter")}
        choose_from(self, name, [("", every.get(name, _("not important"))), *choices])

    def said(self, name: str) -> str:
        """What was chosen; an answer that does not exist is no answer, never an error on this page."""
        return str(self.cleaned_data.get(name, ""))

    @property
    def answers(self) -> dict[str, str]:
        """What was chosen, to show again; not what was typed."""
        return {name: self.said(name) for name in self.fields if name != "words"}

    @property
    def is_asked(self) -> bool:
        return bool(self.said("words").strip() or self.said("topic"))
