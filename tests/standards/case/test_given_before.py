"""An answer that was given before is the same answer, for whoever asks and however they ask."""

import pytest

from alongside.core.credentials.case.answering import ANSWERS
from alongside.framework.actions import publish
from alongside.standards.case import middleware
from tests.factories.publications import one_that_follows

V11 = "/ims/case/v1p1"


@pytest.fixture
def below(monkeypatch):
    """How often the layers below were asked."""
    asked, truly = [], middleware.GivenBeforeMiddleware._whole

    def whole(self, request):
        asked.append(request.path)
        return truly(self, request)

    monkeypatch.setattr(middleware.GivenBeforeMiddleware, "_whole", whole)
    return asked


def both(answer):
    return answer.status_code, answer.content, dict(answer.headers)


def test_the_second_answer_is_the_first_in_every_byte_and_header(outsider, served, below):
    for path in ANSWERS:
        address = f"{V11}/{path}/{next(iter(served[path]))}"
        for packed in ("gzip", "identity"):
            first = both(outsider.get(address, headers={"Accept-Encoding": packed}))
            again = both(outsider.get(address, headers={"Accept-Encoding": packed}))
            assert again == first
            assert first[0] == 200
            assert "Content-Security-Policy" in first[2]
    assert len(below) == 2 * len(ANSWERS)


def test_whoever_has_it_already_is_told_so_even_as_the_first(outsider, served, below):
    address = f"{V11}/CFPackages/{next(iter(served['CFPackages']))}"
    plain = outsider.get(address, headers={"Cookie": "a=b"})  # goes below, and is not kept
    assert below == []
    for _time in range(2):
        again = outsider.get(address, headers={"If-None-Match": plain["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == plain["ETag"]
    assert len(below) == 1
    below_says = {"If-None-Match": plain["ETag"], "Cookie": "a=b"}
    made = outsider.get(address, headers=below_says)
    for name in set(made.headers) - {"Content-Length", "Content-Language"}:
        assert again[name] == made[name] or name == "Content-Security-Policy"
    other = outsider.get(address, headers={"If-None-Match": '"another"'})
    assert other.content == plain.content


def test_asked_for_its_head_alone_it_sends_no_body_and_keeps_it_for_the_next(outsider, served):
    address = f"{V11}/CFPackages/{next(iter(served['CFPackages']))}"
    heads = [outsider.head(address) for _time in range(2)]
    whole = outsider.get(address)
    assert [head.content for head in heads] == [b"", b""]
    assert {head["Content-Length"] for head in heads} == {str(len(whole.content))}


def test_each_host_is_given_its_own(outsider, served, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    address = f"{V11}/CFPackages/{next(iter(served['CFPackages']))}"
    for host in ("testserver", "other.example", "testserver"):
        text = outsider.get(address, headers={"Host": host}).content.decode()
        assert f"http://{host}/ims/case/" in text
        assert ("other.example" in text) is (host == "other.example")


def test_what_comes_out_meanwhile_is_given_at_once(outsider, served, edition):
    own = next(iter(served["CFPackages"]))
    address = f"{V11}/CFPackages/{own}"
    before = outsider.get(address).content
    assert len(outsider.get(f"{V11}/CFDocuments").json()["CFDocuments"]) == 1
    publish(actor=None, edition=one_that_follows())
    assert outsider.get(address).content != before  # it says now what followed it
    assert len(outsider.get(f"{V11}/CFDocuments").json()["CFDocuments"]) == 2


def test_what_asks_something_or_went_wrong_is_asked_anew(outsider, served, below):
    for _time in range(2):
        assert outsider.get(f"{V11}/CFDocuments?limit=1").status_code == 200
        assert outsider.get(f"{V11}/CFItems/K01").status_code == 404
        assert outsider.post(f"{V11}/CFDocuments").status_code == 405
    assert below == [f"{V11}/CFItems/K01"] * 2


def test_what_is_kept_has_an_end(outsider, served, below, monkeypatch):
    monkeypatch.setattr(middleware, "MOST_BYTES", 0)
    address = f"{V11}/CFPackages/{next(iter(served['CFPackages']))}"
    for _time in range(2):
        assert outsider.get(address).status_code == 200
    assert len(below) == 2


def test_a_database_that_is_away_is_said_in_the_published_form(outsider, served, monkeypatch):
    from django.db import OperationalError

    def away():
        raise OperationalError("it is away")

    monkeypatch.setattr(middleware.queries, "editions", away)
    answer = outsider.get(f"{V11}/CFDocuments")
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/json")
