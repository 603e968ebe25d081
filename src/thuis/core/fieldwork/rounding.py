"""Random rounding to five: a number becomes a multiple of five, right on average.

With a secret draw o from 0 to 4 that stays the same for a group, n becomes 5·⌊(n + o) / 5⌋. Over the draws
its expectation is n, so sums stay right; whoever sees the outcome has at least five numbers left for n.

Source: G. Sande / M. Nargundkar & W. Saveland (1972), Random-rounding to prevent statistical disclosures,
Proceedings of the Social Statistics Section, American Statistical Association, 382–385; in use by Statistics
Canada for census tables, with base five.
"""

BASE = 5
# Of one rounded number, over an evenly spread remainder: (0·5 + 1·4 + 2·3 + 3·2 + 4·1) / 5.
VARIANCE = 4.0


def rounded(number: int, offset: int) -> int:
    """A multiple of five within four of `number`; `offset` is the secret draw, 0 to 4."""
    return BASE * ((number + offset) // BASE)


def rounded_part(number: int, of: int, offset: int) -> int:
    """The same for a part of a group of `of`, never above the last multiple of five in it.

    Without that limit, 'about 15' of 12 students would say that eleven or twelve of them did.
    """
    return min(rounded(number, offset), BASE * (of // BASE))
