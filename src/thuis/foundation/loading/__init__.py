"""Pseudonymous rows into columns: what each student agreed to, and nothing that leads back to her."""
