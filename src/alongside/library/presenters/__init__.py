"""The library as documents and as pages. Documents need no database: the command line uses them."""

from .documents import library_as_json

__all__ = ["library_as_json"]
