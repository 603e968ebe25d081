"""Read released figures from a program: `from thuis.client import Thuis`.

Needs Python alone; the folder can be copied out of Thuis. With pandas installed, `frame` gives data frames.

    from thuis.client import Thuis
    thuis = Thuis("https://thuis.college.example", key="thuis_…")
    figures = thuis.cells("wellbeing", unit_kind="programme", statistic="mean")
    thuis.frame(figures)

Make the key under 'Your account', 'Keys for programs'. It sees what you see.
"""

from thuis.client.reading import Refused, Thuis
from thuis.client.tables import columns, frame

__all__ = ("Refused", "Thuis", "columns", "frame")
