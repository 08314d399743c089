"""Entries and what is in them, as pages show them."""
