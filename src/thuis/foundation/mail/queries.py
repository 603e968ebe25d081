"""What stands in the outbox."""

from collections.abc import Collection

from django.db.models import Count

from thuis.foundation.mail.models import OutboxMail


def outbox_counts() -> list[tuple[str, str, str, int]]:
    """Kind, state, code and how many mails, in that order."""
    rows = OutboxMail.objects.values_list("kind", "state", "code").annotate(number=Count("pk"))
    return [
        (kind, state, code, number) for kind, state, code, number in rows.order_by("kind", "state", "code")
    ]


def times_queued(kind: str, references: Collection[int]) -> dict[int, int]:
    """How many mails of a kind the outbox has for each reference, in whatever state; none is left out."""
    rows = OutboxMail.objects.filter(kind=kind, reference__in=references).values_list("reference")
    return dict(rows.annotate(Count("pk")).order_by())


def last_codes(kind: str, references: Collection[int]) -> dict[int, str]:
    """What the mail server said about the latest mail of each reference; empty when it said nothing."""
    rows = OutboxMail.objects.filter(kind=kind, reference__in=references).order_by("pk")
    return dict(rows.values_list("reference", "code"))
