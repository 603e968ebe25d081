"""Presenters of the support room, a file for each thing."""
