"""alongside courses: platforms and the key, from the server's own terminal."""

import json

import pytest
from django.test import Client

from alongside.cli import main
from alongside.courses.models import Platform
from alongside.standards.lti.tool_key import new_key

pytestmark = pytest.mark.django_db
GOOD = {
    "issuer": "https://moodle.example.org",
    "client-id": "AbC",
    "auth-url": "https://moodle.example.org/auth",
    "keys-url": "https://moodle.example.org/keys",
    "deployment": "7",
}


def run(*words, **options):
    return main(["courses", *words, *(f"--{name}={said}" for name, said in options.items())])


def test_a_platform_is_added_listed_and_ended(capsys):
    assert run("add-platform", "--deployment=8", **GOOD) == 0
    row = Platform.objects.get()
    assert (row.name, row.client_id) == ("https://moodle.example.org", "AbC")
    assert run("add-deployment", str(row.pk), "9") == 0
    capsys.readouterr()
    assert run("platforms") == 0
    assert capsys.readouterr().out.strip().endswith("AbC  [8, 7, 9]")
    assert run("end-platform", str(row.pk)) == 0
    assert run("end-platform", str(row.pk)) == 2
    assert run("end-platform", "7") == 2
    assert "courses platforms" in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong",
    [
        {"keys-url": "ftp://x/"},
        {"auth-url": "javascript:alert(1)"},
        {"keys-url": "https://a:b@x.org/"},
        {"issuer": " "},
        {"origin": "x"},
        {"deployment": " "},
    ],
)
def test_what_cannot_be_used_is_refused_and_named(wrong, capsys):
    assert run("add-platform", **(GOOD | wrong)) == 2
    assert capsys.readouterr().err.strip()
    assert not Platform.objects.exists()


def test_a_platform_cannot_be_added_twice(capsys):
    assert run("add-platform", **GOOD) == 0
    assert run("add-platform", **GOOD) == 2
    assert "already" in capsys.readouterr().err


def kids():
    return [one["kid"] for one in Client().get("/courses/keys.json").json()["keys"]]


def test_another_key_signs_and_the_earlier_one_can_still_be_read_until_it_is_dropped(
    settings, capsys
):
    settings.COURSES_KEY = ""
    assert run("key", "rotate") == 2
    assert kids() == []
    assert run("key", "new") == 0
    settings.COURSES_KEY = capsys.readouterr().out.strip()
    (first,) = kids()
    assert run("key", "rotate") == 0
    settings.COURSES_KEY = new_key()
    assert run("key", "rotate") == 0
    assert kids()[1:] == [first]
    assert run("key", "drop", kids()[0]) == 2  # it signs now
    assert run("key", "drop", first) == 0
    assert run("key", "drop", first) == 2
    assert len(kids()) == 1


def test_only_public_halves_are_shown(settings):
    settings.COURSES_KEY = new_key()
    (shown,) = Client().get("/courses/keys.json").json()["keys"]
    assert set(shown) == {"kty", "n", "e", "kid", "alg", "use"}
    assert settings.COURSES_KEY not in json.dumps(shown)
