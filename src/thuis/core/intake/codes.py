"""Checking a programme and a site against what the institution teaches."""

from thuis.core.intake.problems import Problem, problem
from thuis.core.intake.records import Known


def unknown_place(known: Known, line: int, programme: str, site: str, file: str = "") -> Problem | None:
    """What is wrong with a programme at a site; None when it is taught there."""
    if programme not in known.programmes:
        return problem(line, "programme", programme, "unknown-programme", file=file)
    if site not in known.sites:
        return problem(line, "site", site, "unknown-site", file=file)
    if (programme, site) not in known.taught:
        return problem(line, "site", site, "not-taught-here", programme, file)
    return None
