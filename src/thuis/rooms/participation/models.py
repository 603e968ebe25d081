"""Who has which role, under a pseudonym of one year; and what else figures on participation are made of.

No row points at a person. Places are the codes of the day on which a row was made, so that history keeps them
when units merge or move.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thuis.core.participation.model import Kind as RoleKind
from thuis.core.participation.model import Level, Series
from thuis.core.participation.model import Step as RoleStep
from thuis.foundation.institution.models import Form
from thuis.foundation.intake.models import Batch

PSEUDONYM = 64  # hexadecimal characters


class Kind(models.TextChoices):
    """What a student gets for a role."""

    PAID = RoleKind.PAID.value, _("paid")
    UNPAID = RoleKind.UNPAID.value, _("unpaid")
    CREDIT = RoleKind.CREDIT.value, _("for credits")
    IN_CURRICULUM = RoleKind.IN_CURRICULUM.value, _("part of the programme")
    GOVERNANCE = RoleKind.GOVERNANCE.value, _("in a committee or council")


class Step(models.TextChoices):
    """How much say a role gives, from least to most."""

    INFORMATION_PROVIDER = RoleStep.INFORMATION_PROVIDER.value, _("tells what she thinks")
    ACTOR = RoleStep.ACTOR.value, _("does something")
    EXPERT = RoleStep.EXPERT.value, _("is asked as an expert")
    PARTNER = RoleStep.PARTNER.value, _("decides along")


class RoleType(models.Model):
    """A role that this institution added, or one of content/participation.toml that it changed."""

    code = models.SlugField(_("short name"), max_length=30, unique=True)
    name_nl = models.CharField(_("name in Dutch"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    kind = models.CharField(_("what a student gets"), max_length=13, choices=Kind.choices)
    step = models.CharField(_("how much say"), max_length=20, choices=Step.choices)
    counts_as_professional = models.BooleanField(_("counts as professional work"), default=False)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class Source(models.Model):
    """An agency or payroll that sends files. Remembers which of its columns and roles mean what.

    `columns`: header -> field, "" to leave it unread; `roles`: word -> code of a role, `pool` or `skip`.
    """

    name = models.CharField(_("name of the source"), max_length=80, unique=True)
    columns = models.JSONField(default=dict)
    roles = models.JSONField(default=dict)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class RoleFile(Batch):
    """One file of a source. It is complete for its days (`first` to `last`, whole quarters): what the source
    said about those before is replaced. `leave_out`: rows with problems were left out on purpose."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="files")
    first = models.DateField(null=True, blank=True)
    last = models.DateField(null=True, blank=True)
    leave_out = models.BooleanField(default=False)
    with_pool = models.BooleanField(default=False)

    class Meta(Batch.Meta):
        abstract = False


class Dated(models.Model):
    """From the first to the last day, both included."""

    first = models.DateField()
    last = models.DateField()

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="%(class)s_ends_after_start"),
        )

    def __str__(self) -> str:
        return f"{self.first} – {self.last}"


class Placed(Dated):
    """At a programme at a site, by codes."""

    domain = models.CharField(max_length=20, blank=True)
    programme = models.CharField(max_length=20)
    site = models.CharField(max_length=20)

    class Meta(Dated.Meta):
        abstract = True


class PersonRow(Placed):
    """About one person in one calendar year; `study_year` and `form` as on the first day, when known."""

    pseudonym = models.CharField(max_length=PSEUDONYM, db_index=True)
    study_year = models.PositiveSmallIntegerField(null=True, blank=True)
    form = models.CharField(max_length=9, choices=Form.choices, blank=True)
    file = models.ForeignKey(
        RoleFile, null=True, blank=True, on_delete=models.CASCADE, related_name="%(class)ss"
    )

    class Meta(Placed.Meta):
        abstract = True
        indexes = (models.Index(fields=("first", "last"), name="%(class)s_days"),)


