"""Reading ambassador kits and the class visits that were written down."""

import datetime
import hashlib

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from thuis.core.errors import NotFound
from thuis.foundation.access.cookies import cookie_name
from thuis.foundation.institution.queries import programmes_at
from thuis.foundation.pseudonyms.links import link_token
from thuis.rooms.monitor.models import AmbassadorKit, ClassVisit, Round
from thuis.rooms.monitor.queries.rounds import today

KIT_COOKIE = "ambassador-link"
MAY_CHANGE = datetime.timedelta(days=1)


def kit_token(kit: AmbassadorKit) -> str:
    """The secret part of the link to the ambassador's page; derived, never stored."""
    return link_token(settings.LINK_KEY, f"kit|{kit.code}", kit.generation)


def kit_digest(token: str) -> str:
    """What the database keeps to recognise that link."""
    return hashlib.sha256(f"kit|{token}".encode()).hexdigest()


def _kits() -> QuerySet[AmbassadorKit]:
    return AmbassadorKit.objects.select_related("round", "site").defer("round__questionnaire")


def kits_of(round: Round) -> QuerySet[AmbassadorKit]:
    return _kits().filter(round=round)


def kit_of(round: Round, pk: int) -> AmbassadorKit:
    """One kit. Raises NotFound, also for a kit of another round."""
    found = kits_of(round).filter(pk=pk).first()
    if found is None:
        raise NotFound("not-found")
    return found


def kit_with_code(code: str) -> AmbassadorKit:
    """The kit behind a short address. Raises NotFound when there is none, or when it has ended."""
    found = _kits().filter(code=code.lower(), has_ended=False).first()
    if found is None:
        raise NotFound("kit-unknown")
    return found


def kit_by_token(token: str) -> AmbassadorKit:
    """The kit behind a secret link. Raises NotFound when there is none, or when it has ended."""
    found = _kits().filter(link_digest=kit_digest(token), has_ended=False).first() if token else None
    if found is None:
        raise NotFound("kit-unknown")
    return found


def kit_of_request(request: HttpRequest) -> AmbassadorKit:
    """The kit whose link was used on this device. Raises NotFound."""
    return kit_by_token(request.COOKIES.get(cookie_name(KIT_COOKIE), ""))


def programmes_to_visit(kit: AmbassadorKit, language: str) -> list[tuple[str, str]]:
    """Code and name of what is taught at the site of a kit, by name."""
    taught = (row.programme for row in programmes_at(kit.site, today()))
    return sorted(((each.code, each.name_in(language)) for each in taught), key=lambda pair: pair[1])


def visits_of_round(round: Round) -> QuerySet[ClassVisit]:
    return ClassVisit.objects.filter(kit__round=round).select_related("kit__site")


def class_visit_of(kit: AmbassadorKit, pk: int) -> ClassVisit:
    """One visit. Raises NotFound, also for a visit of another kit."""
    found = kit.visits.filter(pk=pk).first()
    if found is None:
        raise NotFound("not-found")
    return found


def may_change(visit: ClassVisit) -> bool:
    """An ambassador may change or remove what she wrote down for a day."""
    return timezone.now() - visit.made_at < MAY_CHANGE
