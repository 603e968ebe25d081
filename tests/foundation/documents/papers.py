"""A report with one chart of each kind, in either language."""

from tests.core.charts.samples import KINDS, LABELS
from thuis.foundation.documents.report import Answer, Explained, Headline, Missing, Printed, Report, Section

WORDS = {
    "version": "release 3",
    "page": "page",
    "to_table": "To the table",
    "glance": "At a glance",
    "stand_outs": "What stands out",
    "missing": "What cannot be told here",
    "missing_why": "Too few answers.",
    "question": "Question",
    "reason": "Why",
    "tables": "The numbers",
    "methods": "How this was computed",
    "careful": "Careful.",
}
METHOD = Explained("The mean of the answers.", "Weighted.", "mean = sum of wx / sum of w")
SOURCE = "Social Work. Source: round 2026, release 3."


def answer(kind, language="en"):
    chart = KINDS[kind](language)
    table = Printed(("Row", "Score", "Remark"), (("Nursing", "58", "higher"), ("Physio", "–", "Too few")))
    return Answer(chart.title, ("One thing is so.",), chart, "A note.", table, METHOD, SOURCE)


def report(language="en", kinds=tuple(KINDS), headlines=True):
    told = Headline("How are students doing?", "64", "of 100", ("likely 60–68", "Higher"))
    hidden = Headline("Does everyone count?", "", "", (), "Fewer than 10 answers.")
    return Report(
        title="Report",
        where="Social Work",
        round="Round 2026",
        release="All figures are from release 3.",
        institution="De Brug",
        lead="What students told us.",
        headlines=(told, hidden) if headlines else (),
        stand_outs=("Ties are higher here.",) if headlines else (),
        sections=(Section("Belonging", tuple(answer(kind, language) for kind in kinds)),) if kinds else (),
        missing=(Missing("Help: is it found?", "Fewer than 20 answers."),),
        advice="Few students answered here.",
        labels=LABELS[language],
        words=WORDS,
    )
