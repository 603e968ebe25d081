"""The forms of an import: the file, and the explicit yes."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuis.core.intake.limits import LIMITS


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy("A CSV file like our template, or a OneRoster zip."),
        allow_empty_file=False,
        max_length=200,
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "empty": gettext_lazy("This file is empty. Save it again from your source."),
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.zip"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if (file.size or 0) > LIMITS.file_bytes:
            megabytes = LIMITS.file_bytes // 1_048_576
            raise forms.ValidationError(_("The file is too large. Send at most %s MB.") % megabytes)
        return file


class ConfirmForm(forms.Form):
    may_end_many = forms.BooleanField(required=False)

    def __init__(self, *arguments: Any, must_say_so: bool = False, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["may_end_many"].required = must_say_so
