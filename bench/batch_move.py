"""The nightly batch: answers are written anew in shuffled order, and who finished is told."""

import sys
import time
from collections.abc import Sequence

from bench.house import measured_apart, round_to_open
from bench.report import Figure

ANSWERS = 3_000  # a third of the demo's students


def figures(scale: int) -> Sequence[Figure]:
    first, again, moved = measured_apart("bench.batch_move", ANSWERS * scale)
    return [
        Figure("first night, answers that move", moved / first, "/s", ""),
        Figure("a night after, the same answers anew", moved / again, "/s", ""),
        Figure("first night", first, "s", "", moved),
    ]


def measure(answers: int) -> None:
    """Print the seconds of the first night and of one after it, and how many answers moved."""
    round = round_to_open(answers)()
    from thuis.rooms.monitor.actions.letterbox import empty_letterbox

    number = _fill(round)
    seconds = []
    for _night in range(2):
        began = time.perf_counter()
        empty_letterbox(round=round)
        seconds.append(time.perf_counter() - began)
    print(*seconds, number)


def _fill(round: object) -> int:
    """One set of 50 answers per invited student, without the pages in between."""
    from bench.completion import ANSWERS as PAGES
    from thuis.foundation.responses.models import Draft, LetterboxAnswers
    from thuis.rooms.monitor.queries.own import owner_of
    from thuis.rooms.monitor.queries.rounds import token_of
    from thuis.rooms.monitor.queries.visits import Visit

    given = {
        code: int(raw) if raw.isdigit() else [raw] for page in PAGES.values() for code, raw in page.items()
    }
    rows, drafts = [], []
    for number, invitation in enumerate(round.invitations.select_related("person")):  # type: ignore[attr-defined]
        visit = Visit(token_of(invitation), invitation, round)  # type: ignore[arg-type]
        place = {"programme": invitation.programme, "site": invitation.site, "form": invitation.form}
        rows.append(
            LetterboxAnswers(
                id=f"{number:032x}", round_key=visit.round.key, questionnaire_hash=visit.round.fingerprint,
                owner=owner_of(visit.student, visit.round.key), study_year=invitation.study_year,
                language="nl", answers=given, **place,
            )
        )  # fmt: skip
        drafts.append(Draft(key=visit.draft_key, round_key=visit.round.key, submitted=True))
    LetterboxAnswers.objects.bulk_create(rows, batch_size=500)
    Draft.objects.bulk_create(drafts, batch_size=500)
    return len(rows)


if __name__ == "__main__":
    measure(int(sys.argv[1]))
