"""The columns of a responses file, and the values that no cell could be named with."""

ROUND, RESPONDENT = "round", "respondent"
# Version of the layout of a responses file; stands in the file's own metadata under `thuis_schema`.
SCHEMA, SCHEMA_KEY = 1, "thuis_schema"
PANEL = "panel"
JOIN = " | "  # stands between the members of a merged cell, so it cannot stand in a value
# Scales are counted in thousandths: sums of whole numbers are the same whatever the order or the engine.
PER_POINT = 1000
