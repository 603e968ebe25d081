"""Every kind of background work, by name."""

from collections.abc import Callable

from thuis.config import mail
from thuis.config.debrug import loop as demo_loop
from thuis.config.releases import release_each_day
from thuis.config.retention import enforce_retention
from thuis.foundation.intake.tasks import TASKS as INTAKE
from thuis.foundation.mail.actions import DELIVER
from thuis.foundation.release.research_actions import MAKE
from thuis.rooms.approaches import tasks as approaches
from thuis.rooms.insights.tasks import reports, research
from thuis.rooms.monitor import tasks as monitor
from thuis.rooms.participation import tasks as participation
from thuis.rooms.participation.actions.figures import figures_each_day
from thuis.rooms.support import tasks as support

JOBS: dict[str, Callable[..., None]] = {
    DELIVER: mail.deliver,
    "monitor.empty_letterbox": monitor.empty_letterbox,
    "monitor.send_invitations": monitor.send_invitations,
    "house.enforce_retention": enforce_retention,
    "house.release": release_each_day,
    "monitor.send_reminder": monitor.send_reminder,
    "monitor.look_after_rounds": monitor.look_after_rounds,
    "insights.make_reports": reports.make_reports,
    "insights.forget_old_reports": reports.forget_old_reports,
    "approaches.remind_owners": approaches.remind_owners,
    "participation.role_file_step": participation.role_file_step,
    "participation.figures": figures_each_day,
    **support.TASKS,
    MAKE: research.make_package,
    demo_loop.WORK: demo_loop.write_loops,  # waits only where the demo was filled
    **INTAKE,
}

# Done once a day by whichever worker sees the new day first.
DAILY: tuple[str, ...] = (
    "house.enforce_retention",
    "monitor.look_after_rounds",
    "house.release",
    "insights.forget_old_reports",
    "participation.figures",
    *support.DAILY,
    "approaches.remind_owners",
    "intake.forget_orphans",
)
