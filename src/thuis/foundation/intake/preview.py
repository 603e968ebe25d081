"""What a preview keeps of a plan: numbers, and the first rows of each kind."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from thuis.core.intake.diff import Plan
from thuis.core.intake.roster import EnrolmentKey, Wanted

SHOWN = 50


def counts_of(plan: Plan, asked: Wanted, unread: tuple[str, ...]) -> dict[str, Any]:
    """All numbers of a plan; also what a second comparison must equal before anything is saved."""
    return {
        "people_added": len(plan.people.added),
        "people_changed": len(plan.people.changed),
        "enrolments_added": len(plan.enrolments.added),
        "enrolments_changed": len(plan.enrolments.changed),
        "ended": len(plan.ended),
        "renewed": len(plan.renewed),
        "groups_added": len(plan.groups),
        "members_added": len(plan.members_added),
        "members_removed": len(plan.members_removed),
        "people": len(asked.roster.people),
        "enrolments": len(asked.roster.enrolments),
        "current": plan.current_enrolments,
        "programmes": sorted(asked.programmes),
        "problems": len(asked.problems),
        "unread": list(unread),
        "ends_many": plan.ends_many,
        "is_empty": plan.is_empty,
        "moved": False,
    }


def samples_of(plan: Plan) -> dict[str, list[Any]]:
    """The first rows of each kind, as text cells."""
    return {
        "added": [_words(key, values.study_year) for key, values in _first(plan.enrolments.added.items())],
        "new_people": [
            [kind, number, f"{values.given_name} {values.family_name}".strip(), values.email]
            for (kind, number), values in _first(plan.people.added.items())
        ],
        "changed_people": [
            [kind, number, *_difference(before, after)]
            for (kind, number), (before, after) in _first(plan.people.changed.items())
        ],
        "changed": [
            [*_words(key, before.study_year), *_difference(before, after)]
            for key, (before, after) in _first(plan.enrolments.changed.items())
        ],
        "ended": [
            [*_words(key, before.study_year), after.ends_on]
            for key, (before, after) in _first(plan.ended.items())
        ],
    }


def _first(rows: Iterable[Any]) -> Iterable[Any]:
    return islice(rows, SHOWN)


def _words(key: EnrolmentKey, study_year: int) -> list[Any]:
    number, programme, site, form, starts_on = key
    return [number, programme, site, form, study_year, starts_on]


def _difference(before: Any, after: Any) -> tuple[str, str]:
    """Only the values that differ, before and after."""
    pairs = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    return (", ".join(_cell(old) for old, _new in pairs), ", ".join(_cell(new) for _old, new in pairs))


def _cell(value: Any) -> str:
    return "–" if value in (None, "") else str(value)
