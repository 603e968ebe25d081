"""A success centre: who it wants to be, what happens there, and how many come. Never who."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from thuis.rooms.support.models.offers import SupportOffer


class CentreProfile(models.Model):
    """More words about an offer of the kind centre: what it promises, and what it leaves to others."""

    centre = models.OneToOneField(SupportOffer, on_delete=models.CASCADE, related_name="profile")
    promise_nl = models.CharField(_("what you can count on, in Dutch"), max_length=300)
    promise_en = models.CharField(_("what you can count on, in English"), max_length=300)
    does_nl = models.CharField(_("what happens there, in Dutch"), max_length=600)
    does_en = models.CharField(_("what happens there, in English"), max_length=600)
    leaves_nl = models.CharField(_("what others do better, in Dutch"), max_length=600)
    leaves_en = models.CharField(_("what others do better, in English"), max_length=600)
    communities_nl = models.CharField(_("communities that meet there, in Dutch"), max_length=600, blank=True)
    communities_en = models.CharField(
        _("communities that meet there, in English"), max_length=600, blank=True
    )

    def __str__(self) -> str:
        return str(self.centre)

    def in_(self, field: str, language: str) -> str:
        return str(getattr(self, f"{field}_{'nl' if language == 'nl' else 'en'}"))


class Event(models.Model):
    """Something at a centre at one moment. Without a capacity everybody may just come."""

    centre = models.ForeignKey(SupportOffer, on_delete=models.CASCADE, related_name="events")
    title_nl = models.CharField(_("title in Dutch"), max_length=80)
    title_en = models.CharField(_("title in English"), max_length=80)
    text_nl = models.CharField(_("what it is, in Dutch"), max_length=400)
    text_en = models.CharField(_("what it is, in English"), max_length=400)
    where_nl = models.CharField(_("where, in Dutch"), max_length=160)
    where_en = models.CharField(_("where, in English"), max_length=160)
    begins_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    capacity = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    cancelled = models.BooleanField(_("does not go on"), default=False)
    attended = models.PositiveSmallIntegerField(_("how many came"), null=True, blank=True)

    class Meta:
        ordering = ("begins_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="event_ends_after_it_begins", condition=models.Q(ends_at__gt=models.F("begins_at"))
            ),
        )

    def __str__(self) -> str:
        return self.title_nl

    def in_(self, field: str, language: str) -> str:
        return str(getattr(self, f"{field}_{'nl' if language == 'nl' else 'en'}"))


class SignUp(models.Model):
    """Somebody comes. No name: a code that she keeps, of which only a print stays here.

    Who signed up first has a place. The order of `pk` is that of signing up, as the event is locked then.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sign_ups")
    code_digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.event} {self.pk}"


class Tally(models.Model):
    """How often something happened at a centre on a day: a visit or a question on a topic, or an answer."""

    class Kind(models.TextChoices):
        VISIT = "visit", _("visit")
        QUESTION = "question", _("question")
        HEARD = "heard", _("felt heard")

    centre = models.ForeignKey(SupportOffer, on_delete=models.CASCADE, related_name="tallies")
    day = models.DateField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    about = models.CharField(max_length=20)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("centre", "day", "kind", "about"), name="one_tally_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.centre} {self.day} {self.kind} {self.about}: {self.count}"
