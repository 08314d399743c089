"""Reading, the pocket sheet, and what services look after."""

from .pocket import pocket, pocket_pdf, sheet
from .reading import index, right, rights, theme, whole
from .services import (
    add_place,
    change_page,
    change_place,
    edit_page,
    edit_place,
    edit_reform,
    ours,
    service,
    services,
)

__all__ = [
    "add_place",
    "change_page",
    "change_place",
    "edit_page",
    "edit_place",
    "edit_reform",
    "index",
    "ours",
    "pocket",
    "pocket_pdf",
    "right",
    "rights",
    "service",
    "services",
    "sheet",
    "theme",
    "whole",
]
