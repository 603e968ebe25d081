"""Small mistakes in spelling: a letter too many, too few, wrong, or two that changed places."""

ONE_FROM, TWO_FROM = 5, 9  # letters of a word from which one mistake, and two, are forgiven


def nearly(typed: str, known: str) -> bool:
    """Whether `typed` is `known` with a mistake or two. The first letter is nearly always right."""
    allowed = mistakes_allowed(known)
    if not allowed or typed[:1] != known[:1] or abs(len(typed) - len(known)) > allowed:
        return False
    return distance(typed, known) <= allowed


def mistakes_allowed(known: str) -> int:
    if len(known) < ONE_FROM:
        return 0
    return 1 if len(known) < TWO_FROM else 2


def distance(one: str, other: str) -> int:
    """Letters to add, drop, change or swap with a neighbour (optimal string alignment)."""
    before, row = list[int](), list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        last, before, row = before, row, [at]
        for place, wanted in enumerate(other, 1):
            cost = min(row[-1] + 1, before[place] + 1, before[place - 1] + (letter != wanted))
            if at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == wanted:
                cost = min(cost, last[place - 2] + 1)
            row.append(cost)
    return row[-1]
