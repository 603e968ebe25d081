"""The library of approaches: what was proposed, what was published, and where it is used."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thuis.foundation.institution.models import Role, Unit

ACCOUNT = settings.AUTH_USER_MODEL


class Approach(models.Model):
    """An approach under one name in addresses. What it says stands in versions; nothing is lost."""

    key = models.SlugField(max_length=50, unique=True)
    from_thuis = models.BooleanField(default=False)  # came with the software; its copies keep that source
    published = models.OneToOneField(
        "Version", null=True, on_delete=models.PROTECT, related_name="shown_by"
    )  # null: never published yet
    withdrawn_on = models.DateField(null=True)
    review_on = models.DateField()
    presented = models.BooleanField(default=False)  # stands in the public presentation

    class Meta:
        ordering = ("key",)

    def __str__(self) -> str:
        return self.key

    @property
    def is_shown(self) -> bool:
        return self.published_id is not None and self.withdrawn_on is None


class Version(models.Model):
    """What an approach says, as proposed by one colleague and read by another."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waits for a second person")
        PUBLISHED = "published", _("published")
        RETURNED = "returned", _("sent back")

    approach = models.ForeignKey(Approach, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    words = models.JSONField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey(ACCOUNT, null=True, on_delete=models.SET_NULL, related_name="+")
    proposed_on = models.DateField()
    reviewed_by = models.ForeignKey(ACCOUNT, null=True, on_delete=models.SET_NULL, related_name="+")
    reviewed_on = models.DateField(null=True)
    remark = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("approach", "-number")
        constraints = (
            models.UniqueConstraint(fields=("approach", "number"), name="version_numbered_once"),
            models.UniqueConstraint(
                fields=("approach",), condition=Q(state="proposed"), name="one_proposal_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.approach} {self.number}"


class LocalUse(models.Model):
    """Where an approach is used here: told by a role, never by a name."""

    approach = models.ForeignKey(Approach, on_delete=models.CASCADE, related_name="uses")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    since = models.DateField()
    told_by = models.CharField(max_length=11, choices=Role.Kind.choices)
    changed = models.CharField(max_length=400, blank=True)
    language = models.CharField(max_length=2)  # in which `changed` was written

    class Meta:
        ordering = ("since",)
        constraints = (models.UniqueConstraint(fields=("approach", "unit"), name="one_use_per_unit"),)

    def __str__(self) -> str:
        return f"{self.approach} {self.unit}"
