"""Fieldwork while it runs: how many handed in, told so that nobody can be counted, and where it will end."""
