"""The columns of a responses file, and the values that no cell could be named with."""

ROUND, RESPONDENT = "round", "respondent"
PANEL = "panel"
JOIN = " | "  # stands between the members of a merged cell, so it cannot stand in a value
# Scales are counted in thousandths: sums of whole numbers are the same whatever the order or the engine.
PER_POINT = 1000
