"""The made-up language of tests/repo, for pages that only stewards see."""

from tests.repo.test_translatable import pseudo  # noqa: F401
