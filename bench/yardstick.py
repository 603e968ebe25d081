"""How fast this machine is at this moment: rented machines differ by half from one hour to the next.

Figures of two runs compare only as far as this one is the same; divide by it first.
"""

import json
import statistics
import time

ROUNDS = 15
THING = {f"question {number}": ["seldom", number / 7, {"page": number % 9}] for number in range(2_000)}


def milliseconds() -> float:
    """The middle of some times that one plain piece of Python takes, all of it processor and memory."""
    return statistics.median(_once() for _ in range(ROUNDS)) * 1000


def _once() -> float:
    began = time.perf_counter()
    words = json.loads(json.dumps(THING))
    sorted(words, key=lambda word: str(words[word]))
    return time.perf_counter() - began
