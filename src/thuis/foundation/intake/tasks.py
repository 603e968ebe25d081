"""Work of this app for the job queue."""

from collections.abc import Callable

from thuis.foundation.intake.orphans import sweep
from thuis.foundation.intake.steps import import_step

TASKS: dict[str, Callable[..., None]] = {"intake.import_step": import_step, "intake.forget_orphans": sweep}
