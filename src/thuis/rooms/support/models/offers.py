"""The people and offers that can help a student, each with an owner and a day it was checked."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SupportOffer(models.Model):
    """One offer: a person or a place a student can turn to. Lists hold codes; an empty list means 'all'.

    The order of the kinds is that of the route map: first who listens to anything.
    """

    class Kind(models.TextChoices):
        CENTRE = "centre", _("success centre")
        BUDDY = "buddy", _("buddy")
        COACH = "coach", _("study coach")
        DEAN = "dean", _("student dean")
        PSYCHOLOGIST = "psychologist", _("student psychologist")
        ADVISER = "adviser", _("confidential adviser")
        CONTACT = "contact", _("internship contact")
        COURSE = "course", _("course")
        GROUP = "group", _("peer group")
        EVENT = "event", _("event")
        LINE = "line", _("national line")

    code = models.SlugField(_("short name in addresses"), max_length=30, unique=True)
    kind = models.CharField(_("sort of help"), max_length=12, choices=Kind.choices)
    name_nl = models.CharField(_("name in Dutch"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    text_nl = models.CharField(_("what it is, in Dutch"), max_length=240)
    text_en = models.CharField(_("what it is, in English"), max_length=240)
    for_whom_nl = models.CharField(_("for whom, in Dutch"), max_length=160, blank=True)
    for_whom_en = models.CharField(_("for whom, in English"), max_length=160, blank=True)
    first_step_nl = models.CharField(_("the first step, in Dutch"), max_length=240, blank=True)
    first_step_en = models.CharField(_("the first step, in English"), max_length=240, blank=True)
    beside_nl = models.CharField(_("what it does beside others, in Dutch"), max_length=240, blank=True)
    beside_en = models.CharField(_("what it does beside others, in English"), max_length=240, blank=True)
    person = models.CharField(_("person to ask for"), max_length=120, blank=True)
    sites = models.JSONField(default=list, blank=True)
    programmes = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)
    topics = models.JSONField(default=list, blank=True)
    where_nl = models.CharField(_("where, in Dutch"), max_length=160, blank=True)
    where_en = models.CharField(_("where, in English"), max_length=160, blank=True)
    hours_nl = models.CharField(_("when, in Dutch"), max_length=160, blank=True)
    hours_en = models.CharField(_("when, in English"), max_length=160, blank=True)
    opening = models.CharField(_("opening hours"), max_length=200, blank=True)
    away_from = models.DateField(_("away from"), null=True, blank=True)
    away_until = models.DateField(_("away until"), null=True, blank=True)
    away_nl = models.CharField(_("who to go to meanwhile, in Dutch"), max_length=160, blank=True)
    away_en = models.CharField(_("who to go to meanwhile, in English"), max_length=160, blank=True)
    cost_nl = models.CharField(_("what it costs, in Dutch"), max_length=80, blank=True)
    cost_en = models.CharField(_("what it costs, in English"), max_length=80, blank=True)
    waiting_nl = models.CharField(_("how long you wait, in Dutch"), max_length=80, blank=True)
    waiting_en = models.CharField(_("how long you wait, in English"), max_length=80, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    mail = models.EmailField(_("mail"), blank=True)
    book_url = models.URLField(_("address to make an appointment"), blank=True)
    map_url = models.URLField(_("address of the map"), blank=True)
    owner = models.EmailField(_("who keeps this true"))
    checked_on = models.DateField(_("last checked"))
    in_questionnaire = models.BooleanField(_("ask about it in the monitor"), default=False)
    active = models.BooleanField(_("available"), default=True)

    class Meta:
        ordering = ("kind", "name_nl")

    def __str__(self) -> str:
        return self.name_nl

    def in_(self, field: str, language: str) -> str:
        """One of the texts that stand in two languages, such as 'name'."""
        return str(getattr(self, f"{field}_{'nl' if language == 'nl' else 'en'}"))
