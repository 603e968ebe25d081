"""The privacy report of a package: what was asked of it, what was done, what is left."""

from typing import Any

from thuis.core.research.anonymity import MOST_LEFT, K
from thuis.core.research.diversity import L
from thuis.core.research.package import Package
from thuis.core.texts import Text

RULES = Text(
    f"Elke combinatie van achtergrondkenmerken komt bij minstens {K} studenten voor, of is verborgen. "
    f"Gevoelige antwoorden verschillen binnen zo'n groep minstens {L} keer, of zijn weggehaald. "
    "Open antwoorden zitten er niet in. Getallen zijn klassen.",
    f"Every combination of background characteristics is shared by at least {K} students, or is hidden. "
    f"Sensitive answers differ at least {L} times within such a group, or are removed. "
    "Own words are not in it. Numbers are in bands.",
)
TITLE = Text("Privacyrapport", "Privacy report")
ROWS = Text(
    "{came} rijen met toestemming voor onderzoek, {rows} in het pakket.",
    "{came} rows with consent for research, {rows} in the package.",
)
SMALLEST = Text(
    "De kleinste klasse heeft {smallest} studenten; de regel is {k}.",
    "The smallest class has {smallest} students; the rule is {k}.",
)
STEPS = Text("Stappen", "Steps")
STEP_HEAD = Text(
    "| stap | rijen in te kleine klassen | rijen |\n|---|---:|---:|",
    "| step | rows in classes that are too small | rows |\n|---|---:|---:|",
)
SENSITIVE = Text("Gevoelige antwoorden", "Sensitive answers")
NONE = Text("Er zijn geen gevoelige variabelen gevraagd.", "No sensitive variables were asked.")
SENSITIVE_HEAD = Text(
    "| variabele | minste verschillende antwoorden | klassen te gelijk | weggehaald |\n|---|---:|---:|---:|",
    "| variable | fewest different answers | classes too alike | removed |\n|---|---:|---:|---:|",
)


def report(package: Package) -> dict[str, Any]:
    """The report as plain values; counts only, as they also stand in the package."""
    return {
        "rule": {"k": K, "l": L, "most_left": MOST_LEFT},
        "rows_with_consent": package.came,
        "rows": package.rows,
        "smallest_class": package.smallest,
        "steps": [
            {"nl": one.words.nl, "en": one.words.en, "rows_in_small_classes": one.small, "rows": one.rows}
            for one in package.done
        ],
        "sensitive": [
            {
                "variable": one.name,
                "fewest_different": one.least,
                "classes_too_alike": one.classes,
                "removed": one.removed,
            }
            for one in package.diversity
        ],
    }


def report_text(package: Package, language: str) -> str:
    """The report as Markdown."""

    def say(words: Text, **values: Text | str | int) -> str:
        return words.fill(**values).in_(language)

    steps = [f"| {one.words.in_(language)} | {one.small} | {one.rows} |" for one in package.done]
    told = [f"| {one.name} | {one.least} | {one.classes} | {one.removed} |" for one in package.diversity]
    parts = [
        f"# {say(TITLE)}",
        RULES.in_(language),
        say(ROWS, came=package.came, rows=package.rows),
        say(SMALLEST, smallest=package.smallest, k=K),
        f"## {say(STEPS)}",
        "\n".join([say(STEP_HEAD), *steps]),
        f"## {say(SENSITIVE)}",
        "\n".join([say(SENSITIVE_HEAD), *told]) if told else say(NONE),
    ]
    return "\n\n".join(parts) + "\n"
