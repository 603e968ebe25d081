"""Small packages for tests."""

from thuis.core.research.model import NOT_ANSWERED, RATHER_NOT, REMOVED, Variable
from thuis.core.texts import Text


def words(nl, en=""):
    return Text(nl, en or nl)


VARIABLES = (
    Variable("pseudonym", words("Code van de student", "Code of the student"), "text"),
    Variable("domain", words("domein", "domain"), "text", (("MM", words("Mens & Maatschappij", "People")),)),
    Variable("form", words("vorm", "form"), "text", (("full-time", words("voltijd", "full-time")),)),
    Variable("weight", words("gewicht", "weight"), "number"),
    Variable(
        "MOO01", words("Ik voel me somber. €", "I feel low"), "code",
        ((1, words("nooit", "never")), (2, words("soms", "sometimes"))), sensitive=True, with_it=("mood",),
        source=words("mood, versie 1", "mood, version 1"),
    ),
    Variable("mood", words("stemming", "mood"), "number", sensitive=True, with_it=("MOO01",)),
)  # fmt: skip
COLUMNS = {
    "pseudonym": ["0123456789abcdef", "fedcba9876543210", "00000000000000aa"],
    "domain": ["MM", "*", "MM"],
    "form": ["full-time", "part-time", "*"],
    "weight": [1.25, 0.75, 1.0],
    "MOO01": [1, RATHER_NOT, REMOVED],
    "mood": [12.5, NOT_ANSWERED, REMOVED],
}
