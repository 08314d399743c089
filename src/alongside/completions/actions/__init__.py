"""Writes: stores, turning it on and off, noting what was completed, and sending it."""

from .noting import note_completed
from .sending import send_waiting
from .stores import add_store, end_store
from .turning import turn_off, turn_on

__all__ = ["add_store", "end_store", "note_completed", "send_waiting", "turn_off", "turn_on"]
