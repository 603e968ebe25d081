"""Reading stories: what a panel may read, what was chosen, and the report that is made of it."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from thuis.core.errors import NotFound
from thuis.core.finding.impact import Effect, Impact, Quality, Reach, ToldStory, Weights
from thuis.rooms.support.models import Choice, Followed, Panel, Story, SupportOffer, Tally
from thuis.rooms.support.queries.centres import attendance, tallied
from thuis.rooms.support.queries.codes import digest_of

Consent = Story.Consent
A_YEAR = datetime.timedelta(days=365)
# Who reads a chosen story: the report for colleagues, and the one for everybody.
READABLE = {False: (Consent.INTERNAL, Consent.PUBLIC), True: (Consent.PUBLIC,)}


def story_with_story_code(code: str) -> Story:
    """The story of who has this code. Raises NotFound with how to spell it."""
    found = Story.objects.filter(code_digest=digest_of(code)).select_related("centre").first()
    if found is None:
        raise NotFound("story-unknown")
    return found


def stories_to_read(centre: SupportOffer) -> QuerySet[Story]:
    """What no panel chose yet, newest first."""
    return Story.objects.filter(centre=centre, choice__isnull=True)


def story_or_404(pk: int, centre: SupportOffer) -> Story:
    """A story of this centre that can be chosen. Raises NotFound."""
    found = stories_to_read(centre).filter(pk=pk).first()
    if found is None:
        raise NotFound("not-found")
    return found


def panels_of(centre: SupportOffer) -> QuerySet[Panel]:
    return Panel.objects.filter(centre=centre).prefetch_related("choices__story")


def panel_or_404(pk: int, centre: SupportOffer) -> Panel:
    """Raises NotFound."""
    found = Panel.objects.filter(pk=pk, centre=centre).first()
    if found is None:
        raise NotFound("not-found")
    return found


def effects_of(centre: SupportOffer) -> QuerySet[Followed]:
    return Followed.objects.filter(centre=centre).select_related("story")


def effect_or_404(pk: int, centre: SupportOffer) -> Followed:
    """Raises NotFound."""
    found = effects_of(centre).filter(pk=pk).first()
    if found is None:
        raise NotFound("not-found")
    return found


def period() -> tuple[datetime.date, datetime.date]:
    """The year up to today."""
    today = timezone.localdate()
    return today - A_YEAR, today


def chosen_stories(centre: SupportOffer, *, public: bool) -> QuerySet[Choice]:
    """What a panel chose in this year and its teller lets these readers see, newest first."""
    first, last = period()
    found = Choice.objects.filter(
        story__centre=centre, story__consent__in=READABLE[public], story__told_on__range=(first, last)
    )
    return found.select_related("story").order_by("-story__told_on", "pk")


def has_report(centre: SupportOffer, *, public: bool) -> bool:
    """Whether there is a story and a count to make a report of."""
    first, last = period()
    return chosen_stories(centre, public=public).exists() and bool(_reach(centre, first, last).total)


def impact_of(centre: SupportOffer, *, public: bool, language: str) -> Impact:
    """The report of the year up to today. Raises WrongState when a story or a count is missing."""
    first, last = period()
    return Impact(
        first=first,
        last=last,
        reach=_reach(centre, first, last),
        quality=_quality(centre, first, last),
        stories=tuple(_told(choice) for choice in chosen_stories(centre, public=public)),
        stories_told=Story.objects.filter(centre=centre, told_on__range=(first, last)).count(),
        effects=tuple(_effects(centre, public=public, language=language)),
    )


def _reach(centre: SupportOffer, first: datetime.date, last: datetime.date) -> Reach:
    visits, questions = (
        tallied(centre, kind, first, last) for kind in (Tally.Kind.VISIT, Tally.Kind.QUESTION)
    )
    return Reach(visits, questions, *attendance(centre, first, last))


def _quality(centre: SupportOffer, first: datetime.date, last: datetime.date) -> Quality:
    counts = tallied(centre, Tally.Kind.HEARD, first, last)
    return Quality(*(counts.get(answer, 0) for answer in ("yes", "partly", "no")))


def _told(choice: Choice) -> ToldStory:
    story = choice.story
    return ToldStory(
        story.text, story.language, story.told_on, story.typed_by_buddy, weights_of(story), choice.why
    )


def weights_of(story: Story) -> Weights | None:
    parts: tuple[Any, ...] = (story.heard, story.way, story.belong)
    return None if None in parts else Weights(*parts)


def _effects(centre: SupportOffer, *, public: bool, language: str) -> list[Effect]:
    """What followed; an effect out of a story is read by whoever may read that story."""
    found = effects_of(centre)
    return noted(
        [one for one in found if one.story is None or one.story.consent in READABLE[public]], language
    )


def noted(effects: Iterable[Followed], language: str) -> list[Effect]:
    """Effects as values of the core, in one language."""
    return [
        Effect(one.pk, one.words_nl if language == "nl" else one.words_en, one.after_id) for one in effects
    ]
