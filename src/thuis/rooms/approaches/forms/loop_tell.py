"""Forms of telling students, and of looking again."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thuis.core.loop.states import DECISIONS
from thuis.core.texts import LANGUAGES
from thuis.foundation.components.choosing import choose_from
from thuis.foundation.signals.actions import has_figure
from thuis.foundation.signals.models import Signal, Telling
from thuis.rooms.approaches.forms.loop import day_field, signals_field
from thuis.rooms.approaches.models import Plan, Remeasurement
from thuis.rooms.approaches.presenters.loop_words import DESIGNS, period_words
from thuis.rooms.approaches.queries.library import today

LABELS = {
    "said_nl": _("Students said, in Dutch"),
    "said_en": _("Students said, in English"),
    "title_nl": _("In a few words what you do, in Dutch"),
    "title_en": _("In a few words what you do, in English"),
    "text_nl": _("What you do, or why not, in Dutch"),
    "text_en": _("What you do, or why not, in English"),
}
LONG = {"text": 700, "said": 200, "title": 120}


class TellingForm(forms.ModelForm[Telling]):
    """You said, we did. One language is enough to keep it; both are needed to publish."""

    class Meta:
        model = Telling
        fields = ("kind", *LABELS, "day", "with_figure")

    kind = forms.ChoiceField(label=_("How it stands"), choices=Telling.Kind.choices)
    day = day_field(_("Since when, or by when"), required=False)
    with_figure = forms.BooleanField(
        label=_("Show the figure that goes with it."),
        help_text=_("Everybody can read it then. It was released, so nobody can be found in it."),
        required=False,
    )

    def __init__(self, *arguments: Any, signals: Sequence[Signal], **options: Any) -> None:
        super().__init__(*arguments, **options)
        for name, label in LABELS.items():
            kind = name.partition("_")[0]
            self.fields[name] = forms.CharField(
                label=label,
                required=False,
                max_length=LONG[kind],
                help_text=_("One sentence, without figures.") if kind == "said" else "",
                widget=forms.Textarea(attrs={"rows": 4}) if kind == "text" else forms.TextInput(),
            )
        self.fields["signals"] = signals_field(signals)
        self.order_fields(("signals", "kind", *LABELS, "day", "with_figure"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for language in LANGUAGES:
            if has_figure(given.get(f"said_{language}", "")):
                self.add_error(f"said_{language}", _("Leave figures out here; tick below to show one."))
        if not any(_whole(given, one) for one in LANGUAGES):
            self.add_error("said_nl", _("Write this in at least one language."))
        return given


def _whole(given: dict[str, Any], language: str) -> bool:
    return all(given.get(f"{name}_{language}") for name in LONG)


class RemeasureForm(forms.ModelForm[Remeasurement]):
    """What the figure says now, how people looked, two questions, a verdict in words, and what now."""

    class Meta:
        model = Remeasurement
        fields = ("after", "design", "success", "use", "use_why", "verdict_nl", "verdict_en", "decision")

    after = forms.ChoiceField(label=_("Compare with what came after"), required=False)
    design = forms.TypedChoiceField(
        label=_("How did you look"),
        choices=[*DESIGNS.items()],
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("Before and after shows no cause. Choose what you really did."),
    )
    success = forms.CharField(
        label=_("What is success here?"),
        help_text=_("Perhaps few students took part, and it meant much to them."),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    use = forms.ChoiceField(
        label=_("Is it used little? Because few need it, or because it is hard to reach?"),
        choices=Remeasurement.Use.choices,
        widget=forms.RadioSelect,
    )
    use_why = forms.CharField(label=_("How do you know"), required=False, max_length=400)
    verdict_nl = forms.CharField(
        label=_("What you make of it, in Dutch"), required=False, max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    verdict_en = forms.CharField(
        label=_("What you make of it, in English"), required=False, max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    decision = forms.ChoiceField(
        label=_("What now"), choices=Remeasurement.Decision.choices, widget=forms.RadioSelect
    )
    next_on = day_field(_("Look again on"), required=False)

    def __init__(self, *arguments: Any, plan: Plan, periods: Sequence[str], **options: Any) -> None:
        super().__init__(*arguments, **options)
        known = [(key, period_words(key)) for key in reversed(periods)]
        choose_from(self, "after", known or [("", _("nothing came after it yet"))])
        if not plan.indicator:
            del self.fields["after"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("verdict_nl") and not given.get("verdict_en"):
            self.add_error("verdict_nl", _("Write this in at least one language."))
        goes_on = given.get("decision") in DECISIONS[:2]
        if goes_on and (given.get("next_on") is None or given["next_on"] <= today()):
            self.add_error("next_on", _("Choose a day that comes, to look again."))
        return given
