"""A key as people write it down: 13 groups of four characters, each with a check character.

256 bits are 52 characters of Crockford's base 32, which has no I, L, O or U. The fifth of a group checks it
by Luhn's algorithm modulo 32 (https://en.wikipedia.org/wiki/Luhn_mod_N_algorithm). It finds every single
mistake, and two characters that changed places but for one pair. So a mistake is named by its group.
"""

from thuis.core.errors import InvalidInput
from thuis.foundation.pseudonyms.pseudonyms import KEY_BYTES

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BASE = len(ALPHABET)
GROUP, GROUPS = 4, 13
# What people write for a character that the alphabet leaves out, and what they put between groups.
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": "", "\n": "", "\r": "", "\t": ""})


def spell(key: bytes) -> str:
    """The key in 13 groups of five characters with spaces between."""
    number = int.from_bytes(key, "big") << (GROUP * GROUPS * 5 - KEY_BYTES * 8)
    places = reversed(range(GROUP * GROUPS))
    characters = "".join(ALPHABET[number >> (5 * place) & (BASE - 1)] for place in places)
    groups = (characters[start : start + GROUP] for start in range(0, len(characters), GROUP))
    return " ".join(group + _check(group) for group in groups)


def read_spelled(text: str) -> bytes:
    """The key that `text` spells; capitals, spaces and dashes do not matter.

    Raises:
        InvalidInput: not 13 groups, or the first group that holds a mistake.
    """
    characters = text.upper().translate(READ_AS)
    if len(characters) != (GROUP + 1) * GROUPS:
        raise InvalidInput("key-wrong-length", groups=GROUPS, characters=GROUP + 1, typed=len(characters))
    number = 0
    for place in range(GROUPS):
        number = number << (5 * GROUP) | _value(place, characters[place * (GROUP + 1) :][: GROUP + 1])
    spare = GROUP * GROUPS * 5 - KEY_BYTES * 8
    return (number >> spare).to_bytes(KEY_BYTES, "big")


def _value(place: int, group: str) -> int:
    if not set(group) <= set(ALPHABET) or _check(group[:GROUP]) != group[GROUP]:
        raise InvalidInput("key-wrong-group", group=place + 1, typed=group)
    value = 0
    for character in group[:GROUP]:
        value = value * BASE + ALPHABET.index(character)
    return value


def _check(group: str) -> str:
    total = 0
    for place, character in enumerate(reversed(group)):
        doubled = ALPHABET.index(character) * (2 if place % 2 == 0 else 1)
        total += doubled // BASE + doubled % BASE
    return ALPHABET[-total % BASE]
