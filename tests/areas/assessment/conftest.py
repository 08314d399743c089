"""What the tests of a worker's own pages borrow from others."""

from tests.repo.test_translatable import pseudo  # noqa: F401  (a fixture)
