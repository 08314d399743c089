"""What every test can use. Tests run on SQLite, and again on PostgreSQL when DATABASE_URL says so."""

import os

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management.base import CommandError
from django.db import OperationalError, connection
from django.test import TransactionTestCase

_teardown = TransactionTestCase._fixture_teardown


def _teardown_behind_the_last_request(case: TransactionTestCase) -> None:
    """A page that closes can leave a last request running on the server. Where PostgreSQL stops
    the emptying of tables because of it, nothing has been emptied, and it is done once more.
    """
    try:
        _teardown(case)
    except CommandError as refused:
        if not isinstance(refused.__cause__, OperationalError):
            raise
        _teardown(case)


def _teardown_past_the_triggers(case: TransactionTestCase) -> None:
    """SQLite empties tables between tests with DELETE, which history rightly refuses."""
    if connection.vendor != "sqlite":
        return _teardown_behind_the_last_request(case)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
    try:
        return _teardown(case)
    finally:
        with connection.cursor() as cursor:
            for _name, sql in triggers:
                cursor.execute(sql)


TransactionTestCase._fixture_teardown = _teardown_past_the_triggers


# A journey shows that the pages of a thing work together; what the thing keeps is tried on both
# databases in tests/areas. So each journey is made with one of them, but for those about two windows,
# two devices and a line that is down, which are made with both.
WITH_SQLITE = tuple(
    f"tests/journeys/test_{name}.py"
    for name in (
        "badges", "colleague_and_stranger", "courses", "editions", "every_page", "expectations",
        "identifiers", "language", "library", "newcomer", "papers", "record", "stories",
    )
)  # fmt: skip
WITH_POSTGRESQL = (
    *(
        f"tests/journeys/test_{name}.py"
        for name in ("agreed_plan", "feedback", "plan", "sign_in", "supervision", "worker")
    ),
    "tests/repo/",
    "tests/areas/test_access_table.py",
    "tests/standards/case/",
    "tests/standards/test_",
)


def _asks(item) -> bool:
    fixtures = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures or item.get_closest_marker("django_db"))


def pytest_collection_modifyitems(config, items):
    """Where two runs stand side by side (tools/test), what asks a database is in both, and what asks
    none, or only looks, in one of them.
    """
    if not os.environ.get("ALONGSIDE_TESTS_SIDE_BY_SIDE"):
        return
    on_postgresql = "postgresql" in settings.DATABASES["default"]["ENGINE"]
    here, there = [], []
    for item in items:
        of_sqlite = item.nodeid.startswith(WITH_SQLITE)
        of_postgresql = item.nodeid.startswith(WITH_POSTGRESQL) or not _asks(item)
        of_postgresql = of_postgresql and not of_sqlite  # whatever there is, is in one at least
        (there if (of_sqlite if on_postgresql else of_postgresql) else here).append(item)
    items[:] = here
    config.hook.pytest_deselected(items=there)


@pytest.fixture(autouse=True)
def _settings_for_tests(settings):
    caches["process"].clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def people(db):
    """Alice and Bob share a team, Charlie works elsewhere, Dana is national."""
    from tests.factories.accounts import four_people

    return four_people()


@pytest.fixture
def signed_in(client, people):
    """A function: `signed_in("alice")` gives a browserless client signed in as that person."""
    from django.test import Client

    def sign_in(name: str) -> Client:
        browser = Client()
        browser.force_login(getattr(people, name))
        return browser

    return sign_in


@pytest.fixture
def edition(db):
    """The packaged edition, published. Its files are read once for the whole run."""
    from alongside.framework.actions import publish
    from alongside.framework.loading import packaged_edition

    publish(actor=None, edition=packaged_edition())
    return packaged_edition()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Threads of the live server keep a connection each; PostgreSQL drops no database in use."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
