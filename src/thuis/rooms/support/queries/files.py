"""Reading a file of offers: what it would add and change, and what is wrong with it."""

from dataclasses import dataclass, field
from typing import Any

from thuis.core.errors import NotFound
from thuis.core.finding.offers_csv import KnownHere, names, read_offers
from thuis.core.intake.problems import Problem
from thuis.foundation.institution.models import Unit
from thuis.foundation.institution.queries import exists_on, sites_on
from thuis.foundation.intake import files
from thuis.foundation.intake.packing import unpacked
from thuis.foundation.texts.content import letter_rules
from thuis.rooms.support.models import OfferFile, SupportOffer
from thuis.rooms.support.queries.offers import today

HEAVY = ("preview", "problems", "before")
# Words of our own addresses, which no offer can have as its short name.
RESERVED = frozenset({"find", "print", "new", "files", "events", "centres", "stories", "asked"})
FIELDS = tuple(name for name in names() if name != "code")


@dataclass(slots=True)
class Plan:
    """Per code what becomes of it: the values before (None for a new one) and after."""

    added: dict[str, dict[str, Any]] = field(default_factory=dict)
    changed: dict[str, tuple[dict[str, Any], dict[str, Any]]] = field(default_factory=dict)
    same: int = 0
    problems: tuple[Problem, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, Any]:
        """All numbers; also what a second reading must equal before anything is saved."""
        return {
            "added": len(self.added),
            "changed": len(self.changed),
            "same": self.same,
            "problems": len(self.problems),
            "unread": list(self.unread),
            "is_empty": not self.added and not self.changed,
            "moved": False,
        }

    @property
    def samples(self) -> list[list[Any]]:
        """One row per offer: its code, new or changed, and which fields."""
        new = [[code, True, []] for code in self.added]
        return new + [
            [code, False, [name for name in after if before[name] != after[name]]]
            for code, (before, after) in self.changed.items()
        ]


def plan_of(batch: OfferFile) -> Plan:
    """What the stored file would do now."""
    found = read_offers(files.content(batch.stored), known_here())
    standing = {offer.code: values_of(offer) for offer in SupportOffer.objects.all()}
    plan = Plan(problems=found.problems, unread=found.unread)
    for row in found.rows:
        before = standing.get(row.code)
        if before is None:
            plan.added[row.code] = dict(row.values)
        elif any(before[name] != value for name, value in row.values.items()):
            plan.changed[row.code] = (before, {**before, **row.values})
        else:
            plan.same += 1
    return plan


def known_here() -> KnownHere:
    on = today()
    return KnownHere(
        kinds=SupportOffer.Kind.values,
        topics=letter_rules().topics,
        sites=set(sites_on(on).values_list("code", flat=True)),
        programmes=set(
            Unit.objects.filter(exists_on(on), kind=Unit.Kind.PROGRAMME).values_list("code", flat=True)
        ),
        codes=set(SupportOffer.objects.values_list("code", flat=True)),
        reserved=RESERVED,
    )


def values_of(offer: SupportOffer) -> dict[str, Any]:
    return {name: getattr(offer, name) for name in FIELDS}


def latest_files(most: int = 20) -> tuple[OfferFile, ...]:
    """The last files, newest first, without their contents."""
    return tuple(OfferFile.objects.defer(*HEAVY)[:most])


def offer_file_or_404(pk: int) -> OfferFile:
    """One file. Raises NotFound."""
    found = OfferFile.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound("not-found")
    return found


def problems_of(batch: OfferFile) -> tuple[Problem, ...]:
    return tuple(Problem(*row) for row in unpacked(batch.problems) or ())


def samples_of(batch: OfferFile) -> list[list[Any]]:
    found: list[list[Any]] = unpacked(batch.preview) or []
    return found
