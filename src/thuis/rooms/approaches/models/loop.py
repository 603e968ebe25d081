"""From signals to deeds: sessions, what could be chosen, plans with their log, and measuring again."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thuis.foundation.institution.models import Unit
from thuis.foundation.signals.models import Signal, Telling

ACCOUNT = settings.AUTH_USER_MODEL


class MeaningSession(models.Model):
    """A meeting in which people of every layer say what signals mean. Numbers of people, never names."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", pgettext_lazy("session", "held")
        CANCELLED = "cancelled", _("cancelled")

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    on = models.DateField()
    place = models.CharField(max_length=120)
    signals = models.ManyToManyField(Signal, related_name="sessions")
    students = models.PositiveSmallIntegerField(default=0)
    lecturers = models.PositiveSmallIntegerField(default=0)
    managers = models.PositiveSmallIntegerField(default=0)
    support = models.PositiveSmallIntegerField(default=0)
    without_students = models.CharField(max_length=300, blank=True)  # why none is there
    notes = models.TextField(max_length=4000, blank=True)
    agreements = models.TextField(max_length=2000, blank=True)
    language = models.CharField(max_length=2)  # in which notes and agreements were written

    class Meta:
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return f"{self.unit} {self.on}"

    @property
    def seats(self) -> dict[str, int]:
        """How many people per layer."""
        return {
            "student": self.students,
            "lecturer": self.lecturers,
            "manager": self.managers,
            "support": self.support,
        }


class Candidate(models.Model):
    """An element, perhaps with an approach, that a session weighed: 1 (little) to 3 (much), None: not known.

    Three judgements side by side. Nothing adds them up.
    """

    session = models.ForeignKey(MeaningSession, on_delete=models.CASCADE, related_name="candidates")
    element = models.SlugField(max_length=50)
    approach = models.SlugField(max_length=50, blank=True)
    need = models.PositiveSmallIntegerField(null=True)
    gap = models.PositiveSmallIntegerField(null=True)
    feasibility = models.PositiveSmallIntegerField(null=True)
    why = models.CharField(max_length=300, blank=True)
    chosen = models.BooleanField(default=False)

    class Meta:
        ordering = ("session", "pk")
        constraints = (
            models.UniqueConstraint(fields=("session", "element", "approach"), name="candidate_once"),
        )

    def __str__(self) -> str:
        return f"{self.element} {self.approach}"


class Plan(models.Model):
    """What a unit does about signals, with two owners and a way to see whether it helped.

    `indicator` is where its figure stands: a released measure of a unit and perhaps of a group, or a figure
    on participation; `baseline` is the round or quarter to compare with. `student_owner` is a name or a role,
    and stands there only when she agreed.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        DOING = "doing", _("under way")
        DONE = "done", _("carried out")
        LASTING = "lasting", _("goes on")
        STOPPED = "stopped", _("stopped")
        DROPPED = "dropped", _("not done")

    class Indicator(models.TextChoices):
        NONE = "", _("none yet")
        MONITOR = "monitor", _("monitor")
        PARTICIPATION = "participation", _("participation")

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(MeaningSession, null=True, on_delete=models.SET_NULL, related_name="plans")
    state = models.CharField(max_length=8, choices=State.choices, default=State.PLANNED)
    title_nl = models.CharField(max_length=120, blank=True)
    title_en = models.CharField(max_length=120, blank=True)
    signals = models.ManyToManyField(Signal, related_name="plans")
    elements = models.JSONField(default=list)
    approach = models.SlugField(max_length=50, blank=True)
    own_approach = models.CharField(max_length=300, blank=True)
    owner = models.ForeignKey(ACCOUNT, null=True, on_delete=models.SET_NULL, related_name="+")
    owner_named = models.BooleanField(
        default=False
    )  # whether the colleague wants her name on the public page
    student_owner = models.CharField(max_length=80, blank=True)
    student_agreed = models.BooleanField(default=False)
    first_step = models.CharField(max_length=300)
    indicator = models.CharField(max_length=13, choices=Indicator.choices, blank=True)
    measure = models.CharField(max_length=80, blank=True)
    place_kind = models.CharField(max_length=12, blank=True)
    place = models.CharField(max_length=40, blank=True)
    group_kind = models.CharField(max_length=20, blank=True)
    group = models.CharField(max_length=40, blank=True)
    baseline = models.CharField(max_length=40, blank=True)
    review_on = models.DateField()
    ended_because = models.CharField(max_length=400, blank=True)
    telling = models.OneToOneField(Telling, null=True, on_delete=models.SET_NULL, related_name="plan")
    made_on = models.DateField()

    class Meta:
        ordering = ("review_on", "pk")

    def __str__(self) -> str:
        return self.title_nl or self.title_en

    def title_in(self, language: str) -> str:
        """The title in a language, or in the one that it has."""
        dutch, english = self.title_nl, self.title_en
        return (dutch or english) if language == "nl" else (english or dutch)


class LogNote(models.Model):
    """What was done on a day, in a few words."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="notes")
    on = models.DateField()
    words = models.CharField(max_length=400)
    by = models.ForeignKey(ACCOUNT, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return f"{self.plan} {self.on}"


class Remeasurement(models.Model):
    """Looking again: which two figures, how sure that says something, what people make of it, and what now.

    The figures themselves stay in their releases; `version` is the one that was looked at.
    """

    class Decision(models.TextChoices):
        GO_ON = "go-on", _("go on")
        CHANGE = "change", _("change it")
        STOP = "stop", _("stop")

    class Use(models.TextChoices):
        NOT_LOW = "not-low", _("Use is not low.")
        LOW_NEED = "low-need", _("Few students need it.")
        POOR_ACCESS = "poor-access", _("Students need it, but cannot reach it well.")
        BOTH = "both", _("A bit of both.")
        UNKNOWN = "unknown", _("We do not know yet.")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="remeasurements")
    on = models.DateField()
    by = models.ForeignKey(ACCOUNT, null=True, on_delete=models.SET_NULL, related_name="+")
    before = models.CharField(max_length=40)
    after = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    design = models.PositiveSmallIntegerField()
    success = models.CharField(max_length=400)
    use = models.CharField(max_length=11, choices=Use.choices)
    use_why = models.CharField(max_length=400, blank=True)
    verdict_nl = models.CharField(max_length=400, blank=True)
    verdict_en = models.CharField(max_length=400, blank=True)
    decision = models.CharField(max_length=6, choices=Decision.choices)

    class Meta:
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return f"{self.plan} {self.on}"

    def verdict_in(self, language: str) -> str:
        dutch, english = self.verdict_nl, self.verdict_en
        return (dutch or english) if language == "nl" else (english or dutch)
