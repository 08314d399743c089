"""The tables of a record. What people write and their files stand sealed; what is sorted by does not."""

from .entries import Entry, EntryVersion
from .files import FileBody, KeptFile
from .links import EvidenceLink
from .made import ArrivingPart, ArrivingRecord, Made

__all__ = [
    "ArrivingPart",
    "ArrivingRecord",
    "Entry",
    "EntryVersion",
    "EvidenceLink",
    "FileBody",
    "KeptFile",
    "Made",
]
