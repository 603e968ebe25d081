"""How much is tried: enough for every change, or all that the figures in the documentation rest on.

`make nightly` does the latter. One size can be set by its name, as in
`THUIS_KILLS=200 make test ARGS=tests/privacy`.
"""

import os
from itertools import product

NIGHTLY = os.environ.get("THUIS_NIGHTLY") == "1"
PHONES = (320, 390) if NIGHTLY else (320,)
# language, width, dark: every page in two looks for every change, in all of them every night
LOOKS = [("nl", 320, False), ("en", 1280, True)]
if NIGHTLY:
    LOOKS = list(product(("nl", "en"), (320, 1280), (False, True)))
# Pictures of what journeys see, for people to look at: a twentieth of their time.
PICTURES = NIGHTLY or os.environ.get("THUIS_PICTURES") == "1"


def size(name: str, usual: int, nightly: int) -> int:
    return int(os.environ.get(name, nightly if NIGHTLY else usual))
