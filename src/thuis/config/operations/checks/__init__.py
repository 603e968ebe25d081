"""Every check of an installation, in the order in which an operator mends things."""

from collections.abc import Mapping, Sequence

from thuis.config.operations.checks import around, databases, keeping, site
from thuis.config.operations.checks.finding import Check, Finding

CHECKS: dict[str, Check] = {
    "account": keeping.check_account,
    "address": site.check_address,
    "demo": site.check_demo,
    "secrets": keeping.check_secrets,
    "rights": keeping.check_rights,
    "second keys": keeping.check_second_keys,
    "databases": databases.check_databases,
    "static files": site.check_static,
    "mail": around.check_mail,
    "worker": around.check_worker,
    "jobs": around.check_jobs,
    "copies": around.check_backup,
    "copies apart": keeping.check_apart,
    "half-way": around.check_unfinished,
    "clock": around.check_clock,
    "Django": site.check_django,
}


def look() -> Mapping[str, Sequence[Finding]]:
    """What every check finds, by its name; an empty list is fine."""
    return {name: check() for name, check in CHECKS.items()}
