"""Thuis: know how students are doing, choose what to do together, and tell them."""
