"""What readers say about a text, how themes are described, and what a second person looks at."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuis.core.texts import Text
from thuis.core.words.codebook import KEY, Code
from thuis.foundation.components.choosing import choose_from
from thuis.foundation.texts.language import page_language

PARTS: Mapping[str, Any] = {
    "name": gettext_lazy("Name"),
    "meaning": gettext_lazy("What it means"),
    "when": gettext_lazy("An example that fits"),
    "when_not": gettext_lazy("An example that does not fit"),
}
TONGUES: Mapping[str, Any] = {"nl": gettext_lazy("Dutch"), "en": gettext_lazy("English")}


class ThemesForm(forms.Form):
    """The themes that somebody sees in a text: any number, also none."""

    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Which themes do you see?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Tick all that fit. None fits? Tick none."),
    )

    def __init__(self, *arguments: Any, codes: Sequence[Code], **options: Any) -> None:
        super().__init__(*arguments, **options)
        language = page_language()
        choices = [(code.key, f"{code.name.in_(language)}: {code.meaning.in_(language)}") for code in codes]
        choose_from(self, "themes", choices)


class ReadingForm(ThemesForm):
    """One text: its themes, what must be taken out, and a worry."""

    hide = forms.CharField(
        label=gettext_lazy("Words that point at somebody"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Type them as they stand there, with commas between. We take them out."),
    )
    worry = forms.BooleanField(
        label=gettext_lazy("I am worried about the safety of who wrote this"), required=False
    )

    def hidden(self) -> list[str]:
        return [part.strip() for part in self.cleaned_data["hide"].split(",") if part.strip()]


class CodeForm(forms.Form):
    """One theme in both languages. Its key follows from its English name, once."""

    def __init__(self, given: Any = None, *, code: Code | None = None) -> None:
        super().__init__(given, initial=_initial(code) if code else None)
        self.code = code
        for part, words in PARTS.items():
            for language, tongue in TONGUES.items():
                self.fields[f"{part}_{language}"] = forms.CharField(
                    label=_("%(part)s, %(language)s") % {"part": words, "language": tongue},
                    max_length=60 if part == "name" else 240,
                )

    def wanted(self) -> Code:
        given = self.cleaned_data
        texts = (Text(given[f"{part}_nl"], given[f"{part}_en"]) for part in PARTS)
        return Code(self.code.key if self.code else self._key(), *texts)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if not self.code and found.get("name_en") and not KEY.fullmatch(self._key()):
            self.add_error("name_en", _("Begin with a letter, and use at least two."))
        return found

    def _key(self) -> str:
        return str(slugify(self.cleaned_data["name_en"]))[:30].strip("-")


def _initial(code: Code) -> dict[str, str]:
    return {f"{part}_{language}": getattr(code, part).in_(language) for part in PARTS for language in TONGUES}


class QuoteForm(forms.Form):
    """The part of a text that is to be shown."""

    words = forms.CharField(
        label=gettext_lazy("The quote"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Leave words out with … or put [naam] for them. Change nothing else."),
    )


class ChecklistForm(forms.Form):
    """What the second person looks at before a quote is shown."""

    nobody = forms.BooleanField(
        label=gettext_lazy("Nobody can be recognised: no name, role, event or way of speaking")
    )
    means = forms.BooleanField(label=gettext_lazy("It still says what was meant"))
    harmless = forms.BooleanField(label=gettext_lazy("It hurts nobody, not who wrote it either"))
