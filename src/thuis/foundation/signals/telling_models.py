"""What students hear of a signal: you said, we did, or we do not, because."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from thuis.foundation.institution.models import Unit


class Telling(models.Model):
    """One answer to signals of a unit, in two languages. What was published changes only in the open.

    `said` is what students said in one sentence, without figures. `text` says what was done or, of what is
    not done, why. `staff` and `student` are names that may be shown; empty when nobody agreed. `look` says
    how people will see whether it helped.
    """

    class Kind(models.TextChoices):
        OPEN = "open", _("still open")
        DOING = "doing", _("we are working on it")
        DONE = "done", _("done")
        NOT = "not", _("we do not do this")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("taken away")

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    signals: models.ManyToManyField[Any, Any] = models.ManyToManyField("Signal", related_name="tellings")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    said_nl = models.CharField(max_length=200, blank=True)
    said_en = models.CharField(max_length=200, blank=True)
    title_nl = models.CharField(max_length=120, blank=True)
    title_en = models.CharField(max_length=120, blank=True)
    text_nl = models.CharField(max_length=700, blank=True)
    text_en = models.CharField(max_length=700, blank=True)
    look_nl = models.CharField(max_length=200, blank=True)
    look_en = models.CharField(max_length=200, blank=True)
    staff = models.CharField(max_length=120, blank=True)
    student = models.CharField(max_length=120, blank=True)
    day = models.DateField(null=True)
    with_figure = models.BooleanField(default=False)  # whether students see the figure that goes with it
    address = models.CharField(max_length=200, blank=True)  # where everybody reads it
    made_on = models.DateField()
    published_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("-published_at", "-pk")

    def __str__(self) -> str:
        return f"{self.title_nl} ({self.state})"

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED

    @property
    def is_whole(self) -> bool:
        """Both languages say everything."""
        return all((self.said_nl, self.said_en, self.title_nl, self.title_en, self.text_nl, self.text_en))
