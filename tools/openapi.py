"""Writes docs/reference/openapi.json from the API itself; with --check, says whether it is fresh."""

import os
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.project.settings")
os.environ.setdefault("ALONGSIDE_DEMO", "1")
os.environ.setdefault("DATABASE_URL", "sqlite:///:memory:")

import django

PLACE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "openapi.json"

if __name__ == "__main__":
    django.setup()
    from alongside.standards.api.views import document

    text = document()
    if "--check" in sys.argv:
        sys.exit(not (PLACE.exists() and PLACE.read_text("utf-8") == text))
    PLACE.write_text(text, encoding="utf-8")
