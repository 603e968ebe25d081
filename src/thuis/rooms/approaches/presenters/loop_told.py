"""What students read: you said, we did. As a page, a poster and a feed."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuis.core.loop.answered import Answered, Asked, answered
from thuis.core.loop.states import UNDER_WAY
from thuis.foundation.documents.brand import brand_colour
from thuis.foundation.documents.qr import qr_svg
from thuis.foundation.institution.models import Unit
from thuis.foundation.signals.models import Signal, Telling
from thuis.foundation.signals.queries import signals_of
from thuis.rooms.approaches.models import Plan
from thuis.rooms.approaches.presenters.loop_choices import Known, indicator_title, known_in, place_name
from thuis.rooms.approaches.presenters.loop_plan import AgainView, again_of
from thuis.rooms.approaches.presenters.loop_words import CAREFUL, figure_words, period_words
from thuis.rooms.approaches.presenters.words import Words
from thuis.rooms.approaches.queries.library import today
from thuis.rooms.approaches.queries.loop_told import public_tellings, told_units

STATUS = {"open": "open", "doing": "busy", "done": "done", "not": "no"}
DAYS: dict[str, Words] = {
    "open": gettext_lazy("Answer by"),
    "doing": gettext_lazy("Ready by"),
    "done": gettext_lazy("Since"),
    "not": gettext_lazy("Decided on"),
}
ON_POSTER = 4
PAPERS = ("a4", "a3")


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of looking again, as students read it."""

    verdict: str
    careful: Words
    again: AgainView | None


@dataclass(frozen=True, slots=True)
class Told:
    """One answer to what students said."""

    pk: int
    unit: str
    said: str
    source: str
    figure: str
    status: str
    status_words: str
    title: str
    text: str
    who: str
    day: date | None
    day_words: Words
    look: str
    looked: Looked | None
    changed_at: datetime
    address: str


@dataclass(frozen=True, slots=True)
class Place:
    """A link to the page of a unit."""

    name: str
    address: str
    current: bool


@dataclass(frozen=True, slots=True)
class ToldPage:
    """`around` are answers of the units around it. `kind` and `code` as in its address."""

    name: str
    kind: str
    code: str
    told: tuple[Told, ...]
    around: tuple[Told, ...]
    places: tuple[Place, ...]
    counted: Answered
    feed: str


def told_page(unit: Unit, around: Sequence[Unit], language: str) -> ToldPage:
    """The page of a unit; of the institution all that was told anywhere, each with its unit."""
    whole = unit.kind == Unit.Kind.INSTITUTION
    own = public_tellings(None if whole else [unit])
    others = () if whole else public_tellings([one for one in around if one.pk != unit.pk])
    known, (kind, code) = known_in(language), place_of(unit)
    feed = reverse("told:feed", kwargs={"kind": kind, "unit": code, "language": language})
    return ToldPage(
        unit.name_in(language),
        kind,
        code,
        tuple(told(one, known) for one in own),
        tuple(told(one, known) for one in others),
        tuple(_place(one, unit, language) for one in told_units(unit)),
        _counted(whole, unit),
        feed,
    )


def place_of(unit: Unit) -> tuple[str, str]:
    """Kind and code of a unit in an address."""
    return unit.kind, "all" if unit.kind == Unit.Kind.INSTITUTION else unit.code


def address_of(unit: Unit) -> str:
    kind, code = place_of(unit)
    return reverse("told:unit", kwargs={"kind": kind, "unit": code})


def _place(one: Unit, here: Unit, language: str) -> Place:
    return Place(one.name_in(language), address_of(one), one.pk == here.pk)


def _counted(whole: bool, unit: Unit) -> Answered:
    """How many signals got an answer in time: of the whole house, or of this unit."""
    found = Unit.objects.all() if whole else [unit]
    return answered([Asked(one.made_on, one.closed_on) for one in signals_of(found)], today())


def told(one: Telling, known: Known) -> Told:
    """One answer, in the language of what is known."""
    plan, language = getattr(one, "plan", None), known.language
    words = _words(one, language)
    with translation.override(language):
        status = one.get_kind_display()
        return Told(
            pk=one.pk,
            unit=one.unit.name_in(language),
            said=words["said"],
            source=_source(one.signals.all(), language),
            figure=_figure(plan, known) if plan and one.with_figure else "",
            status=STATUS[one.kind],
            status_words=status[:1].upper() + status[1:],
            title=words["title"],
            text=words["text"],
            who=_who(one),
            day=one.day,
            day_words=DAYS[one.kind],
            look=_look(plan, known),
            looked=_looked(plan, one.with_figure, known),
            changed_at=one.changed_at,
            address=one.address,
        )


