"""Which reports to make at once."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thuis.foundation.cards.papers import PAPERS
from thuis.foundation.components.choosing import choose_from

KIND_NAMES = {
    "programme": _("Programmes"),
    "domain": _("Domains"),
    "site": _("Sites"),
    "institution": _("The institution as a whole"),
}


class BatchForm(forms.Form):
    """`kinds`: the kinds of unit of which she sees one or more."""

    kind = forms.ChoiceField(label=_("Which units"), widget=forms.RadioSelect)
    suffix = forms.ChoiceField(
        label=_("As what"),
        widget=forms.RadioSelect,
        choices=[(key, one.words) for key, one in PAPERS.items()],
        initial="pdf",
    )

    def __init__(self, *arguments: Any, kinds: Sequence[str], **options: Any) -> None:
        super().__init__(*arguments, **options)
        choices = [(kind, words) for kind, words in KIND_NAMES.items() if kind in kinds]
        choose_from(self, "kind", choices)
        self.fields["kind"].initial = choices[0][0] if choices else ""
