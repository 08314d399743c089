"""Writes in a record: by its owner alone, and never over what stood there."""

from .entries import BadEntry, add_entry, change_entry, remove_entry

__all__ = ["BadEntry", "add_entry", "change_entry", "remove_entry"]
