"""Taking the institution over from DUO's code tables: what is new, what is gone, and writing it.

What stands already is never renamed or moved: an admin may have given it a better name or another domain.
What DUO brought and no longer has gets a last day. Nothing is deleted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from thuis.core.errors import WrongState
from thuis.core.intake.formats.duo import PARTS, DuoInstitution, DuoProgramme, DuoSite
from thuis.foundation.audit.actions import Actor, record
from thuis.foundation.institution.access import check_user_can_manage_institution
from thuis.foundation.institution.models import ProgrammeAtSite, Site, Source, Unit
from thuis.foundation.institution.queries import institution

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class TakeOver:
    """What taking over would do; empty lists when it would change nothing."""

    found: DuoInstitution
    is_new: bool
    domains: tuple[str, ...]
    sites: tuple[DuoSite, ...]
    programmes: tuple[DuoProgramme, ...]
    pairs: tuple[Pair, ...]
    sites_gone: tuple[str, ...]
    programmes_gone: tuple[str, ...]
    pairs_gone: tuple[Pair, ...]

    @property
    def is_empty(self) -> bool:
        added = self.is_new or self.domains or self.sites or self.programmes or self.pairs
        return not (added or self.sites_gone or self.programmes_gone or self.pairs_gone)


def take_over_of(found: DuoInstitution) -> TakeOver:
    """Compare DUO with what stands. Raises WrongState when another institution stands here."""
    root = institution()
    if root is not None and root.code != found.code:
        raise WrongState("institution-is-another", here=root.code, there=found.code)
    sites, programmes = _codes(Site.objects.all()), _codes(Unit.objects.filter(kind=Unit.Kind.PROGRAMME))
    pairs = ProgrammeAtSite.objects.values_list("programme__code", "site__code", "source", "ends_on")
    known_pairs = {(programme, site) for programme, site, _source, _ends in pairs}
    domains = {f"CROHO-{programme.part}" for programme in found.programmes}
    standing = set(Unit.objects.filter(kind=Unit.Kind.DOMAIN).values_list("code", flat=True))
    return TakeOver(
        found,
        root is None,
        tuple(sorted(domains - standing)) if _new(found, programmes) else (),
        tuple(site for site in found.sites if site.code not in sites),
        _new(found, programmes),
        tuple(sorted(found.taught - known_pairs)),
        _gone(sites, {site.code for site in found.sites}),
        _gone(programmes, {programme.code for programme in found.programmes}),
        tuple(
            sorted(
                (programme, site)
                for programme, site, source, ends_on in pairs
                if source == Source.DUO and ends_on is None and (programme, site) not in found.taught
            )
        ),
    )


Codes = dict[str, tuple[str, date | None]]


def _codes(rows: Iterable[Site] | Iterable[Unit]) -> Codes:
    return {row.code: (row.source, row.ends_on) for row in rows}


def _new(found: DuoInstitution, standing: Codes) -> tuple[DuoProgramme, ...]:
    return tuple(programme for programme in found.programmes if programme.code not in standing)


def _gone(standing: Codes, wanted: set[str]) -> tuple[str, ...]:
    return tuple(
        sorted(
            code
            for code, (source, ends_on) in standing.items()
            if source == Source.DUO and ends_on is None and code not in wanted
        )
    )


@transaction.atomic
def take_over_institution(*, plan: TakeOver, today: date, by: Actor) -> Unit:
    """Write the plan and return the institution."""
    check_user_can_manage_institution(by)
    root, _made = Unit.objects.get_or_create(
        kind=Unit.Kind.INSTITUTION,
        code=plan.found.code,
        defaults={"name_nl": plan.found.name, "source": Source.DUO},
    )
    _add_domains(root, plan)
    _add_programmes(plan)
    Site.objects.bulk_create(
        Site(code=site.code, name=site.municipality, municipality=site.municipality, source=Source.DUO)
        for site in plan.sites
    )
    _add_pairs(plan.pairs)
    _end(plan, today - timedelta(days=1))
    if not plan.is_empty:
        record("institution-taken-over", by=by, about=root)
    return root


def _add_domains(root: Unit, plan: TakeOver) -> None:
    for code in plan.domains:
        nl, en = PARTS.get(code.removeprefix("CROHO-"), (code, code))
        Unit.objects.create(
            kind=Unit.Kind.DOMAIN, code=code, name_nl=nl, name_en=en, parent=root, source=Source.DUO
        )


def _add_programmes(plan: TakeOver) -> None:
    domains = {unit.code: unit for unit in Unit.objects.filter(kind=Unit.Kind.DOMAIN)}
    Unit.objects.bulk_create(
        Unit(
            kind=Unit.Kind.PROGRAMME,
            code=programme.code,
            name_nl=programme.name,
            parent=domains[f"CROHO-{programme.part}"],
            source=Source.DUO,
        )
        for programme in plan.programmes
    )


def _add_pairs(pairs: Iterable[Pair]) -> None:
    programmes = dict(Unit.objects.filter(kind=Unit.Kind.PROGRAMME).values_list("code", "pk"))
    sites = dict(Site.objects.values_list("code", "pk"))
    ProgrammeAtSite.objects.bulk_create(
        ProgrammeAtSite(programme_id=programmes[programme], site_id=sites[site], source=Source.DUO)
        for programme, site in pairs
    )


def _end(plan: TakeOver, last_day: date) -> None:
    Site.objects.filter(code__in=plan.sites_gone).update(ends_on=last_day)
    units = Unit.objects.filter(kind=Unit.Kind.PROGRAMME, code__in=plan.programmes_gone)
    units.update(ends_on=last_day)
    for programme, site in plan.pairs_gone:
        rows = ProgrammeAtSite.objects.filter(programme__code=programme, site__code=site)
        rows.update(ends_on=last_day)
