"""The project's own settings, with what a test needs in the environment first."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("ALONGSIDE_PLAIN_HTTP", "1")
os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("RECORD_KEY", "only-for-tests-" * 3)
os.environ.setdefault("FEEDBACK_PUBLIC_KEY", "GYNYZOooQyhj4sLZ4RIwurU6kTEsYvGz63NyZiakfVw=")
os.environ.setdefault("BADGE_KEY", "b25seS1mb3ItdGVzdHMtb2YtYmFkZ2VzLS0tLS0tLS0=")
os.environ.setdefault("DATABASE_URL", "sqlite:///:memory:")

from alongside.project.settings import *  # noqa: F403
from alongside.project.settings import DATABASES

# Static files straight from their folders; nothing is collected for tests.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True

if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # A file, so that the server a browser talks to has connections of its own, as in real life;
    # thrown away afterwards, so it need not survive a power cut.
    folder = tempfile.TemporaryDirectory(prefix="alongside-tests-")
    DATABASES["default"]["TEST"] = {"NAME": str(Path(folder.name) / "test.sqlite3")}
    options = DATABASES["default"]["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
