"""Open answers: masked, sorted by people into themes, and told as shares. Values in, values out."""
