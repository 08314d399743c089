"""What a process keeps of public pages, within so many bytes.

Django's own bounds how many things are kept and not how large they are; pages and files differ a
thousandfold, and whoever asks for enough of them in enough ways would fill the memory of a server.
"""

from collections import OrderedDict
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache

# What is larger than this share of all there may be is not kept: it would push out the rest.
LARGEST = 8


class WithinBytes(LocMemCache):
    """In memory, within ``OPTIONS["MOST_BYTES"]``; what was not asked for the longest goes first."""

    _cache: OrderedDict[str, bytes]
    _expire_info: dict[str, float | None]

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        super().__init__(name, params)
        self.most: int = params["OPTIONS"]["MOST_BYTES"]

    def _set(self, key: str, value: bytes, timeout: Any = DEFAULT_TIMEOUT) -> None:
        if len(value) > self.most // LARGEST:
            self._cache.pop(key, None)
            self._expire_info.pop(key, None)
            return
        super()._set(key, value, timeout)  # type: ignore[misc]  # its stubs know no inside
        held = sum(map(len, self._cache.values()))
        while held > self.most:
            oldest, gone = self._cache.popitem()
            del self._expire_info[oldest]
            held -= len(gone)
