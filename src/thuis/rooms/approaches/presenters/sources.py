"""Where a fact comes from, as a reader can look it up."""

import re

STUDIES = {
    "000": "Langeloo et al. (2025), TOPS, doi 10.54657/tops.19351",
    "001": "Inholland (2021), Sense of community",
    "002": "Inholland (2022), De rol van de docent bij verbondenheid",
    "003": "Inholland (2024), Magazine Welzijn & Binding",
    "004": "Inholland, Consortium Welzijn & Binding",
}
SEED = re.compile(r"seed (\d{3})")


def cited(source: str) -> str:
    """The source as content names it, with the study in full: 'seed 000 §3.1.1' and perhaps more."""
    return SEED.sub(lambda found: STUDIES.get(found[1], found[0]), source)
