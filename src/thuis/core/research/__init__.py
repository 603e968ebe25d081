"""Research packages: rows that lead to nobody, and the words that make them readable."""
