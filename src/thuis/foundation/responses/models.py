"""Answers, apart from people. Lives in the `responses` database; shares no key with `default`.

A draft is keyed by a digest of the personal link that stands nowhere else. A submitted answer first lies
in the letterbox under a random id, without a time, and moves to `responses` in a shuffled batch. `owner`
and `trail` are keyed pseudonyms: without the key, which is in no database, they lead to nobody.
"""

from django.db import models


class Draft(models.Model):
    """Answers under way. At submit the content is destroyed; the empty row remembers a spent link.

    `left_at` (seconds since 1970, of the last page left) and `page_seconds` measure how long pages take.
    `waiting_language` is set when she handed in while the second key was away: the language of that moment.
    `revision` counts how often answers were saved, so that no tab writes over what another just saved (ADR
    0042). At submit it is 0 again: it would tell about how many questions she answered.
    """

    key = models.CharField(max_length=64, primary_key=True)
    round_key = models.CharField(max_length=40)
    answers = models.JSONField(default=dict)
    modules = models.JSONField(default=list)
    consents = models.JSONField(default=dict)
    page = models.CharField(max_length=60, blank=True)
    page_is_left = models.BooleanField(default=False)
    page_seconds = models.JSONField(default=dict)
    left_at = models.FloatField(default=0)
    submitted = models.BooleanField(default=False)
    waiting_language = models.CharField(max_length=2, blank=True)
    revision = models.PositiveIntegerField(default=0, db_default=0)

    def __str__(self) -> str:
        return "draft"


class SubmittedAnswers(models.Model):
    """What both the letterbox and the response table hold."""

    id = models.CharField(max_length=32, primary_key=True)
    round_key = models.CharField(max_length=40)
    questionnaire_hash = models.CharField(max_length=64)
    owner = models.CharField(max_length=64, db_index=True)
    trail = models.CharField(max_length=64, blank=True, db_index=True)
    programme = models.CharField(max_length=20)
    site = models.CharField(max_length=20)
    study_year = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=9)
    language = models.CharField(max_length=2)
    consents = models.JSONField(
        default=dict
    )  # per layer the version she read and yes or no; see core.consent
    answers = models.JSONField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return "answers"


class LetterboxAnswers(SubmittedAnswers):
    """Just submitted; waits for the next shuffled batch."""

    class Meta(SubmittedAnswers.Meta):
        constraints = (models.UniqueConstraint(fields=("owner", "round_key"), name="letterbox_once"),)


class Response(SubmittedAnswers):
    """Moved in a batch; what the warehouse will read."""

    class Meta(SubmittedAnswers.Meta):
        constraints = (models.UniqueConstraint(fields=("owner", "round_key"), name="response_once"),)


class OpenText(models.Model):
    """What somebody wrote at an open question, masked, apart from everything else that she said.

    No pseudonym, place, year or time: nothing here leads back to her answers, not for her either. The id is
    random and texts were written in shuffled order.
    """

    id = models.CharField(max_length=32, primary_key=True)
    round_key = models.CharField(max_length=40, db_index=True)
    item = models.CharField(max_length=40)
    language = models.CharField(max_length=2)
    text = models.TextField()

    def __str__(self) -> str:
        return "text"


class TextReading(models.Model):
    """Which themes a reader saw in a text. Reader 1 or 2; 0 is what they decided together.

    Who the readers are stands in the other database, with the round. `worry`: it may be about safety.
    """

    text = models.ForeignKey(OpenText, on_delete=models.CASCADE, related_name="readings")
    reader = models.PositiveSmallIntegerField()
    themes = models.JSONField(default=list)
    worry = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("text", "reader"), name="reading_once"),)

    def __str__(self) -> str:
        return "reading"


class Quote(models.Model):
    """A part of a text that a reader wants to show, under one theme; shown when a second person agreed."""

    id = models.CharField(max_length=32, primary_key=True)
    round_key = models.CharField(max_length=40, db_index=True)
    item = models.CharField(max_length=40)
    theme = models.CharField(max_length=30)
    language = models.CharField(max_length=2)
    words = models.TextField()
    reader = models.PositiveSmallIntegerField()
    shown = models.BooleanField(default=False)

    def __str__(self) -> str:
        return "quote"


class ToldThemes(models.Model):
    """The themes of one question as they were told, beside their quotes. Written once.

    `certificate` is a digest over all of it: shows that nothing was changed since.
    """

    round_key = models.CharField(max_length=40)
    item = models.CharField(max_length=40)
    told = models.JSONField()
    certificate = models.CharField(max_length=64)
    made_on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("round_key", "item"), name="themes_told_once"),)

    def __str__(self) -> str:
        return f"{self.round_key} {self.item}"
