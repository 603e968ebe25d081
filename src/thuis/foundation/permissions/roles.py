"""Who may do what, in pairs: `check_user_can_x` raises, `user_can_x` answers. Buttons and deeds ask the same.

A role holds for its unit and everything below it, from its first day to its last. A role at one site says
nothing about a whole unit. An admin keeps the house (people, imports, accounts, rounds) and sees no results.
Nobody's role opens a person's answers; there is no permission for that.
"""

from typing import Any

from django.utils import timezone

from thuis.core.errors import NotAllowed
from thuis.foundation.institution.models import Role, Unit
from thuis.foundation.institution.queries import roles_of, units_above, user_holds_everywhere

Kind = Role.Kind

# deed -> the roles that may do it, at the unit of the role and below it
MANAGE_PEOPLE = frozenset({Kind.ADMIN})
OPEN_ROUNDS = frozenset({Kind.ADMIN, Kind.RESEARCHER})
SEE_RESULTS = frozenset({Kind.LECTURER, Kind.MANAGER, Kind.COORDINATOR, Kind.RESEARCHER})
CHOOSE_ACTIONS = frozenset({Kind.MANAGER, Kind.COORDINATOR})
# Who asks students, lecturers and leaders of a unit how far the working elements are.
OPEN_SCANS = frozenset({Kind.MANAGER, Kind.COORDINATOR, Kind.RESEARCHER})
# Who reads what a colleague proposes for the library of approaches, before others see it.
REVIEW_APPROACHES = frozenset({Kind.COORDINATOR, Kind.RESEARCHER})
EDIT_SUPPORT = frozenset({Kind.COORDINATOR, Kind.ADMIN})
# Who imports roles of students, confirms those that students tell, and writes the board.
KEEP_ROLES = frozenset({Kind.COORDINATOR, Kind.ADMIN})
EXPORT_RESEARCH = frozenset({Kind.RESEARCHER})
# A second person reads a request for research data, never the data; a small college has one researcher.
DECIDE_RESEARCH = frozenset({Kind.RESEARCHER, Kind.ADMIN})
# Open answers are read by researchers alone; a second person lets themes and quotes out, one by one.
READ_WORDS = frozenset({Kind.RESEARCHER})
RELEASE_WORDS = frozenset({Kind.RESEARCHER, Kind.ADMIN})
FOLLOW_FIELDWORK = frozenset({Kind.MANAGER, Kind.COORDINATOR})
READ_REPORTS = frozenset({Kind.ADVISER})


def user_can_manage_people(user: Any) -> bool:
    """Import people, invite colleagues, give roles: for the whole institution only."""
    return _holds_for_everything(user, MANAGE_PEOPLE)


def check_user_can_manage_people(user: Any) -> None:
    _refuse_unless(user_can_manage_people(user))


def user_can_open_rounds(user: Any) -> bool:
    """Make, open and close a round: for the whole institution only."""
    return _holds_for_everything(user, OPEN_ROUNDS)


def check_user_can_open_rounds(user: Any) -> None:
    _refuse_unless(user_can_open_rounds(user))


def user_can_follow_fieldwork(user: Any, unit: Unit) -> bool:
    """See how many students of a unit have handed in while a round runs, and help to reach the others."""
    return user_can_open_rounds(user) or _holds_at(user, FOLLOW_FIELDWORK, unit)


def check_user_can_follow_fieldwork(user: Any, unit: Unit) -> None:
    _refuse_unless(user_can_follow_fieldwork(user, unit))


def user_can_see_institution(user: Any) -> bool:
    """See released results of the institution as a whole. Whoever sees results somewhere may compare."""
    return any(role.kind in SEE_RESULTS for role in roles_of(user, timezone.localdate()))


def check_user_can_see_institution(user: Any) -> None:
    _refuse_unless(user_can_see_institution(user))


def user_can_see_results(user: Any, unit: Unit) -> bool:
    """See released results of a unit."""
    return _holds_at(user, SEE_RESULTS, unit)


def check_user_can_see_results(user: Any, unit: Unit) -> None:
    _refuse_unless(user_can_see_results(user, unit))


def user_can_choose_actions(user: Any, unit: Unit) -> bool:
    """Choose what a unit works on, and tell its students."""
    return _holds_at(user, CHOOSE_ACTIONS, unit)


def check_user_can_choose_actions(user: Any, unit: Unit) -> None:
    _refuse_unless(user_can_choose_actions(user, unit))


def user_can_open_scans(user: Any, unit: Unit) -> bool:
    """Open and close a scan of a unit, and make its slips."""
    return _holds_at(user, OPEN_SCANS, unit)


def check_user_can_open_scans(user: Any, unit: Unit) -> None:
    _refuse_unless(user_can_open_scans(user, unit))


def user_can_review_approaches(user: Any) -> bool:
    """Decide what stands in the library of approaches: for the whole institution only."""
    return _holds_for_everything(user, REVIEW_APPROACHES)


def check_user_can_review_approaches(user: Any) -> None:
    _refuse_unless(user_can_review_approaches(user))


def user_can_edit_support(user: Any) -> bool:
    """Keep the offers of help true: for the whole institution only."""
    return _holds_for_everything(user, EDIT_SUPPORT)


def check_user_can_edit_support(user: Any) -> None:
    _refuse_unless(user_can_edit_support(user))


def user_can_keep_roles(user: Any) -> bool:
    """Import roles of students, confirm them, and write the board: for the whole institution only."""
    return _holds_for_everything(user, KEEP_ROLES)


def check_user_can_keep_roles(user: Any) -> None:
    _refuse_unless(user_can_keep_roles(user))


def user_can_export_research(user: Any) -> bool:
    """Take research data out: for the whole institution only."""
    return _holds_for_everything(user, EXPORT_RESEARCH)


def check_user_can_export_research(user: Any) -> None:
    _refuse_unless(user_can_export_research(user))


def user_can_decide_research(user: Any) -> bool:
    """Read requests for research data, and decide on those of others: for the whole institution only."""
    return _holds_for_everything(user, DECIDE_RESEARCH)


def check_user_can_decide_research(user: Any) -> None:
    _refuse_unless(user_can_decide_research(user))


def user_can_read_words(user: Any) -> bool:
    """Collect open answers, and be one of the two who read them: for the whole institution only."""
    return _holds_for_everything(user, READ_WORDS)


def check_user_can_read_words(user: Any) -> None:
    _refuse_unless(user_can_read_words(user))


def user_can_release_words(user: Any) -> bool:
    """Let themes and quotes out that somebody else proposed: for the whole institution only."""
    return _holds_for_everything(user, RELEASE_WORDS)


def check_user_can_release_words(user: Any) -> None:
    _refuse_unless(user_can_release_words(user))


def user_can_read_reports(user: Any, unit: Unit) -> bool:
    """Read what was reported in confidence about a unit. Nobody but its adviser, no admin either."""
    return _holds_at(user, READ_REPORTS, unit)


def check_user_can_read_reports(user: Any, unit: Unit) -> None:
    _refuse_unless(user_can_read_reports(user, unit))


def _holds_for_everything(user: Any, kinds: frozenset[Role.Kind]) -> bool:
    return user_holds_everywhere(user, kinds, timezone.localdate())


def _holds_at(user: Any, kinds: frozenset[Role.Kind], unit: Unit) -> bool:
    roles = roles_of(user, timezone.localdate())
    held = {role.unit_id for role in roles if role.kind in kinds and role.site_id is None}
    return bool(held) and any(node.pk in held for node in units_above(unit))


def _refuse_unless(allowed: bool) -> None:
    if not allowed:
        raise NotAllowed("not-allowed")
