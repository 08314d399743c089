"""The pocket sheet on paper."""

from .pdf import INSTALL, PangoMissingError, pdf

__all__ = ["INSTALL", "PangoMissingError", "pdf"]
