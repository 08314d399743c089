"""Public pages are made once for all visitors, and hold nothing of anybody."""

import pytest
import time_machine
from django.conf import settings
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory

from alongside.foundation.public import keep, wants_json

made = RequestFactory()


class Maker:
    """Counts how often a page is made."""

    def __init__(self, status=200):
        self.times, self.status = 0, status

    def __call__(self):
        self.times += 1
        return HttpResponse(f"made {self.times}", status=self.status)


def test_visitors_share_one_page_and_another_key_is_another_page():
    make = Maker()
    for _visitor in range(3):
        assert keep(made.get("/a/"), key=("k",), make=make).content == b"made 1"
    assert keep(made.get("/a/"), key=("l",), make=make).content == b"made 2"
    assert keep(made.get("/b/"), key=("k",), make=make).content == b"made 3"


@pytest.mark.parametrize(
    ("said", "packed"),
    [
        ("", False),
        ("gzip", True),
        ("br, gzip;q=0.5", True),
        ("br;q=0, GZIP", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000, identity", False),
        ("br", False),
    ],
)
def test_a_page_is_packed_for_whoever_takes_it_packed(said, packed):
    page = keep(
        made.get("/a/", headers={"Accept-Encoding": said}),
        key=(said,),
        make=lambda: HttpResponse("long " * 1000),
    )
    assert page.headers.get("Content-Encoding", "") == ("gzip" if packed else "")
    assert len(page.content) == 5000 or packed


def test_a_page_is_made_again_each_day():
    make = Maker()
    for day in ("2027-03-03", "2027-03-04"):
        with time_machine.travel(f"{day}T12:00:00+00:00", tick=False):
            keep(made.get("/a/"), key=("k",), make=make)
            keep(made.get("/a/"), key=("k",), make=make)
    assert make.times == 2


def test_somebody_with_a_session_gets_a_page_of_their_own():
    make = Maker()
    request = made.get("/a/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    assert keep(request, key=("k",), make=make).content == b"made 1"
    assert keep(request, key=("k",), make=make).content == b"made 2"
    assert keep(made.get("/a/"), key=("k",), make=make).content == b"made 3"


def test_a_page_that_went_wrong_is_not_kept():
    make = Maker(status=503)
    keep(made.get("/a/"), key=("k",), make=make)
    keep(made.get("/a/"), key=("k",), make=make)
    assert make.times == 2


def test_a_public_page_with_a_form_token_is_refused():
    request = made.get("/a/")

    def make():
        return HttpResponse(get_token(request))

    with pytest.raises(RuntimeError, match="no form token"):
        keep(request, key=("k",), make=make)


@pytest.mark.parametrize(
    ("accept", "query", "json"),
    [
        ("application/json", {}, True),
        ("application/json, text/html;q=0.5", {}, True),
        ("text/html, application/json", {}, False),
        ("text/html", {"format": "json"}, True),
        ("application/json", {"format": "html"}, False),
        ("*/*", {}, False),
        ("image/png", {}, False),
    ],
)
def test_json_is_for_whoever_would_rather_have_it(accept, query, json):
    assert wants_json(made.get("/a/", query, headers={"accept": accept})) is json
