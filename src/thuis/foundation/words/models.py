"""Who reads the open answers of a round, with which codebook, and what was told. No text stands here."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thuis.core.words.codebook import Code, from_plain

READERS = (1, 2)


class WordsRound(models.Model):
    """The open answers of one round, from collecting to the end.

    `questions` lists per question its code, its words (nl, en) and how many texts were collected: none where
    there were too few.
    """

    class State(models.TextChoices):
        TOO_FEW = "too-few", _("too few texts to read")
        COLLECTED = "collected", _("ready for two readers")
        READING = "reading", _("being read")
        SETTLING = "settling", _("read by both")
        ASKED = "asked", _("waits for a second person")
        RELEASED = "released", _("themes are told")
        CLOSED = "closed", _("finished: texts are gone")

    round_key = models.CharField(max_length=40, unique=True)
    title_nl = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State.choices)
    questions = models.JSONField(default=list)
    collected_on = models.DateField()
    first = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(second=None) | ~models.Q(second=models.F("first")),
                name="words_two_readers_differ",
            ),
        )

    def __str__(self) -> str:
        return self.round_key

    def reader(self, user: Any) -> int:
        """1 or 2; 0 for whoever is no reader of this round."""
        readers = (self.first_id, self.second_id)
        return readers.index(user.pk) + 1 if user.pk in readers else 0

    def title_in(self, language: str) -> str:
        return str(self.title_nl if language == "nl" else self.title_en)


class Codebook(models.Model):
    """One version of the themes of a round. A change makes a next version; the last one counts."""

    round = models.ForeignKey(WordsRound, on_delete=models.CASCADE, related_name="codebooks")
    version = models.PositiveIntegerField()
    themes = models.JSONField()

    class Meta:
        ordering = ("-version",)
        constraints = (models.UniqueConstraint(fields=("round", "version"), name="codebook_version_once"),)

    def __str__(self) -> str:
        return f"{self.round} v{self.version}"

    @property
    def codes(self) -> tuple[Code, ...]:
        return from_plain(self.themes)


State = WordsRound.State
# What may follow on what. A state without a line is the end.
TRANSITIONS: dict[Any, frozenset[Any]] = {
    State.COLLECTED: frozenset({State.READING, State.CLOSED}),
    State.READING: frozenset({State.SETTLING, State.CLOSED}),
    State.SETTLING: frozenset({State.ASKED, State.CLOSED}),
    State.ASKED: frozenset({State.RELEASED, State.SETTLING, State.CLOSED}),
    State.RELEASED: frozenset({State.CLOSED}),
}