class Engagement(PersonRow):
    """A person in a role, for `hours` in all; None is: not recorded. Only confirmed rows count.

    Rows without a file were registered by a student or a coordinator; `code` is what they tell each other.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("waits for a coordinator")
        CONFIRMED = "confirmed", _("confirmed")
        REFUSED = "refused", _("not confirmed")

    role = models.CharField(max_length=30)
    hours = models.FloatField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.CONFIRMED)
    code = models.CharField(max_length=8, blank=True, db_index=True)
    known_by = models.CharField(max_length=80, blank=True)

    class Meta(PersonRow.Meta):
        constraints = (
            *PersonRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(hours=None) | Q(hours__gte=0), name="engagement_hours_not_negative"
            ),
        )


class PoolMembership(PersonRow):
    """A person who said to be available for roles."""


class Forgotten(models.Model):
    """One row: roles that ended before this day are gone. What is left of those days is not everybody."""

    before = models.DateField()

    def __str__(self) -> str:
        return f"< {self.before}"


class StaffHours(Placed):
    """Hours that staff worked."""

    hours = models.FloatField()
    source = models.CharField(max_length=80, blank=True)

    class Meta(Placed.Meta):
        constraints = (
            *Placed.Meta.constraints,
            models.CheckConstraint(condition=Q(hours__gte=0), name="staff_hours_not_negative"),
        )


class UnitRow(Dated):
    """About one unit: a level and a code; the institution has an empty code."""

    level = models.CharField(max_length=11, choices=[(level.value, level.value) for level in Level])
    unit = models.CharField(max_length=20, blank=True)

    class Meta(Dated.Meta):
        abstract = True


class Target(UnitRow):
    """What a unit wants to reach in a period: a value in percent of a measure."""

    measure = models.CharField(max_length=40)
    value = models.FloatField()
    set_on = models.DateField()

    class Meta(UnitRow.Meta):
        constraints = (
            *UnitRow.Meta.constraints,
            models.CheckConstraint(condition=Q(value__gte=0, value__lte=100), name="target_is_percent"),
            models.UniqueConstraint(fields=("level", "unit", "measure", "first", "last"), name="target_once"),
        )


class Gap(UnitRow):
    """What no source records for a unit. Days of which no file came in are gaps without a row here."""

    series = models.CharField(max_length=11, choices=[(series.value, series.value) for series in Series])
    why = models.CharField(_("why"), max_length=200, blank=True)


class OptIn(models.Model):
    """A student wants to see her own roles. `owner` is a pseudonym that is used for nothing else."""

    owner = models.CharField(max_length=PSEUDONYM, unique=True)
    version = models.PositiveSmallIntegerField()
    on = models.DateField()

    def __str__(self) -> str:
        return "opt-in"


class Statement(models.Model):
    """What a student took along on paper, sealed: only the code on the paper opens it."""

    owner = models.CharField(max_length=PSEUDONYM, db_index=True)
    code_digest = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()
    made_on = models.DateField()

    def __str__(self) -> str:
        return "statement"


class OpenRole(models.Model):
    """A role that students can apply for, on a board that every student can find."""

    class State(models.TextChoices):
        DRAFT = "draft", _("being written")
        OPEN = "open", _("on the board")
        CLOSED = "closed", _("closed")

    state = models.CharField(max_length=6, choices=State.choices, default=State.DRAFT)
    role = models.CharField(_("kind of role"), max_length=30)
    title_nl = models.CharField(_("title in Dutch"), max_length=80)
    title_en = models.CharField(_("title in English"), max_length=80)
    text_nl = models.TextField(_("what you do, in Dutch"), max_length=900)
    text_en = models.TextField(_("what you do, in English"), max_length=900)
    programme = models.CharField(_("programme"), max_length=20, blank=True)
    site = models.CharField(_("site"), max_length=20, blank=True)
    hours_nl = models.CharField(_("hours, in Dutch"), max_length=80)
    hours_en = models.CharField(_("hours, in English"), max_length=80)
    reward_nl = models.CharField(_("pay or credits, in Dutch"), max_length=80)
    reward_en = models.CharField(_("pay or credits, in English"), max_length=80)
    access_nl = models.CharField(_("accessible to whom, in Dutch"), max_length=160)
    access_en = models.CharField(_("accessible to whom, in English"), max_length=160)
    asked_nl = models.CharField(_("who we ask, in Dutch"), max_length=240)
    asked_en = models.CharField(_("who we ask, in English"), max_length=240)
    apply_nl = models.CharField(_("how to apply, in Dutch"), max_length=240)
    apply_en = models.CharField(_("how to apply, in English"), max_length=240)
    contact = models.EmailField(_("mail address to apply to"), blank=True)
    places = models.PositiveSmallIntegerField(_("number of places"), default=1)
    closes_on = models.DateField(_("last day to apply"))
    published_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("closes_on", "title_nl")

    def __str__(self) -> str:
        return self.title_nl
