"""Parsing and wording of what goes into a record."""
