"""Which offers fit what was heard or chosen: best first, one of each kind before a second of any."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from thuis.core.feedback.model import Offer
from thuis.core.finding.hearing import Heard
from thuis.core.finding.tokens import roots, tokens

KIND = 2.0  # somebody who asks for a dean by name wants a dean
NAME, TEXT = 1.5, 0.3  # a word out of the name of an offer, and out of its text
LONG_ENOUGH = 4  # letters of a word that says something in a name
FURTHER = 0.12  # an offer's first topic is what it is for; later ones weigh less
OUT_OF_REACH = 0.6  # at another site, for another programme, in another language: each
ABSENT = 0.6  # somebody who is away now can wait for who is there
AGAIN = 0.55  # a second offer of a kind tells less than a first of another
LEAST = 0.5  # below it nothing was found that fits
LISTENS = "talk"  # the topic of who listens to anything


@dataclass(frozen=True, slots=True)
class Asked:
    """Where somebody studies and what they speak; empty is not said. `absent`: offers where nobody is."""

    site: str = ""
    programme: str = ""
    language: str = ""
    absent: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """An offer that fits, by how much, and whether this student can use it as it is."""

    offer: Offer
    weight: float
    reachable: bool


def chosen(topic: str) -> Heard:
    """A topic that was chosen instead of typed."""
    return Heard({topic: 1.0}, {}, False, ())


def ranked(offers: Sequence[Offer], heard: Heard, asked: Asked) -> tuple[Match, ...]:
    """Every offer that fits, best first; of those that fit as well the one that stands first in `offers`."""
    found = [_match(offer, heard, asked) for offer in offers]
    return _varied([match for match in found if match.weight >= LEAST])


def listeners(offers: Sequence[Offer], asked: Asked) -> tuple[Match, ...]:
    """Who listens to anything, for when nothing fits."""
    return ranked([offer for offer in offers if LISTENS in offer.topics], chosen(LISTENS), asked)


def _match(offer: Offer, heard: Heard, asked: Asked) -> Match:
    weight = _about(offer, heard.topics) + KIND * heard.kinds.get(offer.kind, 0) + _own_words(offer, heard)
    missed = sum(
        bool(wanted and allowed and wanted not in allowed)
        for wanted, allowed in (
            (asked.site, offer.sites),
            (asked.programme, offer.programmes),
            (asked.language, offer.languages),
        )
    )
    here = ABSENT if offer.code in asked.absent else 1
    return Match(offer, weight * OUT_OF_REACH**missed * here, not missed)


def _about(offer: Offer, topics: Mapping[str, float]) -> float:
    return sum(topics.get(topic, 0) / (1 + FURTHER * place) for place, topic in enumerate(offer.topics))


def _own_words(offer: Offer, heard: Heard) -> float:
    """What was typed that stands in the offer's own name or text: new offers are found at once."""
    words = [word for word in heard.words if len(word) >= LONG_ENOUGH]
    name = _roots_of((offer.name.nl, offer.name.en, offer.person))
    text = _roots_of((offer.text.nl, offer.text.en))
    return sum(NAME if roots(word) & name else TEXT if roots(word) & text else 0 for word in words)


def _roots_of(texts: Iterable[str]) -> set[str]:
    words = {word for text in texts for word in tokens(text) if len(word) >= LONG_ENOUGH}
    return {root for word in words for root in roots(word)}


def _varied(matches: list[Match]) -> tuple[Match, ...]:
    """Best first, where each further offer of a kind that was named already counts for less."""
    left, said, order = list(matches), Counter[str](), []
    while left:
        best = max(left, key=lambda one: one.weight * AGAIN ** said[one.offer.kind])
        left.remove(best)
        said[best.offer.kind] += 1
        order.append(best)
    return tuple(order)
