"""What somebody typed as words that can be compared: without accents, endings and doubled letters.

Light on purpose: both languages are tried on every word, because students mix them. A root is no word of any
language; it is only ever compared with other roots.
"""

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[a-z0-9]+")
APOSTROPHES = re.compile(r"['’‘`´]")
DOUBLE = re.compile(r"([a-z])\1")
MOST_CHARACTERS = 200  # of what is typed; a longer text is read up to here
SHORTEST = 3  # letters that stay when an ending goes
DUTCH = ("heden", "heid", "ingen", "tjes", "tje", "ing", "jes", "je", "en", "e", "s")
ENGLISH = (
    "ations", "ation", "ating", "ated", "ions", "ion", "ings", "ing", "ies", "ied", "ness", "ed", "es", "s",
    "ly", "e",
)  # fmt: skip
MEMORY = 8192


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text in order: lower case, plain letters, no apostrophes."""
    letters = unicodedata.normalize("NFKD", APOSTROPHES.sub("", text[:MOST_CHARACTERS].casefold()))
    return tuple(WORD.findall("".join(each for each in letters if not unicodedata.combining(each))))


@lru_cache(MEMORY)
def roots(word: str) -> frozenset[str]:
    """What is left of a word in Dutch and in English; two words are alike when they share one."""
    return frozenset({_single(word), _dutch(word), _english(word)})


def alike(one: str, other: str) -> bool:
    return bool(roots(one) & roots(other))


def _dutch(word: str) -> str:
    """`gepest` and `pesten`, `slaap` and `slapen`, `betaald` and `betalen` end up the same."""
    bare = word[2:] if word.startswith("ge") and len(word) > 5 else word
    bare = _single(_without(bare, DUTCH))
    return bare[:-1] if len(bare) > 5 and bare[-1] in "td" else bare


def _english(word: str) -> str:
    return _single(_without(word, ENGLISH))


def _without(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)]
    return word


def _single(word: str) -> str:
    """`slaap` as `slap`, `vallen` as `valen`: spelling doubles letters where the sound does not change."""
    return DOUBLE.sub(r"\1", word)
