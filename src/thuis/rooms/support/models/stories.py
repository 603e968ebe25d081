"""Stories of students about a centre, who may read them, which a panel chose and what followed."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thuis.rooms.support.models.offers import SupportOffer


class Story(models.Model):
    """Told without a name. Its teller keeps a code: with it she changes who reads it, or takes it back."""

    class Consent(models.TextChoices):
        PANEL = "panel", _("only the panel that reads stories")
        INTERNAL = "internal", _("colleagues of this school too")
        PUBLIC = "public", _("everybody")

    centre = models.ForeignKey(SupportOffer, on_delete=models.CASCADE, related_name="stories")
    text = models.TextField(_("your story"))
    language = models.CharField(max_length=2)
    typed_by_buddy = models.BooleanField(default=False)
    consent = models.CharField(max_length=8, choices=Consent.choices)
    heard = models.PositiveSmallIntegerField(null=True)
    way = models.PositiveSmallIntegerField(null=True)
    belong = models.PositiveSmallIntegerField(null=True)
    code_digest = models.CharField(max_length=64, unique=True)
    told_on = models.DateField()

    class Meta:
        ordering = ("-told_on", "pk")
        constraints = (
            models.CheckConstraint(
                name="story_weights_are_a_hundred_or_open",
                condition=Q(heard__isnull=True, way__isnull=True, belong__isnull=True)
                | Q(
                    heard__isnull=False,
                    way__isnull=False,
                    belong__isnull=False,
                    heard=100 - F("way") - F("belong"),
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.centre} {self.pk}"


class Panel(models.Model):
    """A sitting of students and colleagues who read stories together. Who they were is not kept."""

    centre = models.ForeignKey(SupportOffer, on_delete=models.CASCADE, related_name="panels")
    on = models.DateField(_("day"))
    students = models.PositiveSmallIntegerField(_("students"))
    colleagues = models.PositiveSmallIntegerField(_("colleagues"))

    class Meta:
        ordering = ("-on", "-pk")
        constraints = (
            models.CheckConstraint(
                name="panel_is_mixed", condition=Q(students__gte=1) & Q(colleagues__gte=1)
            ),
        )

    def __str__(self) -> str:
        return f"{self.centre} {self.on}"


class Choice(models.Model):
    """A story that a panel chose, and why. It goes with its story."""

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="choices")
    story = models.OneToOneField(Story, on_delete=models.CASCADE, related_name="choice")
    why = models.CharField(_("why this story"), max_length=400)

    def __str__(self) -> str:
        return str(self.story)


class Followed(models.Model):
    """An effect of the ripple map: something that followed the centre's work, or an earlier effect."""

    centre = models.ForeignKey(SupportOffer, on_delete=models.CASCADE, related_name="effects")
    words_nl = models.CharField(_("what followed, in Dutch"), max_length=120)
    words_en = models.CharField(_("what followed, in English"), max_length=120)
    after = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, verbose_name=_("after what")
    )
    story = models.ForeignKey(
        Story, on_delete=models.CASCADE, null=True, blank=True, verbose_name=_("told in which story")
    )

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.words_nl
