"""Files that people send are read into memory, up to what the view allows, and never lie on disk.

Django puts larger ones into a folder for a while, in clear; some of ours stand sealed in the
database, and a forgotten copy beside it would undo that. An address that asks for no files is given
none, nor is a visitor who has not signed in, unless the view says that it takes theirs too. A file
that does not fit is not kept, and its size is given as more than is allowed, so that the view can
say so.
"""

from collections.abc import Callable
from io import BytesIO
from typing import Any, TypeVar

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest
from django.urls import Resolver404, resolve

V = TypeVar("V", bound=Callable[..., Any])


def takes_files(most: int, *, from_visitors: bool = False) -> Callable[[V], V]:
    """Declare that a view takes files, of so many bytes together. Goes under ``@access``.

    ``from_visitors``: from people who have not signed in as well.
    """

    def mark(view: V) -> V:
        view.takes_files = most  # type: ignore[attr-defined]
        view.takes_files_from_visitors = from_visitors  # type: ignore[attr-defined]
        return view

    return mark


def most_bytes(request: HttpRequest) -> int:
    """How many bytes of files this request may bring."""
    try:
        view: Any = resolve(request.path_info).func
    except Resolver404:
        return 0
    may = getattr(view, "takes_files_from_visitors", False) or request.user.is_authenticated
    return int(getattr(view, "takes_files", 0)) if may else 0


class InMemory(FileUploadHandler):
    """Keeps files in memory within what the view allows."""

    chunk_size = 64 * 2**10

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        assert self.request is not None
        self.most = self.left = most_bytes(self.request)

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if not self.most:
            raise SkipFile
        self.held = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.left -= len(raw_data)
        if self.left >= 0:
            self.held.write(raw_data)
        else:
            self.held = BytesIO()

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        whole = self.held.tell() == file_size
        self.held.seek(0)
        return InMemoryUploadedFile(
            file=self.held,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size if whole else self.most + 1,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
