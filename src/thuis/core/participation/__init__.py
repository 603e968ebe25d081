"""Who takes part, counted from rows: distinct people, days, hours, and what is not known."""
