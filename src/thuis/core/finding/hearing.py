"""What a sentence is about: which topics, which kinds of help, and whether it speaks of danger.

A hit is a word, a phrase whose words stand near each other in order, a Dutch compound of which one half is
known, or a word with a small mistake. Certain hits weigh more. Nothing is learned and nothing is kept.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from thuis.core.finding.spelling import nearly
from thuis.core.finding.tokens import alike, roots, tokens
from thuis.core.finding.words import Entry, Everyday

WORD, PHRASE, LONGER = 1.0, 1.6, 0.3  # a word; a phrase of two; each further word of it
COMPOUND, MISSPELT = 0.8, 0.7
HALF, REST = 4, 3  # letters that a known half of a compound has, and that its other half has
NEAR = 3  # places further on at most that the next word of a phrase may stand
LINKS = ("", "s", "e", "en")


@dataclass(frozen=True, slots=True)
class Hit:
    """Which words of the sentence (by place) say this, and how much it weighs."""

    meaning: str
    places: frozenset[int]
    weight: float


@dataclass(frozen=True, slots=True)
class Heard:
    """Topics and kinds with their weights, and whether danger was heard."""

    topics: Mapping[str, float]
    kinds: Mapping[str, float]
    danger: bool
    words: tuple[str, ...]


class Vocabulary:
    """The everyday words, ready to be compared with what is typed. Made once, used for every search."""

    def __init__(self, everyday: Everyday) -> None:
        self.everyday = everyday
        self._topics, self._kinds = _Index(everyday.topics), _Index(everyday.kinds)
        self._danger = _Index(everyday.danger)

    def heard(self, text: str) -> Heard:
        """What a text is about."""
        words = tokens(text)
        return Heard(
            _weights(self._topics.hits(words)),
            _weights(self._kinds.hits(words)),
            any(True for _ in self._danger.hits(words)),
            words,
        )


class _Index:
    """Entries by the root of their first word, and what is needed for compounds and mistakes."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._by_root: dict[str, list[Entry]] = defaultdict(list)
        self._phrases = [entry for entry in entries if len(entry.words) > 1]
        self._single = [entry for entry in entries if len(entry.words) == 1]
        for entry in self._single:
            for root in roots(entry.words[0]):
                self._by_root[root].append(entry)

    def hits(self, words: Sequence[str]) -> Iterator[Hit]:
        for entry in self._phrases:
            yield from _phrase_hits(entry, words)
        for place, word in enumerate(words):
            yield from self._word_hits(place, word)

    def _word_hits(self, place: int, word: str) -> Iterator[Hit]:
        """As it is, else as a compound, else with a mistake."""
        known = {entry for root in roots(word) for entry in self._by_root.get(root, ())}
        weight = WORD
        if not known:
            known, weight = set(self._halves(word)), COMPOUND
        if not known:
            known, weight = {entry for entry in self._single if nearly(word, entry.words[0])}, MISSPELT
        for meaning in sorted({entry.meaning for entry in known}):
            yield Hit(meaning, frozenset({place}), weight)

    def _halves(self, word: str) -> Iterator[Entry]:
        """Dutch words that a compound begins or ends with; English writes compounds apart."""
        for entry in self._single:
            half = entry.words[0]
            long_enough = len(half) >= HALF and len(word) - len(half) >= REST
            if entry.language == "nl" and long_enough and _is_half(half, word):
                yield entry


def _is_half(half: str, word: str) -> bool:
    return word.endswith(half) or any(word.startswith(half + link) for link in LINKS)


def _phrase_hits(entry: Entry, words: Sequence[str]) -> Iterator[Hit]:
    """The first place where all words of a phrase stand in order, near each other."""
    for start, word in enumerate(words):
        places = _follow(entry.words, words, start) if alike(word, entry.words[0]) else []
        if len(places) == len(entry.words):
            weight = PHRASE + LONGER * (len(places) - 2)
            yield Hit(entry.meaning, frozenset(places), weight)
            return


def _follow(phrase: Sequence[str], words: Sequence[str], start: int) -> list[int]:
    places = [start]
    for _, wanted in pairwise(phrase):
        after = range(places[-1] + 1, min(places[-1] + 1 + NEAR, len(words)))
        found = next((place for place in after if _same(words[place], wanted)), None)
        if found is None:
            return []
        places.append(found)
    return places


def _same(typed: str, known: str) -> bool:
    return alike(typed, known) or nearly(typed, known)


def _weights(hits: Iterable[Hit]) -> dict[str, float]:
    """Per meaning the weight of its hits; a word of the sentence counts once for a meaning."""
    by_meaning: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        by_meaning[hit.meaning].append(hit)
    return {meaning: _apart(found) for meaning, found in by_meaning.items()}


def _apart(hits: list[Hit]) -> float:
    taken: set[int] = set()
    total = 0.0
    for hit in sorted(hits, key=lambda hit: (-hit.weight, sorted(hit.places))):
        if not hit.places & taken:
            taken |= hit.places
            total += hit.weight
    return total
