"""Opening a round for 30,000 students: links, frozen questionnaire, everything queued for the mail."""

import resource
import sys
import time
from collections.abc import Sequence

from bench.house import measured_apart, round_to_open
from bench.report import Figure

STUDENTS = 30_000


def figures(scale: int) -> Sequence[Figure]:
    seconds, queued, megabytes = measured_apart("bench.open_round", STUDENTS * scale)
    return [
        Figure("students", queued, "", ""),
        Figure("invite and open", seconds, "s", "≤ 30" if scale == 1 else "", queued),
        Figure("memory, peak", megabytes, "MB", ""),
    ]


def measure(students: int) -> None:
    """Print seconds, queued invitations and peak megabytes."""
    open_it = round_to_open(students)
    from thuis.rooms.monitor.models import Invitation

    began = time.perf_counter()
    open_it()
    seconds = time.perf_counter() - began
    queued = Invitation.objects.filter(state=Invitation.State.QUEUED).count()
    print(seconds, queued, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    measure(int(sys.argv[1]))
