"""Forms of the library: an approach in one or two languages, a remark, and where it is used."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thuis.core.elements.check import MONTH
from thuis.core.elements.model import SECTORS, WORDS, Approach
from thuis.core.texts import LANGUAGES
from thuis.foundation.components.choosing import choose_from
from thuis.foundation.institution.forms import UnitField, choose_unit
from thuis.foundation.institution.models import Unit
from thuis.foundation.texts.language import page_language
from thuis.rooms.approaches.presenters.words import AUDIENCES, COSTS, DIGITAL, EFFORTS, EVALUATED, EVIDENCE
from thuis.rooms.approaches.presenters.words import Words as Label
from thuis.rooms.approaches.queries.content import elements
from thuis.rooms.approaches.queries.library import FACTS, LISTS, approach_of

LABELS: dict[str, tuple[Label, Label]] = {
    "title": (_("Title in Dutch"), _("Title in English")),
    "summary": (_("In one sentence, in Dutch"), _("In one sentence, in English")),
    "how": (_("How it goes, in Dutch"), _("How it goes, in English")),
    "first_step": (_("A first step, in Dutch"), _("A first step, in English")),
    "students_part": (_("What students do, in Dutch"), _("What students do, in English")),
    "initiator": (_("Who began it, in Dutch"), _("Who began it, in English")),
    "duration": (_("How long it takes, in Dutch"), _("How long it takes, in English")),
    "scale": (_("For how many, in Dutch"), _("For how many, in English")),
}
LONG = {"how": 900}
USUAL = 240


class ApproachForm(forms.Form):
    """All that an approach says. One language is enough to propose; both are needed to publish."""

    elements = forms.MultipleChoiceField(label=_("Elements"), widget=forms.CheckboxSelectMultiple)
    sectors = forms.MultipleChoiceField(
        label=_("Sectors"),
        choices=[(one, one) for one in SECTORS],
        widget=forms.CheckboxSelectMultiple,
    )
    audience = forms.MultipleChoiceField(
        label=_("For whom"), choices=[*AUDIENCES.items()], widget=forms.CheckboxSelectMultiple
    )
    effort = forms.TypedChoiceField(label=_("Effort"), choices=[*EFFORTS.items()], coerce=int)
    cost = forms.TypedChoiceField(label=_("Cost"), choices=[*COSTS.items()], coerce=int)
    evidence = forms.TypedChoiceField(label=_("What we know of it"), choices=[*EVIDENCE.items()], coerce=int)
    evaluated = forms.ChoiceField(label=_("Evaluated"), choices=[*EVALUATED.items()])
    digital = forms.ChoiceField(label=_("Accessible for everybody"), choices=[*DIGITAL.items()])
    started = forms.RegexField(
        MONTH, label=_("First used in"), help_text=_("Year and month, as in 2026-11."), max_length=7
    )
    source = forms.CharField(
        label=_("Where it comes from"), help_text=_("Your own practice, or a source."), max_length=160
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        language = page_language()
        numbered = [(one.key, one.name.in_(language)) for one in elements()]
        choose_from(self, "elements", numbered)
        written = {_name(word, one): self._text(word, one) for one in LANGUAGES for word in WORDS}
        self.fields = {**written, **self.fields}

    def _text(self, word: str, language: str) -> forms.CharField:
        return forms.CharField(
            label=str(LABELS[word][LANGUAGES.index(language)]),
            required=False,
            max_length=LONG.get(word, USUAL),
            widget=forms.Textarea(attrs={"rows": 4}) if word in LONG else forms.TextInput(),
        )

    def clean(self) -> dict[str, Any]:
        """One language must be whole; the other may follow, and is asked for at the review."""
        given = super().clean() or {}
        missing = {one: [w for w in WORDS if not given.get(_name(w, one))] for one in LANGUAGES}
        if all(missing.values()):
            language = min(missing, key=lambda one: len(missing[one]))
            for word in missing[language]:
                self.add_error(_name(word, language), _("Write this in at least one language."))
        return given

    def approach(self) -> Approach:
        """What was written, as a value."""
        given = self.cleaned_data
        texts = {word: {one: given[_name(word, one)] for one in LANGUAGES} for word in WORDS}
        return approach_of({**{name: given[name] for name in (*LISTS, *FACTS)}, "texts": texts})


def written(words: Mapping[str, Any]) -> dict[str, Any]:
    """What a version says, as the form shows it."""
    texts = {_name(word, one): words["texts"][word][one] for word in WORDS for one in LANGUAGES}
    return {**{name: words[name] for name in (*LISTS, *FACTS)}, **texts}


def _name(word: str, language: str) -> str:
    return f"{word}_{language}"


class RemarkForm(forms.Form):
    remark = forms.CharField(
        label=_("What should change"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class UseForm(forms.Form):
    """Where something is used; the role of whoever tells is filled in by the house."""

    unit = UnitField(Unit.objects.none(), label=_("Where"), empty_label=_("Choose a unit"))
    since = forms.DateField(
        label=_("Since"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    changed = forms.CharField(
        label=_("What you do otherwise"),
        help_text=_("Name no student and no colleague."),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *arguments: Any, units: list[Unit], **options: Any) -> None:
        super().__init__(*arguments, **options)
        choose_unit(self, "unit", units)
