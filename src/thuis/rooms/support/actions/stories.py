"""Telling a story and taking it back; reading together, choosing, and noting what followed."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from thuis.core.errors import InvalidInput, WrongState
from thuis.core.finding.impact import Weights
from thuis.core.words.mask import masked
from thuis.foundation.audit.actions import Actor, record
from thuis.rooms.support.access import check_user_can_edit_offer, check_user_can_read_stories
from thuis.rooms.support.models import Choice, Followed, Panel, Story, SupportOffer
from thuis.rooms.support.queries.codes import digest_of, new_code
from thuis.rooms.support.queries.stories import story_with_story_code

MOST_CHOSEN = 5  # of one sitting: choosing is leaving out


@transaction.atomic
def tell_story(
    *,
    centre: SupportOffer,
    text: str,
    language: str,
    consent: str,
    typed_by_buddy: bool,
    weights: Weights | None,
) -> str:
    """Keep a story without a name; returns the code with which its teller takes it back.

    Mail addresses, numbers and names after a title go out. Not in the audit chain, as answering is not.
    """
    code = new_code()
    Story.objects.create(
        centre=centre,
        text=masked(text.strip(), frozenset()),
        language=language,
        consent=Story.Consent(consent),
        typed_by_buddy=typed_by_buddy,
        heard=weights.heard if weights else None,
        way=weights.way if weights else None,
        belong=weights.belong if weights else None,
        code_digest=digest_of(code),
        told_on=timezone.localdate(),
    )
    return code


@transaction.atomic
def change_consent(*, code: str, consent: str) -> Story:
    """The teller lets more or fewer people read it, from now on. Raises NotFound for an unknown code."""
    story = story_with_story_code(code)
    if consent not in Story.Consent.values:
        raise InvalidInput("story-consent")
    story.consent = consent
    story.save(update_fields=("consent",))
    return story


@transaction.atomic
def withdraw_story(*, code: str) -> None:
    """Erase it with everything made of it: why it was chosen, and what followed it."""
    story_with_story_code(code).delete()


@transaction.atomic
def sit(*, panel: Panel, reasons: Mapping[int, str], by: Actor) -> Panel:
    """Note what a mixed panel chose, each story with why.

    Raises:
        InvalidInput: the panel is not mixed, or it chose nothing or too much.
        WrongState: a story was chosen or taken back in the meantime.
    """
    check_user_can_read_stories(by, panel.centre)
    if panel.students < 1 or panel.colleagues < 1:
        raise InvalidInput("panel-not-mixed")
    if not 0 < len(reasons) <= MOST_CHOSEN:
        raise InvalidInput("panel-chose", most=MOST_CHOSEN)
    panel.save()
    waiting = Story.objects.filter(centre=panel.centre, pk__in=reasons, choice__isnull=True)
    if len(waiting.select_for_update(of=("self",))) != len(reasons):
        raise WrongState("story-moved-on")
    Choice.objects.bulk_create(
        Choice(panel=panel, story_id=story, why=why.strip()) for story, why in reasons.items()
    )
    record("stories.chosen", by=by, about=panel)
    return panel


@transaction.atomic
def note_effect(*, effect: Followed, by: Actor) -> Followed:
    """Add what followed; it follows only what was there before, so that nothing goes round."""
    check_user_can_edit_offer(by, effect.centre)
    for other in (effect.after, effect.story):
        if other is not None and other.centre_id != effect.centre_id:
            raise InvalidInput("effect-elsewhere")
    effect.save()
    record("effect.noted", by=by, about=effect)
    return effect


@transaction.atomic
def remove_effect(*, effect: Followed, by: Actor) -> None:
    """Take an effect off the map, and what followed it."""
    check_user_can_edit_offer(by, effect.centre)
    record("effect.removed", by=by, about=effect)
    effect.delete()


def forget_stories(*, before: datetime.date) -> int:
    """Stories that were told before a day, chosen or not; returns how many."""
    old = Story.objects.filter(told_on__lt=before)
    number = old.count()
    old.delete()
    return number
