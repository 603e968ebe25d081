"""A share in words that everybody can picture: 1 of 4."""

# Simple fractions that people know, from 1 of 20 to all.
KNOWN = (
    (1, 20),
    (1, 10),
    (1, 8),
    (1, 6),
    (1, 5),
    (1, 4),
    (3, 10),
    (1, 3),
    (2, 5),
    (1, 2),
    (3, 5),
    (2, 3),
    (3, 4),
    (4, 5),
    (9, 10),
    (1, 1),
)


def one_of(share: float) -> tuple[int, int] | None:
    """The nearest (a, b) of `KNOWN` for a share from 0 to 1; None below 1 of 40, which is hardly anybody."""
    if share < 1 / 40:
        return None
    return min(KNOWN, key=lambda pair: abs(pair[0] / pair[1] - share))
