"""Learning the names of a group, from photographs that an institution holds; off unless it provides a folder.

In it is a folder per group, `PROGRAMME-SITE-GROUP`, with a photograph per student, `NUMBER.jpg`, and the mail
addresses of its lecturers in `lecturers.txt`: the house knows groups, but not who teaches them.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from thuis.core.errors import NotFound
from thuis.foundation.institution.models import Enrolment, Group, Person, Role
from thuis.foundation.institution.queries import holds_on, user_has_role
from thuis.rooms.approaches.queries.library import today

LECTURERS, SAFE = "lecturers.txt", re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Face:
    """A student of the group who has a photograph."""

    person: int
    name: str


def photographs() -> Path | None:
    """Where the institution holds photographs; None where it provides none."""
    folder: Path | None = settings.PHOTOGRAPHS
    return folder if folder is not None and folder.is_dir() else None


def groups_to_learn(user: Any) -> tuple[Group, ...]:
    """The groups that she teaches, as their folders say, in programmes where she is a lecturer."""
    if photographs() is None:
        return ()
    rows = Group.objects.select_related("programme_at_site__programme", "programme_at_site__site")
    return tuple(group for group in rows.order_by("code") if user_can_learn_names(user, group))


def user_can_learn_names(user: Any, group: Group) -> bool:
    """A lecturer of the programme whom the group's own list names."""
    place = group.programme_at_site
    holds = user_has_role(user, Role.Kind.LECTURER, today(), unit=place.programme, site=place.site)
    return holds and user.email.casefold() in _lecturers(group)


def group_or_404(user: Any, pk: int) -> Group:
    """Raises NotFound, also for a group that she does not teach."""
    found = next((group for group in groups_to_learn(user) if group.pk == pk), None)
    if found is None:
        raise NotFound("not-found")
    return found


def faces_of(group: Group) -> tuple[Face, ...]:
    """Who is in the group today and has a photograph, in another order every day."""
    rows = Enrolment.objects.filter(holds_on(today()), memberships__group=group).select_related("person")
    people = {one.person_id: one.person for one in rows if _photograph(group, one.person)}
    order = sorted(people, key=lambda pk: hashlib.sha256(f"{today()}|{pk}".encode()).digest())
    return tuple(Face(pk, str(people[pk])) for pk in order)


def photograph_or_404(group: Group, pk: int) -> Path:
    """The file of somebody who is in the group today. Raises NotFound."""
    if pk not in {face.person for face in faces_of(group)}:
        raise NotFound("not-found")
    found = _photograph(group, Person.objects.get(pk=pk))
    if found is None:
        raise NotFound("not-found")
    return found


def _lecturers(group: Group) -> frozenset[str]:
    folder = _folder(group)
    listed = folder / LECTURERS if folder else None
    if listed is None or not listed.is_file():
        return frozenset()
    return frozenset(listed.read_text(encoding="utf-8").casefold().split())


def _photograph(group: Group, person: Person) -> Path | None:
    folder = _folder(group)
    found = folder / f"{person.number}.jpg" if folder and SAFE.fullmatch(person.number) else None
    return found if found is not None and found.is_file() else None


def _folder(group: Group) -> Path | None:
    place, top = group.programme_at_site, photographs()
    name = f"{place.programme.code}-{place.site.code}-{group.code}"
    return top / name if top is not None and SAFE.fullmatch(name) else None
