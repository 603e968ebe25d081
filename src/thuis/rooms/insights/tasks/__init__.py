"""Work of insights in the background."""
