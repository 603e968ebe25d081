"""Who can help this reader: the offers that fit best, and why."""

from collections.abc import Sequence

from thuis.core.feedback.model import Helper, HelpLine, LetterRules, Offer, Place
from thuis.core.questionnaire.model import Answers
from thuis.core.texts import Text

MOST_PEOPLE = 3


def fitting_offers(offers: Sequence[Offer], place: Place) -> tuple[list[Offer], bool]:
    """The offers this reader can use, and whether they are at the reader's own site.

    The reader's language counts most, because nobody is helped by a talk they cannot follow; then the
    site. Only when nothing is left does the circle widen: any site, then any language.
    """
    for_programme = [offer for offer in offers if _covers(offer.programmes, place.programme)]
    spoken = [offer for offer in for_programme if _covers(offer.languages, place.language)]
    here = [offer for offer in spoken if _covers(offer.sites, place.site)]
    return (here, True) if here else (spoken or for_programme, False)


def best_offers(offers: Sequence[Offer], wanted: Sequence[str], place: Place) -> list[Offer]:
    """Best first: the topics that weigh most, then the reader's own programme and site, then by code."""

    def rank(offer: Offer) -> tuple[int, bool, bool, str]:
        places = [wanted.index(topic) for topic in offer.topics if topic in wanted]
        first = min(places, default=len(wanted))
        return first, place.programme not in offer.programmes, place.site not in offer.sites, offer.code

    return sorted(offers, key=rank)


def helpers(
    rules: LetterRules,
    offers: Sequence[Offer],
    asked: Sequence[str],
    tips: Sequence[str],
    answers: Answers,
    place: Place,
) -> tuple[tuple[Helper, ...], Text | None]:
    """At most three people with the reason for each, and a note when none is at the reader's site.

    `asked` are topics the reader chose, `tips` those of the suggestions. Each of the weightiest topics gets
    somebody of its own before one topic gets a second person.
    """
    usable, is_here = fitting_offers(offers, place)
    if not usable:
        return (), rules.nobody_at_all
    wanted = list(dict.fromkeys([*asked, *tips]))
    chosen = _spread(best_offers(usable, wanted, place), wanted)
    people = tuple(Helper(offer, _why(rules, offer, asked, tips, answers, is_here)) for offer in chosen)
    return people, None if is_here else rules.nobody_here


def offer_for(topic: str, offers: Sequence[Offer], place: Place) -> Offer | None:
    """The best offer on one topic, if there is one the reader can use."""
    usable = [offer for offer in fitting_offers(offers, place)[0] if topic in offer.topics]
    return best_offers(usable, [topic], place)[0] if usable else None


def fitting_lines(lines: Sequence[HelpLine], topics: Sequence[str], place: Place) -> tuple[HelpLine, ...]:
    """The lines for everybody and those on a topic of this reader; what speaks their language first."""
    fitting = [line for line in lines if not line.topics or set(line.topics) & set(topics)]
    return tuple(sorted(fitting, key=lambda line: not _covers(line.languages, place.language)))


def _spread(ranked: Sequence[Offer], wanted: Sequence[str]) -> list[Offer]:
    chosen: list[Offer] = []
    for topic in wanted:
        covered = any(topic in offer.topics for offer in chosen)
        chosen += [] if covered else [offer for offer in ranked if topic in offer.topics][:1]
    rest = [offer for offer in ranked if offer not in chosen]
    return [*chosen, *rest][:MOST_PEOPLE]


def _why(
    rules: LetterRules,
    offer: Offer,
    asked: Sequence[str],
    tips: Sequence[str],
    answers: Answers,
    is_here: bool,
) -> Text:
    for template, topics in ((rules.reasons.asked, asked), (rules.reasons.tip, tips)):
        for topic in topics:
            if topic in offer.topics and topic in rules.topics:
                return template.fill(topic=rules.topics[topic])
    if answers.get(f"HELP_{offer.code.replace('-', '_')}") == 0:
        return rules.reasons.new
    return rules.reasons.near if is_here and offer.sites else rules.reasons.everyone


def _covers(allowed: Sequence[str], one: str) -> bool:
    return not allowed or one in allowed
