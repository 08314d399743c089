import pytest

from alongside.core.credentials.case.reading import read
from alongside.others import actions
from alongside.others.loading import load
from alongside.others.models import ImportedAssociation, ImportedFramework, ImportedItem
from tests.factories.packages import as_bytes, good


@pytest.fixture
def file_of(tmp_path):
    """A function: bytes, or a package, to a file."""

    def write(content):
        path = tmp_path / "package.json"
        path.write_bytes(content if isinstance(content, bytes) else as_bytes(content))
        return path

    return write


@pytest.fixture
def taken_in(db, file_of):
    """A function: a package (the plain one) taken in."""

    def take(content=None):
        return actions.take_in(actor=None, package=load(file_of(content or good())))

    return take


def everything_kept():
    """All rows there are, to be compared."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (ImportedFramework, ImportedItem, ImportedAssociation)
    ]


def read_text(text):
    return read([text])
