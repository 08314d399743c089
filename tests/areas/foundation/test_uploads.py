"""Files are read into memory, within what a view allows, and never lie on disk."""

import tempfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import JsonResponse
from django.test import Client
from django.test.utils import override_settings
from django.urls import path

from alongside.foundation.access import access, anyone
from alongside.foundation.uploads import takes_files

pytestmark = pytest.mark.django_db


def _told(request):
    return JsonResponse(
        {name: [file.size, len(file.read())] for name, file in request.FILES.items()}
        | {"said": request.POST.get("said")}
    )


urlpatterns = [
    path("takes/", access(anyone)(takes_files(100_000)(_told)), name="takes"),
    path("takes-none/", access(anyone)(lambda request: _told(request)), name="takes-none"),
]


def send(browser, address="/takes/", **sizes):
    files = {name: SimpleUploadedFile(f"{name}.bin", b"x" * size) for name, size in sizes.items()}
    with override_settings(ROOT_URLCONF=__name__):
        return browser.post(address, {"said": "hello", **files}).json()


def test_files_within_the_limit_are_read(signed_in, monkeypatch):
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", None)
    assert send(signed_in("alice"), one=99_000, two=1000) == {
        "one": [99_000, 99_000], "two": [1000, 1000], "said": "hello",
    }  # fmt: skip


def test_what_does_not_fit_is_not_kept_and_said_to_be_too_large(signed_in):
    told = send(signed_in("alice"), one=90_000, two=20_000, three=5)
    assert told["one"] == [90_000, 90_000]
    assert told["two"] == [100_001, 0]
    assert told["three"] == [100_001, 0]
    assert told["said"] == "hello"


def test_an_address_that_asks_for_no_files_and_a_visitor_are_given_none(signed_in):
    assert send(signed_in("alice"), "/takes-none/", one=5) == {"said": "hello"}
    assert send(Client(), one=5) == {"said": "hello"}
