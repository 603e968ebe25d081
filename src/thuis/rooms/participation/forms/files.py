"""The forms of a file of roles: the file and its source, what it means, and the explicit yes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thuis.core.intake.columns import simple
from thuis.core.intake.formats.agency import POOL, SKIP, FileColumn
from thuis.core.intake.limits import LIMITS

# What a column can hold, as people say it.
FIELD_WORDS: dict[str, Promise] = {
    "number": _("student number"),
    "role": _("role"),
    "programme": _("programme"),
    "site": _("site"),
    "starts_on": _("first day"),
    "ends_on": _("last day"),
    "period": _("period"),
    "study_year": _("year of study"),
    "hours": _("hours"),
}
MOST_WORDS = 60  # roles that are asked about at once


class UploadForm(forms.Form):
    source = forms.CharField(
        label=_("Where the file comes from"),
        help_text=_("The agency or payroll. We remember for each what its columns mean."),
        max_length=80,
        widget=forms.TextInput(attrs={"list": "sources", "autocomplete": "off"}),
    )
    file = forms.FileField(
        label=_("The file"),
        help_text=_("CSV, or Excel (.xlsx). The first sheet counts."),
        allow_empty_file=False,
        max_length=200,
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("This file is empty. Save it again from your source."),
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if (file.size or 0) > LIMITS.file_bytes:
            megabytes = LIMITS.file_bytes // 1_048_576
            raise forms.ValidationError(_("The file is too large. Send at most %s MB.") % megabytes)
        return file


class ConfirmForm(forms.Form):
    leave_out = forms.BooleanField(required=False)
    may_shrink = forms.BooleanField(required=False)

    def __init__(self, *arguments: Any, counts: Mapping[str, Any], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["leave_out"].required = bool(counts["problems"])
        self.fields["may_shrink"].required = counts["shrinks"]


class MeaningForm(forms.Form):
    """A choice per column and per word for a role; `fields` are named by their place."""

    def __init__(
        self,
        *arguments: Any,
        columns: Sequence[FileColumn],
        words: Mapping[str, int],
        known: Mapping[str, str],
        roles: Sequence[tuple[str, str]],
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        self.columns, self.words = columns, tuple(words)[:MOST_WORDS]
        fields = [("", _("leave it unread")), *FIELD_WORDS.items()]
        meanings = [
            ("", _("not known yet")),
            *roles,
            (POOL, _("available, in the pool")),
            (SKIP, _("leave out")),
        ]
        for number, column in enumerate(columns):
            choice = forms.ChoiceField(
                label=column.header, choices=fields, required=False, initial=column.field
            )
            choice.help_text = ", ".join(column.examples)
            self.fields[f"column-{number}"] = choice
        for number, word in enumerate(self.words):
            initial = known.get(simple(word), "")
            self.fields[f"role-{number}"] = forms.ChoiceField(
                label=word, choices=meanings, required=False, initial=initial
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        named = [value for key, value in cleaned.items() if key.startswith("column-") and value]
        for name in dict.fromkeys(named):
            if named.count(name) > 1:
                words = {"field": FIELD_WORDS[name]}
                self.add_error(None, _("Two columns hold the %(field)s. Choose one of them.") % words)
        return cleaned

    @property
    def column_fields(self) -> list[Any]:
        return [self[f"column-{number}"] for number in range(len(self.columns))]

    @property
    def role_fields(self) -> list[Any]:
        return [self[f"role-{number}"] for number in range(len(self.words))]

    def said_columns(self) -> dict[str, str]:
        return {column.header: self.cleaned_data[f"column-{n}"] for n, column in enumerate(self.columns)}

    def said_roles(self) -> dict[str, str]:
        return {word: self.cleaned_data[f"role-{n}"] for n, word in enumerate(self.words)}
