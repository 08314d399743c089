"""What a process keeps of public pages has a bound in bytes, however many ways there are to ask."""

import pytest
from django.conf import settings
from django.core.cache import caches

from alongside.foundation.process_cache import LARGEST, WithinBytes

MOST = 80_000


@pytest.fixture
def cache(request):
    made = WithinBytes(request.node.name, {"OPTIONS": {"MAX_ENTRIES": 1000, "MOST_BYTES": MOST}})
    yield made
    made.clear()


def held(cache):
    return sum(map(len, cache._cache.values()))


def test_it_never_holds_more_than_it_may_and_lets_go_of_what_nobody_asked_for(cache):
    cache.set("asked-for", b"x" * 5000, None)
    for number in range(100):
        cache.set(f"{number}", b"x" * 5000, None)
        assert held(cache) <= MOST
        assert cache.get("asked-for") == b"x" * 5000
    assert cache.get("99") is not None
    assert cache.get("0") is None
    assert set(cache._cache) == set(cache._expire_info)


def test_one_large_thing_does_not_push_out_the_rest_and_no_older_one_stays_for_it(cache):
    cache.set("page", b"x" * 5000, None)
    cache.set("file", b"first", None)
    cache.set("file", b"x" * (MOST // LARGEST + 1), None)
    assert cache.get("file") is None
    assert cache.get("page") is not None


def test_public_pages_are_kept_in_it():
    assert isinstance(caches["process"], WithinBytes)
    assert settings.CACHES["process"]["OPTIONS"]["MOST_BYTES"] <= 64 * 2**20
