"""Latent profiles: kinds of students found in their scales, and how far to believe them."""
