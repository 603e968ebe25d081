"""One sheet on paper per site: who can help here, the lines, and a code that leads to the route map."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thuis.core.finding.kinds import SortOfHelp
from thuis.foundation.documents.brand import brand_colour
from thuis.foundation.documents.qr import qr_svg
from thuis.foundation.institution.queries import institution
from thuis.rooms.support.models import SupportOffer
from thuis.rooms.support.presenters.people import LineCard, language_names, who


def sheet(
    site: str,
    offers: Sequence[SupportOffer],
    kinds: Mapping[str, SortOfHelp],
    lines: Sequence[LineCard],
    language: str,
) -> dict[str, Any]:
    """What the template `support-sheet` reads."""
    top, address = institution(), settings.SITE_ADDRESS + reverse("support:help")
    short = address.split("//")[-1].rstrip("/")
    alt = _("QR code that leads to %(address)s") % {"address": short}
    return {
        "language": language,
        "brand": brand_colour(),
        "institution": top.name_in(language) if top else "Thuis",
        "address": short,
        "qr": qr_svg(address, alt),
        "offers": [_row(offer, kinds, language) for offer in offers],
        "lines": [{"name": line.name, "phone": line.phone, "text": line.text} for line in lines],
        "words": {**_words(site, offers), "alt": alt},
    }


def _row(offer: SupportOffer, kinds: Mapping[str, SortOfHelp], language: str) -> dict[str, str]:
    facts = [offer.in_(field, language) for field in ("where", "hours", "cost", "waiting")]
    return {
        "name": who(offer.kind, offer.person, offer.in_("name", language)),
        "text": offer.in_("text", language),
        "facts": " · ".join(fact for fact in facts if fact),
        "reach": " · ".join(reach for reach in (offer.phone, offer.mail) if reach),
        "languages": language_names(offer.languages, language),
    }


def _words(site: str, offers: Sequence[SupportOffer]) -> dict[str, str]:
    checked = min((offer.checked_on for offer in offers), default=None)
    day = date_format(checked, "j F Y") if checked else ""
    return {
        "title": _("Who can help you at %(site)s?") % {"site": site},
        "lead": _("You do not need a big problem. A short talk is enough."),
        "people": _("People here"),
        "lines": _("Outside school"),
        "all": _("All help, and whether somebody is there now"),
        "nobody": _("Nobody is listed for this site yet. Scan the code, or call one of the lines."),
        "checked": _("Checked on %(day)s or later.") % {"day": day} if day else "",
    }
