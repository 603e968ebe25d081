"""Charts as specifications: one for screen, paper, table, words and slides."""
