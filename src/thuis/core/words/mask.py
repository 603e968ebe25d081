"""Taking out of a text what may point at somebody, before anybody reads it.

Masking errs on the side of too much: a flower that is also a first name goes too when it has a capital. What
a machine cannot see (a function, an event that everybody knows) the two readers take out by hand.
"""

import re
from collections.abc import Collection

from thuis.core.errors import InvalidInput

NAME, MAIL, PHONE, NUMBER, ADDRESS, HANDLE = (
    "[naam]",
    "[mail]",
    "[telefoon]",
    "[nummer]",
    "[link]",
    "[account]",
)
MASKS = (NAME, MAIL, PHONE, NUMBER, ADDRESS, HANDLE)
PATTERNS = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), MAIL),
    (
        re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:nl|com|org|net|eu|be)\b(?:/\S*)?", re.IGNORECASE),
        ADDRESS,
    ),
    (re.compile(r"(?<![\w@])@\w{2,}"), HANDLE),
    (re.compile(r"(?<!\d)(?:\+\d{2}|0)[\s.-]?(?:\(0\)[\s.-]?)?\d(?:[\s.-]?\d){7,9}(?!\d)"), PHONE),
    (re.compile(r"(?<!\d)\d{5,}(?!\d)"), NUMBER),
)
# After a title the next word is somebody, with a capital or without; after a role with a capital only.
TITLES = "mevrouw|mevr|mw|meneer|dhr|juf|mister|mr|mrs|ms|miss"
ROLES = "docente?|leraar|lerares|coach|mentor|decaan|professor|prof|dr|teacher|lecturer|tutor|dean"
NOT_NAMES = (
    "die|dat|is|was|en|of|maar|niet|gaf|had|zei|van|voor|met|in|who|that|and|or|but|not|gave|said|from|with"
)
AFTER_TITLE = re.compile(rf"\b({TITLES})\b(\.?\s+)(?!(?:{NOT_NAMES})\b)[^\W\d_][\w'’-]+", re.IGNORECASE)
AFTER_ROLE = re.compile(rf"\b((?i:{ROLES}))\b(\.?\s+)[A-ZÀ-Þ][\w'’-]+")
WORD = re.compile(r"[^\W\d_][\w'’-]*")
LEAST = 3  # letters of a name: shorter ones are everyday words too often


def name_words(names: Collection[str]) -> frozenset[str]:
    """The parts of full names that are looked for: without 'van' and 'de', in lower case."""
    parts = (part for name in names for part in WORD.findall(name))
    return frozenset(part.lower() for part in parts if len(part) >= LEAST and part[0].isupper())


def masked(text: str, names: Collection[str]) -> str:
    """A text without mail, links, accounts, phone and student numbers, and names.

    Args:
        text: what a student wrote.
        names: `name_words` of everybody in the register; found where a word starts with a capital.
    """
    for pattern, word in PATTERNS:
        text = pattern.sub(word, text)
    for after in (AFTER_TITLE, AFTER_ROLE):
        text = after.sub(rf"\1\2{NAME}", text)
    return _joined(WORD.sub(lambda found: _named(found[0], names), text))


def masked_by_hand(text: str, words: Collection[str]) -> str:
    """A text without these words, whole and in any case: what readers see and a machine cannot.

    Raises:
        InvalidInput: one of them does not stand in the text.
    """
    for word in words:
        found = re.compile(rf"(?<!\w){re.escape(word.strip())}(?!\w)", re.IGNORECASE)
        if not word.strip() or not found.search(text):
            raise InvalidInput("words-not-in-text", words=word.strip())
        text = found.sub(NAME, text)
    return _joined(text)


def _named(word: str, names: Collection[str]) -> str:
    plain = word.lower().removesuffix("'s").removesuffix("’s")
    known = plain in names or any(part in names for part in plain.split("-"))
    return NAME if word[0].isupper() and known else word


def _joined(text: str) -> str:
    """First and last name become one mask: how many names somebody has is nobody's business."""
    again = re.escape(NAME)
    return re.sub(rf"{again}(?:\s+(?:(?:van|de|der|den|ter|ten|el|al)\s+)*{again})+", NAME, text)
