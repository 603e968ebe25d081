"""Opening a round for 30,000 students: links, frozen questionnaire, everything queued for the mail."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence

from bench.report import Figure

STUDENTS = 30_000


def figures(scale: int) -> Sequence[Figure]:
    """In a process of its own, so that its memory can be read."""
    with tempfile.TemporaryDirectory(prefix="thuis-bench-") as home:
        environment = {**os.environ, "THUIS_HOME": home, "THUIS_DEMO": "1"}
        command = [sys.executable, "-m", "bench.open_round", str(STUDENTS * scale)]
        answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    seconds, queued, megabytes = (float(word) for word in answer.stdout.split()[-3:])
    return [
        Figure(f"invite and open for {int(queued):,}", seconds, "s", "≤ 30 at 1×"),
        Figure("per 1,000 invitations", seconds / queued * 1000, "s", "must not rise"),
        Figure("memory, peak", megabytes, "MB", ""),
    ]


def measure(students: int) -> None:
    """Print seconds, queued invitations and peak megabytes."""
    from thuis.config.commands.serve import prepare
    from thuis.config.secrets import create_missing_secrets

    create_missing_secrets()
    os.environ["DJANGO_SETTINGS_MODULE"] = "thuis.config.settings"
    prepare()
    import datetime

    import numpy as np

    from thuis.config.debrug.content import places
    from thuis.config.debrug.people import write_institution, write_students
    from thuis.config.debrug.population import draw_population
    from thuis.config.debrug.rounds import write_open_round
    from thuis.rooms.monitor.models import Invitation

    random, today = np.random.default_rng(1), datetime.date.today()
    population = draw_population(students, places(), random)
    write_students(population, write_institution(places()), today.year, random)
    began = time.perf_counter()
    write_open_round(today)
    seconds = time.perf_counter() - began
    queued = Invitation.objects.filter(state=Invitation.State.QUEUED).count()
    print(seconds, queued, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    measure(int(sys.argv[1]))
