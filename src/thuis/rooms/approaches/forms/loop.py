"""Forms of sessions, candidates, plans and the log."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thuis.core.loop.agenda import LAYERS
from thuis.foundation.accounts.models import User
from thuis.foundation.components.choosing import choose_from, choose_row
from thuis.foundation.institution.models import Unit
from thuis.foundation.signals.models import Signal
from thuis.foundation.texts.language import page_language
from thuis.rooms.approaches.models import Candidate, MeaningSession, Plan
from thuis.rooms.approaches.presenters.loop_choices import (
    baseline_choices,
    group_choices,
    indicator_choices,
    place_choices,
)
from thuis.rooms.approaches.presenters.loop_words import JUDGEMENTS, NOT_KNOWN
from thuis.rooms.approaches.presenters.loop_words import LAYERS as LAYER_WORDS
from thuis.rooms.approaches.queries.content import elements
from thuis.rooms.approaches.queries.library import entries

SEATS = dict(zip(LAYERS, ("students", "lecturers", "managers", "support"), strict=True))
MOST_SEATS, LONGEST_LABEL = 99, 160
Choices = list[tuple[str, Any]]


def day_field(label: Any, **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


class SignalsField(forms.ModelMultipleChoiceField[Signal]):
    def label_from_instance(self, obj: Signal) -> str:
        is_said = obj.said.startswith(obj.question.rstrip("."))  # a card may begin with its question
        return (obj.said if is_said else f"{obj.question}: {obj.said}")[:LONGEST_LABEL]


def signals_field(signals: Sequence[Signal]) -> SignalsField:
    """Which signals; only those that the page offers."""
    return SignalsField(
        Signal.objects.filter(pk__in=[one.pk for one in signals]).order_by("made_on", "pk"),
        label=_("Which signals"),
        widget=forms.CheckboxSelectMultiple,
    )


class SessionForm(forms.ModelForm[MeaningSession]):
    """When, where, about what, and how many people of each layer."""

    class Meta:
        model = MeaningSession
        fields = ("on", "place", *SEATS.values(), "without_students")

    on = day_field(_("Day"))
    place = forms.CharField(label=_("Place and time"), max_length=120)
    without_students = forms.CharField(
        label=_("No student at the table? Say why"), required=False, max_length=300
    )

    def __init__(self, *arguments: Any, signals: Sequence[Signal], **options: Any) -> None:
        super().__init__(*arguments, **options)
        for layer, name in SEATS.items():
            self.fields[name] = forms.IntegerField(
                label=str(LAYER_WORDS[layer]),
                min_value=0,
                max_value=MOST_SEATS,
                initial=0,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )
        self.fields["signals"] = signals_field(signals)
        self.order_fields(("signals", "on", "place", *SEATS.values(), "without_students"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("students") == 0 and not given.get("without_students"):
            self.add_error("students", _("Invite at least one student, or say below why none is there."))
        return given


class NotesForm(forms.Form):
    notes = forms.CharField(
        label=_("What was said"),
        help_text=_("No names, and nothing by which somebody could be recognised."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    agreements = forms.CharField(
        label=_("What we agreed"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class CandidateForm(forms.Form):
    """An element, perhaps an approach, and three judgements."""

    element = forms.ChoiceField(label=_("Element"))
    approach = forms.ChoiceField(label=_("Approach from the library"), required=False)
    why = forms.CharField(label=_("Why do you think so"), required=False, max_length=300)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        choose_from(self, "element", element_choices())
        choose_from(self, "approach", approach_choices())
        for name, (label, words) in JUDGEMENTS.items():
            self.fields[name] = forms.TypedChoiceField(
                label=str(label),
                required=False,
                coerce=int,
                empty_value=None,
                choices=[*words.items(), ("", NOT_KNOWN)],
                widget=forms.RadioSelect,
            )
        self.order_fields(("element", "approach", *JUDGEMENTS, "why"))

    def candidate(self, session: MeaningSession, known: Candidate | None) -> Candidate:
        """What was filled in, not saved yet."""
        candidate = known or Candidate(session=session)
        for name, value in self.cleaned_data.items():
            setattr(candidate, name, value)
        return candidate


class LogForm(forms.Form):
    on = day_field(_("Day"))
    words = forms.CharField(
        label=_("What was done"), help_text=_("Name no student."), max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class PlanForm(forms.ModelForm[Plan]):
    """What we do, who owns it, and how we will see whether it helped."""

    class Meta:
        model = Plan
        fields = (
            "title_nl", "title_en", "own_approach", "owner_named", "student_owner", "student_agreed",
            "first_step", "review_on",
        )  # fmt: skip

    title_nl = forms.CharField(label=_("What we do, in Dutch"), required=False, max_length=120)
    title_en = forms.CharField(label=_("What we do, in English"), required=False, max_length=120)
    approach = forms.ChoiceField(label=_("Approach from the library"), required=False)
    own_approach = forms.CharField(label=_("Or our own approach"), required=False, max_length=300)
    owner = forms.ModelChoiceField(User.objects.none(), label=_("Which colleague owns it"))
    owner_named = forms.BooleanField(
        label=_("This colleague may be named on the page for students."), required=False
    )
    student_owner = forms.CharField(
        label=_("Which student owns it"), help_text=_("A name or a role."), required=False, max_length=80
    )
    student_agreed = forms.BooleanField(
        label=_("The student agreed to stand here, and on the page for students."), required=False
    )
    first_step = forms.CharField(label=_("First step"), max_length=300)
    indicator = forms.ChoiceField(
        label=_("What we look at"),
        help_text=_("A figure that was released. It shows whether something changed, not why."),
        required=False,
    )
    place = forms.ChoiceField(label=_("Of whom"), required=False)
    group = forms.ChoiceField(label=_("Which group"), required=False)
    baseline = forms.ChoiceField(label=_("Compare with"), required=False)
    review_on = day_field(_("Look again on"))

    def __init__(
        self, *arguments: Any, unit: Unit, signals: Sequence[Signal], owners: Iterable[User], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.fields["signals"] = signals_field(signals)
        self.fields["elements"] = forms.MultipleChoiceField(
            label=_("Elements"), choices=element_choices(), widget=forms.CheckboxSelectMultiple
        )
        choose_row(self, "owner", User.objects.filter(pk__in=[one.pk for one in owners]).order_by("name"))
        for name, choices in (
            ("approach", approach_choices()),
            ("indicator", indicator_choices()),
            ("place", place_choices(unit)),
            ("group", group_choices(unit)),
            ("baseline", baseline_choices()),
        ):
            choose_from(self, name, choices)
        self.order_fields(ORDER)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("title_nl") and not given.get("title_en"):
            self.add_error("title_nl", _("Write this in at least one language."))
        if given.get("student_owner") and not given.get("student_agreed"):
            self.add_error("student_agreed", _("Ask the student first; without her yes nobody is named."))
        kind, baseline = _before(given.get("indicator")), _before(given.get("baseline"))
        if kind and baseline and kind != baseline:
            self.add_error("baseline", _("Choose a round for an answer, and a quarter for participation."))
        return given

    def plan(self) -> Plan:
        """What was filled in, not saved yet."""
        plan: Plan = self.instance
        given = self.cleaned_data
        plan.elements, plan.approach, plan.owner = given["elements"], given["approach"], given["owner"]
        plan.indicator, _colon, plan.measure = given["indicator"].partition(":")
        plan.place_kind, _colon, plan.place = given["place"].partition(":") if plan.indicator else ("",) * 3
        plan.group_kind, _colon, plan.group = given["group"].partition(":") if plan.indicator else ("",) * 3
        plan.baseline = _baseline(plan.indicator, given["baseline"])
        return plan


ORDER = (
    "title_nl", "title_en", "signals", "elements", "approach", "own_approach", "owner", "owner_named",
    "student_owner", "student_agreed", "first_step", "indicator", "place", "group", "baseline", "review_on",
)  # fmt: skip


def written_plan(plan: Plan) -> dict[str, Any]:
    """What a plan says, in the fields that are not its own columns."""
    return {
        "signals": list(plan.signals.all()) if plan.pk else [],
        "elements": plan.elements,
        "approach": plan.approach,
        "owner": plan.owner_id,
        "indicator": f"{plan.indicator}:{plan.measure}" if plan.indicator else "",
        "place": f"{plan.place_kind}:{plan.place}" if plan.place_kind else "",
        "group": f"{plan.group_kind}:{plan.group}" if plan.group_kind else "",
        "baseline": f"{plan.indicator}:{plan.baseline}" if plan.baseline else "",
    }


def _before(code: str | None) -> str:
    return (code or "").partition(":")[0]


def _baseline(indicator: str, chosen: str) -> str:
    """The round or quarter that was chosen, or the newest one of its kind."""
    if not indicator:
        return ""
    if chosen:
        return chosen.partition(":")[2]
    newest = [code for _title, known in baseline_choices()[1:] for code, _words in known]
    found = [code.partition(":")[2] for code in newest if code.startswith(f"{indicator}:")]
    return found[0] if found else ""


def element_choices() -> Choices:
    """The sixteen in their own order, never by how they were judged."""
    language = page_language()
    return [(one.key, f"{one.number}. {one.name.in_(language)}") for one in elements()]


def approach_choices() -> Choices:
    language = page_language()
    found = [(one.row.key, one.approach["title"].in_(language)) for one in entries()]
    return [("", _("none")), *found]
