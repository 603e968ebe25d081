"""What the feedback letter says to whom, and the national help lines."""

from pathlib import Path

from thuis.config.reference.examples import letter_examples
from thuis.config.reference.markdown import code, page, table
from thuis.core.feedback.model import DomainRules
from thuis.foundation.texts import content

INTRO = (
    "Rules in their order of priority: at most three strengths, three things to try (one per topic) and "
    "three people. The bands are descriptive, not clinical. Nothing in the letter names an illness."
)


def letter_page(root: Path) -> str:
    """docs/reference/letter.md"""
    rules = content.letter_rules()
    first = f"Help comes first in the letter when: {code(' '.join(rules.distress.split()))}"
    change = f"A score has changed from {rules.change_from:g} points; less is 'about the same'."
    strengths = table(
        ["When", "Dutch", "English"], [(code(r.when), r.text.nl, r.text.en) for r in rules.strengths]
    )
    tips = table(
        ["Thing to try", "When", "Topic", "Dutch", "English"],
        [
            (code(r.key), code(r.when), r.topic, f"{r.title.nl}. {r.text.nl}", f"{r.title.en}. {r.text.en}")
            for r in rules.suggestions
        ],
    )
    domains = [_domain(domain) for domain in rules.domains]
    return page(
        "The letter",
        INTRO,
        first,
        change,
        *domains,
        "## What goes well",
        strengths,
        "## To try",
        tips,
        _lines(),
        "## Worked examples",
        letter_examples(root),
    )


def _domain(domain: DomainRules) -> str:
    rows = [
        (band, texts.now.nl, texts.more.nl, texts.less.nl, texts.same.nl, texts.now.en)
        for band, texts in domain.bands.items()
    ]
    bands = table(["Band", "Now", "More than last time", "Less", "The same", "Now, English"], rows)
    details = table(
        ["When", "Dutch", "English"], [(code(r.when), r.text.nl, r.text.en) for r in domain.details]
    )
    return f"## {domain.title.en} (`{domain.scale}`)\n\n{bands}\n\n{details}"


def _lines() -> str:
    rows = [
        (
            line.name.nl,
            line.phone or line.url,
            ", ".join(line.languages),
            ", ".join(line.topics) or "everybody",
            line.checked_on,
        )
        for line in content.help_lines()
    ]
    return "## National help\n\n" + table(["Line", "Reach", "Languages", "For", "Checked on"], rows)
