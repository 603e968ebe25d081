"""The forms of a centre: its profile, an event, a story, a panel, what followed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thuis.core.finding.impact import WHOLE, Weights
from thuis.foundation.components.choosing import choose_row
from thuis.rooms.support.models import CentreProfile, Event, Followed, Panel, Story, SupportOffer

LONGEST_STORY = 2000
MOMENT = "%Y-%m-%dT%H:%M"


class ProfileForm(forms.ModelForm[CentreProfile]):
    class Meta:
        model = CentreProfile
        fields = (
            "promise_nl", "promise_en", "does_nl", "does_en", "leaves_nl", "leaves_en", "communities_nl",
            "communities_en",
        )  # fmt: skip
        widgets = dict.fromkeys(fields[2:], forms.Textarea(attrs={"rows": 3}))


class EventForm(forms.ModelForm[Event]):
    begins_at = forms.DateTimeField(
        label=_("begins"),
        input_formats=[MOMENT],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT),
    )
    ends_at = forms.DateTimeField(
        label=_("ends"),
        input_formats=[MOMENT],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT),
    )

    class Meta:
        model = Event
        fields = (
            "title_nl", "title_en", "text_nl", "text_en", "where_nl", "where_en", "begins_at", "ends_at",
            "capacity", "cancelled", "attended",
        )  # fmt: skip
        help_texts = {
            "capacity": _("With a number students sign up, and a waiting list moves up. Empty: just come."),
            "attended": _("Fill this in afterwards. Count heads, no names."),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        begins, ends = cleaned.get("begins_at"), cleaned.get("ends_at")
        if begins and ends and ends <= begins:
            self.add_error("ends_at", _("It ends after it begins. Correct one of the two."))
        return cleaned


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Your code"),
        help_text=_("Three groups of four, as on your screen when you got it."),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class StoryForm(forms.Form):
    """A story, its place in the triangle and who may read it. The three numbers may stay empty together."""

    text = forms.CharField(
        label=_("Your story"),
        help_text=_("What happened, and what was different after that? Leave out names, also your own."),
        max_length=LONGEST_STORY,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    heard = forms.IntegerField(label=_("I was heard"), min_value=0, max_value=WHOLE, required=False)
    way = forms.IntegerField(label=_("I found my way"), min_value=0, max_value=WHOLE, required=False)
    belong = forms.IntegerField(label=_("I belong"), min_value=0, max_value=WHOLE, required=False)
    consent = forms.ChoiceField(
        label=_("Who may read it?"), choices=Story.Consent.choices, widget=forms.RadioSelect
    )
    typed_by_buddy = forms.BooleanField(
        label=_("I type this for somebody who tells it to me, and who read it back."), required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        parts = [cleaned.get(name) for name in ("heard", "way", "belong")]
        known = [part for part in parts if part is not None]
        if not self.errors and known and (len(known) < len(parts) or sum(known) != WHOLE):
            words = _("Together these three make 100; now they make %(total)s. Or leave all three empty.")
            self.add_error("heard", forms.ValidationError(words, params={"total": sum(known)}))
        return cleaned

    @property
    def weights(self) -> Weights | None:
        parts = [self.cleaned_data.get(name) for name in ("heard", "way", "belong")]
        return None if None in parts else Weights(*parts)  # type: ignore[arg-type]


class PanelForm(forms.ModelForm[Panel]):
    """Who sat together, by number, and per story why it was chosen; empty means not chosen."""

    class Meta:
        model = Panel
        fields = ("on", "students", "colleagues")
        widgets = {"on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *arguments: Any, stories: list[Story], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.stories = stories
        for name in ("students", "colleagues"):
            self.fields[name].widget.attrs["min"] = 1
        for story in stories:
            self.fields[f"why-{story.pk}"] = forms.CharField(
                label=_("Why the panel chose this story"),
                required=False,
                max_length=400,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def rows(self) -> list[tuple[Story, Any]]:
        return [(story, self[f"why-{story.pk}"]) for story in self.stories]

    @property
    def sitting(self) -> list[Any]:
        return [self[name] for name in self.Meta.fields]

    @property
    def reasons(self) -> dict[int, str]:
        said = {story.pk: str(self.cleaned_data[f"why-{story.pk}"]).strip() for story in self.stories}
        return {pk: why for pk, why in said.items() if why}


class StoryChoice(forms.ModelChoiceField[Story]):
    """A story by how it begins."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.text[:60]} …"


class EffectForm(forms.ModelForm[Followed]):
    class Meta:
        model = Followed
        fields = ("words_nl", "words_en", "after", "story")
        help_texts = {"after": _("Empty: it followed the work of the centre itself.")}

    def __init__(self, *arguments: Any, centre: SupportOffer, **options: Any) -> None:
        super().__init__(*arguments, **options)
        readers = (Story.Consent.INTERNAL, Story.Consent.PUBLIC)
        chosen = Story.objects.filter(centre=centre, choice__isnull=False, consent__in=readers)
        choose_row(self, "after", Followed.objects.filter(centre=centre))
        self.fields["story"] = StoryChoice(chosen, label=_("told in which story"), required=False)
