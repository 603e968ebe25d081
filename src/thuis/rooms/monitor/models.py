"""Rounds and invitations. Answers live in `foundation.responses`, apart from people."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from thuis.core.fieldwork.board import Level
from thuis.foundation.institution.models import Form, Person, Site


class Round(models.Model):
    """One yearly measurement. From opening on, `questionnaire` is frozen and `fingerprint` proves it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("being prepared")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")

    key = models.SlugField(max_length=40, unique=True)
    title_nl = models.CharField(_("title in Dutch"), max_length=80)
    title_en = models.CharField(_("title in English"), max_length=80)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    opens_on = models.DateField(_("first day"))
    closes_on = models.DateField(_("last day"))
    modules = models.JSONField(default=list)
    questionnaire = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    target = models.PositiveSmallIntegerField(_("target"), null=True, blank=True)  # percent that hands in

    class Meta:
        ordering = ("-opens_on",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")), name="round_closes_after_opening"
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft") | ~models.Q(fingerprint=""), name="round_open_is_frozen"
            ),
            models.CheckConstraint(
                condition=models.Q(target=None) | models.Q(target__gte=1, target__lte=100),
                name="round_target_is_percent",
            ),
        )

    def __str__(self) -> str:
        return self.title_nl

    def title_in(self, language: str) -> str:
        return self.title_nl if language == "nl" else self.title_en


class Invitation(models.Model):
    """One student asked for one round, with her place at that moment. Knows nothing about answers."""

    class State(models.TextChoices):
        MADE = "made", _("made")
        QUEUED = "queued", _("waiting for the mail")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        UNCERTAIN = "uncertain", _("perhaps sent")
        FAILED = "failed", _("refused by the mail server")
        BOUNCED = "bounced", _("came back")
        NO_ADDRESS = "no-address", _("no mail address")
        CANCELLED = "cancelled", _("not sent, the round was over")

    class Progress(models.TextChoices):
        """Told only in batches, so that nobody sees who answered just now."""

        NONE = "none", _("not started")
        STARTED = "started", _("started")
        COMPLETED = "completed", _("completed")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invitations")
    link_digest = models.CharField(max_length=64, unique=True)
    generation = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.MADE)
    progress = models.CharField(max_length=9, choices=Progress.choices, default=Progress.NONE)
    programme = models.CharField(max_length=20)
    site = models.CharField(max_length=20)
    study_year = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=9, choices=Form.choices)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("round", "person"), name="invited_once"),)
        indexes = (models.Index(fields=("round", "state")),)

    def __str__(self) -> str:
        return f"{self.round_id}/{self.pk}"


class InvitationText(models.Model):
    """The words of a round's invitation, when a colleague changed those that every round starts with."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="invitation_text")
    subject_nl = models.CharField(_("subject in Dutch"), max_length=80)
    subject_en = models.CharField(_("subject in English"), max_length=80)
    text_nl = models.TextField(_("text in Dutch"), max_length=1500)
    text_en = models.TextField(_("text in English"), max_length=1500)

    def __str__(self) -> str:
        return str(self.round_id)


class PageTime(models.Model):
    """How long a page takes, added up over everybody: the source of 'about 3 minutes left'."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="page_times")
    page = models.CharField(max_length=60)
    visits = models.PositiveIntegerField(default=0)
    seconds = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("round", "page"), name="page_time_once"),)

    def __str__(self) -> str:
        return self.page


class Reminder(models.Model):
    """A mail on one day to who is invited and has not completed; its words can change until it goes out."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="reminders")
    day = models.DateField(_("day on which it goes out"))
    subject_nl = models.CharField(_("subject in Dutch"), max_length=80)
    subject_en = models.CharField(_("subject in English"), max_length=80)
    text_nl = models.TextField(_("text in Dutch"), max_length=1500)
    text_en = models.TextField(_("text in English"), max_length=1500)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("day",)
        constraints = (models.UniqueConstraint(fields=("round", "day"), name="one_reminder_a_day"),)

    def __str__(self) -> str:
        return f"{self.round_id}/{self.day}"


class ReminderStop(models.Model):
    """This student wants no more reminders of this round."""

    invitation = models.OneToOneField(Invitation, on_delete=models.CASCADE, related_name="stop")

    def __str__(self) -> str:
        return str(self.invitation_id)


class BoardLine(models.Model):
    """One line of the response board on one day of fieldwork, as it was shown: rounded, never exact.

    `code` and `parent` as in `core.fieldwork.board`; `day` 1 is the first day of the round.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="board_lines")
    day = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=11, choices=[(level.value, level.value) for level in Level])
    parent = models.CharField(max_length=20, blank=True)
    code = models.CharField(max_length=20, blank=True)
    invited = models.PositiveIntegerField()
    began = models.PositiveIntegerField()
    completed = models.PositiveIntegerField()
    parts = models.PositiveIntegerField()

    class Meta:
        ordering = ("day", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("round", "day", "level", "parent", "code"), name="board_line_once_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.level} {self.code}"


class AmbassadorKit(models.Model):
    """What a student ambassador works with at one site: a short address to show, and a page of her own.

    `code` is public and identifies nobody. The link to the page is derived from a key, like a student's; only
    its digest is kept. No name: who has the link is the ambassador.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="kits")
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    label = models.CharField(_("what it is for"), max_length=60)
    code = models.CharField(max_length=8, unique=True)
    link_digest = models.CharField(max_length=64, unique=True)
    generation = models.PositiveSmallIntegerField(default=1)
    has_ended = models.BooleanField(default=False)

    class Meta:
        ordering = ("site__name", "label", "pk")

    def __str__(self) -> str:
        return f"{self.site}: {self.label}"


class ClassVisit(models.Model):
    """An ambassador was in a class. About how many sat there, never who."""

    class InClass(models.TextChoices):
        FEW = "1-9", _("fewer than 10")
        TENS = "10-19", _("10 to 19")
        TWENTIES = "20-29", _("20 to 29")
        MORE = "30-49", _("30 to 49")
        MANY = "50+", _("50 or more")

    class By(models.TextChoices):
        AMBASSADOR = "ambassador", _("a student ambassador")
        TWO = "two", _("two student ambassadors")
        LECTURER = "lecturer", _("an ambassador and the lecturer")

    kit = models.ForeignKey(AmbassadorKit, on_delete=models.CASCADE, related_name="visits")
    day = models.DateField(_("day"))
    programme = models.CharField(_("programme"), max_length=20)
    in_class = models.CharField(_("how many were in class"), max_length=5, choices=InClass.choices)
    by = models.CharField(_("who went"), max_length=10, choices=By.choices)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-day", "-pk")

    def __str__(self) -> str:
        return f"{self.kit_id}/{self.day}"
