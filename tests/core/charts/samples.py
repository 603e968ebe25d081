"""One chart of each kind, as the invented college would have them, with words in two languages."""

from thuis.core.charts.model import (
    BarRow,
    Bars,
    DotRow,
    Dots,
    Hidden,
    Line,
    Lines,
    Quadrant,
    Scale,
    Tile,
    Told,
)
from thuis.core.charts.paper import Labels
from thuis.core.charts.table import Headings

SHARE = Scale(0, 1, "%", factor=100)
HEADINGS = Headings("Row", "Round", "Value", "From", "To", "Answers", "Remark", "Reference", "Answer")


def number_with(point):
    """A formatter with this decimal sign."""

    def number(value, scale):
        shown = round(value * scale.factor, scale.decimals) + 0.0
        return f"{shown:.{scale.decimals}f}".replace(".", point)

    return number


LABELS = {
    "en": Labels(
        number_with("."),
        "en",
        "not shown",
        "grey: {name}",
        "less than {value}",
        "more than {value}",
        ("Social Work · round March 2026",),
    ),
    "nl": Labels(
        number_with(","),
        "nl",
        "niet getoond",
        "grijs: {name}",
        "minder dan {value}",
        "meer dan {value}",
        ("Social Work · ronde maart 2026",),
    ),
}
WORDS = {
    "en": {
        "home": "Do students feel at home?",
        "say": "What do they say?",
        "develop": "How did it develop?",
        "together": "How do interest and tiredness go together?",
        "few": "Fewer than 10 answers.",
        "apart": "Not shown apart: a small group could be worked out from it.",
        "higher": "higher",
        "same": "about the same",
        "options": ("disagree", "in between", "agree"),
    },
    "nl": {
        "home": "Voelen studenten zich thuis?",
        "say": "Wat zeggen ze?",
        "develop": "Hoe ging het verder?",
        "together": "Hoe gaan interesse en vermoeidheid samen?",
        "few": "Minder dan 10 antwoorden.",
        "apart": "Niet apart getoond: een kleine groep zou eruit af te leiden zijn.",
        "higher": "hoger",
        "same": "ongeveer gelijk",
        "options": ("oneens", "ertussenin", "eens"),
    },
}


def told(value, margin=3.0, said="", n=50):
    return Told(value, value - margin, value + margin, n, said)


def shares(*percent):
    """Shares with an interval of three to both sides; None is a band from 0 to 10 percent."""
    return tuple(
        Told(None, 0, 0.1, 20)
        if one is None
        else Told(one / 100, max(0, one - 3) / 100, min(100, one + 3) / 100, 20)
        for one in percent
    )


def dots(language="en"):
    words = WORDS[language]
    rows = (
        DotRow("Nursing", told(58.4, 2.2, words["same"]), 62, head="Care & Society"),
        DotRow("Social Work", told(66, 2, words["higher"]), 62, mine=True),
        DotRow("Pedagogy", Told(None, 0, 10, 20), 62),
        DotRow("Physiotherapy", Hidden(words["few"]), 62),
    )
    return Dots(words["home"], "", "Score", rows, Scale(decimals=1), "De Brug", "belonging")


def bars(language="en"):
    words = WORDS[language]
    less, _, more = words["options"]
    rows = (
        BarRow("Peers notice when I am absent", shares(15, 17, 68)),
        BarRow("I have people to study with", shares(None, 20, 75)),
        BarRow("I talk with lecturers", Hidden(words["apart"])),
    )
    return Bars(words["say"], "Social Work", words["options"], rows, less=less, more=more)


def lines(language="en"):
    words = WORDS[language]
    gap = Hidden(words["few"])
    usual = (told(56), told(56), told(57), told(58))
    panels = (
        Line("With lecturers", (told(54), gap, told(55), told(62)), usual, words["higher"], "belonging"),
        Line("With fellow students", (told(66), told(65), told(66), told(70)), usual, words["same"]),
    )
    rounds = ("2023", "2024", "2025", "2026")
    return Lines(words["develop"], rounds, panels, "Social Work", "De Brug", Scale(), (40, 80))


def quadrant(language="en"):
    words = WORDS[language]
    tiles = (
        Tile("Engaged", "Interested and fresh.", Told(0.42, 0.38, 0.47, 100)),
        Tile("Strained", "Interested, and tired too.", Told(None, 0, 0.1, 20)),
        Tile("Detached", "", Hidden(words["few"])),
        Tile("Worn out", "", Told(0.12, 0.09, 0.15, 30)),
    )
    return Quadrant(words["together"], ("fresh", "tired"), ("much interest", "little interest"), tiles)


KINDS = {"dots": dots, "bars": bars, "lines": lines, "quadrant": quadrant}
