"""The project's own settings, with what a test needs in the environment first."""

import os

os.environ.setdefault("ALONGSIDE_PLAIN_HTTP", "1")
os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("DATABASE_URL", "sqlite:///:memory:")

from alongside.project.settings import *  # noqa: E402, F403

# Static files straight from their folders; nothing is collected for tests.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
