"""What stands in the outbox."""

from django.db.models import Count

from thuis.foundation.mail.models import OutboxMail


def outbox_counts() -> list[tuple[str, str, str, int]]:
    """Kind, state, code and how many mails, in that order."""
    rows = OutboxMail.objects.values_list("kind", "state", "code").annotate(number=Count("pk"))
    return [
        (kind, state, code, number) for kind, state, code, number in rows.order_by("kind", "state", "code")
    ]