def _words(one: Telling, language: str) -> dict[str, str]:
    """Said, title and text in a language, or in the one that it has; a draft may miss one."""
    names = ("said", "title", "text")
    own = {name: str(getattr(one, f"{name}_{language}")) for name in names}
    if all(own.values()):
        return own
    other = "en" if language == "nl" else "nl"
    return {name: own[name] or str(getattr(one, f"{name}_{other}")) for name in names}


def _source(signals: Iterable[Signal], language: str) -> str:
    """Where it was seen or heard; words that somebody wrote only in their own language."""
    found: dict[str, None] = {}
    for one in signals:
        if one.origin != Signal.Origin.HAND:
            found[_("Monitor %(period)s") % {"period": one.period}] = None
        elif one.language == language:
            found[one.source] = None
    return ", ".join(found)


def _figure(plan: Plan, known: Known) -> str:
    """The figure that it began with, where that is told."""
    if not plan.indicator:
        return ""
    again = known.figures.measured_again(plan, plan.baseline)
    if again.found.before is None:
        return ""
    words = {
        "title": indicator_title(plan, known),
        "figure": figure_words(again.found.before, again.scale),
        "where": place_name(plan, known),
        "period": period_words(plan.baseline),
    }
    return _("%(title)s: %(figure)s. %(where)s, %(period)s") % words


def _who(one: Telling) -> str:
    """Names of who agreed to be named; nobody else."""
    student = _("%(student)s (student)") % {"student": one.student} if one.student else ""
    return ", ".join(name for name in (student, one.staff) if name)


def _look(plan: Plan | None, known: Known) -> str:
    """How people will see whether it helped, while they still look."""
    if plan is None or not plan.indicator or plan.state not in UNDER_WAY:
        return ""
    words = {"title": indicator_title(plan, known), "day": date_format(plan.review_on, "F Y")}
    return _("%(title)s, again in %(day)s") % words


def _looked(plan: Plan | None, with_figure: bool, known: Known) -> Looked | None:
    # the first of those that came along with the plan: asking for it apart would cost a query each
    newest = next(iter(plan.remeasurements.all()), None) if plan else None
    if plan is None or newest is None:
        return None
    again = again_of(plan, newest, known) if with_figure else None
    return Looked(newest.verdict_in(known.language), CAREFUL[newest.design], again)


# --- on paper, and as a feed ---------------------------------------------------------------------------


def poster_values(unit: Unit, language: str, paper: str, institution: str) -> dict[str, object]:
    """What the poster prints: the newest answers of a unit, and where to read on."""
    whole = unit.kind == Unit.Kind.INSTITUTION
    address = settings.SITE_ADDRESS.rstrip("/") + address_of(unit)
    with translation.override(language):
        known, found = known_in(language), public_tellings(None if whole else [unit])[:ON_POSTER]
        title = _("You said, we did")
        return {
            "title": f"{title}: {unit.name_in(language)}",
            "heading": title,
            "where": unit.name_in(language),
            "said": _("You said"),
            "language": language,
            "paper": paper,
            "brand": brand_colour(),
            "institution": institution,
            "told": [_printed(told(one, known)) for one in found],
            "none": _("Nothing was told yet. Ask your programme what happens with your answers."),
            "more": _("Read more, also what we do not do"),
            "address": address.removeprefix("https://").removeprefix("http://"),
            "qr": qr_svg(address, address),
            "qr_alt": _("QR code that leads to %(address)s") % {"address": address},
        }


def _printed(one: Told) -> dict[str, str]:
    kept = asdict(one)
    return {name: kept[name] for name in ("said", "status_words", "title", "text", "who", "unit")}


NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Feed(Atom1Feed):
    """Changes only when something was told: without entries Django would say that it changed just now."""

    def latest_post_date(self) -> datetime:
        return max((one["updateddate"] for one in self.items), default=NEVER)


def feed(unit: Unit, language: str) -> str:
    """An Atom feed of what was told, newest first."""
    whole = unit.kind == Unit.Kind.INSTITUTION
    site, dutch = settings.SITE_ADDRESS.rstrip("/"), language == "nl"
    with translation.override(language):
        title = _("You said, we did")
        made = Feed(
            title=f"{title}: {unit.name_in(language)}",
            link=site + address_of(unit),
            description=title,
            language=language,
        )
        for one in public_tellings(None if whole else [unit]):
            made.add_item(
                title=one.title_nl if dutch else one.title_en,
                link=site + one.address,
                description=one.text_nl if dutch else one.text_en,
                unique_id=f"{site}/told/{one.pk}",
                pubdate=one.published_at,
                updateddate=one.changed_at,
            )
    return made.writeString("utf-8")
