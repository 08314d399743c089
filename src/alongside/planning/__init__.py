"""Needs, and the best plan in the hours there are."""
