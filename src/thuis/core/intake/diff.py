"""What has to change to get from the roster that stands to the roster that a file asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Generic, TypeVar

from thuis.core.intake.roster import (
    EnrolmentKey,
    EnrolmentValues,
    GroupKey,
    MemberKey,
    PersonKey,
    PersonValues,
    Roster,
    Wanted,
)

Key = TypeVar("Key")
Values = TypeVar("Values")
# Above this share of the current enrolments, ending them must be confirmed in so many words.
ENDED_SHARE_TO_ASK = 0.25


@dataclass(slots=True)
class Changes(Generic[Key, Values]):
    """Rows to add, and rows to change with what stood there before."""

    added: dict[Key, Values] = field(default_factory=dict)
    changed: dict[Key, tuple[Values, Values]] = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    """One import, ready to be shown and to be carried out.

    `ended` are students who are gone; `renewed` are enrolments that a newer one of the same student in the
    same programme follows up. Both only get a last day.
    """

    people: Changes[PersonKey, PersonValues]
    enrolments: Changes[EnrolmentKey, EnrolmentValues]
    ended: dict[EnrolmentKey, tuple[EnrolmentValues, EnrolmentValues]]
    renewed: dict[EnrolmentKey, tuple[EnrolmentValues, EnrolmentValues]]
    groups: dict[GroupKey, int]
    members_added: set[MemberKey]
    members_removed: set[MemberKey]
    current_enrolments: int

    @property
    def is_empty(self) -> bool:
        return not (
            self.people.added
            or self.people.changed
            or self.enrolments.added
            or self.enrolments.changed
            or self.ended
            or self.renewed
            or self.groups
            or self.members_added
            or self.members_removed
        )

    @property
    def ends_many(self) -> bool:
        """Whether so many students would go that the file may well be incomplete."""
        return len(self.ended) > ENDED_SHARE_TO_ASK * self.current_enrolments


def changes(current: Mapping[Key, Values], new: Mapping[Key, Values]) -> Changes[Key, Values]:
    """What `new` adds and changes; what it does not name stays as it is."""
    found: Changes[Key, Values] = Changes()
    for key, values in new.items():
        before = current.get(key)
        if before is None:
            found.added[key] = values
        elif before != values:
            found.changed[key] = (before, values)
    return found


def roster_plan(current: Roster, file: Wanted, today: date) -> Plan:
    """Compare. The file is complete for the programmes that it names: who is missing there, has left."""
    open_now = {
        key: values
        for key, values in current.enrolments.items()
        if key[1] in file.programmes and (values.ends_on is None or values.ends_on >= today)
    }
    ended, renewed = _gone(open_now, file.roster, today)
    return Plan(
        changes(current.people, file.roster.people),
        changes(current.enrolments, file.roster.enrolments),
        ended,
        renewed,
        {key: year for key, year in file.roster.groups.items() if key not in current.groups},
        file.roster.members - current.members,
        _left_groups(current, file) if file.with_groups else set(),
        len(open_now),
    )


Ends = dict[EnrolmentKey, tuple[EnrolmentValues, EnrolmentValues]]


def _gone(open_now: Mapping[EnrolmentKey, EnrolmentValues], new: Roster, today: date) -> tuple[Ends, Ends]:
    followers: dict[tuple[str, str], date] = {}
    for number, programme, _site, _form, starts_on in new.enrolments:
        earlier = followers.get((number, programme), starts_on)
        followers[number, programme] = min(earlier, starts_on)
    ended: Ends = {}
    renewed: Ends = {}
    for key, values in open_now.items():
        if key in new.enrolments:
            continue
        follower = followers.get((key[0], key[1]))
        last_day = max(key[4], today - timedelta(days=1), (follower or today) - timedelta(days=1))
        # whoever already leaves earlier keeps that day
        last_day = last_day if values.ends_on is None else min(last_day, values.ends_on)
        if values.ends_on != last_day:
            target = ended if follower is None else renewed
            target[key] = (values, values._replace(ends_on=last_day))
    return ended, renewed


def _left_groups(current: Roster, file: Wanted) -> set[MemberKey]:
    return {
        member
        for member in current.members
        if member[0] in file.roster.enrolments and member not in file.roster.members
    }
