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
