"""Whom a round stands for: everybody who was invited."""

from django.db.models import Count

from thuis.foundation.loading.margins import margins_of
from thuis.foundation.loading.rounds import Margins
from thuis.rooms.monitor.models import Round


def invited_margins(round: Round) -> Margins:
    """Who was asked, per programme, study year and form; empty when nobody was."""
    rows = round.invitations.values_list("programme", "study_year", "form").annotate(Count("pk")).order_by()
    return margins_of((row[:3], row[3]) for row in rows)
