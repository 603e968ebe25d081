"""Reading for the response board: what a day's lines are made of, and the lines that were kept."""

import hmac
from collections.abc import Sequence

from django.conf import settings
from django.db.models import Count, Max

from thuis.core.fieldwork.board import Draw, Level
from thuis.core.fieldwork.groups import Place, Tallies, Tally
from thuis.foundation.institution.models import Unit
from thuis.rooms.monitor.models import BoardLine, Invitation, Round
from thuis.rooms.monitor.queries.rounds import rounds, today

NO_DOMAIN = "?"
BEGAN = (Invitation.Progress.STARTED, Invitation.Progress.COMPLETED)


def day_of_fieldwork(round: Round) -> int:
    """Today as a day of this round: 1 on its first day, and no more than its last."""
    return max(1, (min(today(), round.closes_on) - round.opens_on).days + 1)


def tallies_of(round: Round) -> Tallies:
    """How many are invited, began and handed in, per programme, site and year. Exact: only for rounding."""
    domains = _domain_of_programme()
    found: Tallies = {}
    rows = round.invitations.values_list("programme", "site", "study_year", "progress")
    for programme, site, year, progress, number in rows.annotate(Count("pk")).order_by():
        place: Place = (domains.get(programme, NO_DOMAIN), programme, site, str(year))
        began = number if progress in BEGAN else 0
        completed = number if progress == Invitation.Progress.COMPLETED else 0
        found[place] = found.get(place, Tally(0, 0, 0)) + Tally(number, began, completed)
    return found


def _domain_of_programme() -> dict[str, str]:
    programmes = Unit.objects.filter(kind=Unit.Kind.PROGRAMME)
    return dict(programmes.values_list("code", "parent__code"))


def draw_of(round: Round) -> Draw:
    """The secret draw of a group in a round: always the same, and unknown without the key of the host."""
    key = bytes.fromhex(settings.LINK_KEY)

    def draw(name: str) -> int:
        digest = hmac.digest(key, f"board|{round.key}|{name}".encode(), "sha256")
        return int.from_bytes(digest) % 5

    return draw


def lines_on(round: Round, day: int) -> Sequence[BoardLine]:
    """The lines as they stood on a day: those of that day, or of the last one before it."""
    last = round.board_lines.filter(day__lte=day).aggregate(day=Max("day"))["day"]
    return list(round.board_lines.filter(day=last)) if last else []


def site_line(round: Round, site: str) -> BoardLine | None:
    """The latest line of one site; None while there is none, or when the site is too small for one."""
    lines = round.board_lines.filter(level=Level.SITE, day=_last_day(round))
    return lines.filter(code=site).first()


def _last_day(round: Round) -> int:
    return round.board_lines.aggregate(day=Max("day"))["day"] or 0


def final_line(round: Round) -> BoardLine | None:
    """How a round ended for the whole institution."""
    return round.board_lines.filter(level=Level.INSTITUTION).order_by("-day").first()


def round_before(round: Round) -> Round | None:
    """The round before this one whose days were kept, to compare with."""
    kept = rounds().filter(opens_on__lt=round.opens_on, state=Round.State.CLOSED)
    return kept.filter(board_lines__isnull=False).distinct().first()
