"""What people write on the library's pages."""

from .finding import FilterForm
from .own import FORMS, OwnForm

__all__ = ["FORMS", "FilterForm", "OwnForm"]
