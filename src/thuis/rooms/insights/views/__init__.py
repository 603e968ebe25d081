"""Views of insights."""
