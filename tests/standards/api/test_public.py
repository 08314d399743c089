"""What anybody may read: paged, with ETag and Last-Modified, from any site."""

import gzip

import pytest

from alongside.core.framework import Kind
from tests.factories import stories
from tests.factories.framework import SECOND, publish_second

pytestmark = pytest.mark.usefixtures("edition")
SLUG = "realising-recovery-2007"
PUBLIC = (
    "/editions",
    f"/editions/{SLUG}",
    "/editions/current/themes",
    "/editions/current/themes/hope",
    "/editions/current/statements",
    "/editions/current/statements/K01",
    f"/editions/{SLUG}/changes/current",
    "/activities",
    "/activities/keeping-them-going-at-handover",
    "/resources",
    "/questions",
    "/questions/hope",
    "/rights",
    "/rights/advance-statement",
    "/help-now",
    "/openapi.json",
)


@pytest.mark.parametrize("address", PUBLIC)
def test_it_is_there_for_anybody_and_asked_again_is_not_sent_again(anybody, address):
    answer = anybody.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies
    again = anybody.get(address, **{"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    assert again["ETag"] == answer["ETag"]
    zipped = anybody.get(address, **{"Accept-Encoding": "gzip"})
    if zipped.headers.get("Content-Encoding"):
        assert gzip.decompress(zipped.content) == answer.content
    head = anybody.ask("head", address)
    assert (head["ETag"], head["Content-Length"]) == (answer["ETag"], answer["Content-Length"])
    assert head.content == b""


@pytest.mark.parametrize("address", [one for one in PUBLIC if one.startswith("/editions/")])
def test_what_is_of_an_edition_says_when_it_was_published(anybody, address):
    assert anybody.get(address)["Last-Modified"].endswith("GMT")


def test_every_statement_comes_once_whatever_the_parts(anybody, edition):
    found, at = [], "/editions/current/statements?limit=7"
    while at:
        part = anybody.get(at.removeprefix("/api/v1")).json()
        assert part["total"] == len(edition.statements)
        found += [one["code"] for one in part["items"]]
        at = part["next"]
    assert found == [one.code for one in edition.statements]
    assert anybody.get("/editions/current/statements?limit=7&offset=3").json()["previous"]


def test_statements_are_found_by_kind_and_theme(anybody, edition):
    values = anybody.get("/editions/current/statements?kind=values&limit=100").json()["items"]
    assert [one["code"] for one in values] == [
        one.code for one in edition.statements if one.kind is Kind.VALUES
    ]
    hope = anybody.get("/editions/current/statements?theme=hope").json()["items"]
    assert {one["code"] for one in hope} == set(edition.theme_by_id["hope"].statements)
    assert anybody.get("/editions/current/statements?theme=nowhere").json()["total"] == 0


def test_a_statement_says_what_its_page_says(anybody, client):
    told = anybody.get("/editions/current/statements/K01").json()
    page = client.get("/framework/K01/?format=json").json()
    assert told["faces"] == page["faces"]
    assert told["id"] == page["id"]
    assert [one["code"] for one in told["pairs"]] == [one["with"] for one in page["pairs"]]


def test_no_point_of_a_value_has_a_number(anybody):
    kinds = {one["id"]: one for one in anybody.get("/editions/current").json()["kinds"]}
    assert {tuple(point) for point in kinds["values"]["points"]} == {("id", "label", "line")}


def test_what_changed_between_two_editions_is_there(anybody):
    publish_second()
    told = anybody.get(f"/editions/{SLUG}/changes/current").json()
    assert told["in_line"] is True
    assert told["new"]["slug"] == SECOND
    became = {one["became"] for one in told["changes"]}
    assert became == {"same", "reworded", "changed", "split", "merged", "retired", "new"}
    assert anybody.get("/editions").json()["items"][0]["slug"] == SECOND
    earlier = anybody.get(f"/editions/{SLUG}").json()
    assert earlier["is_current"] is False


def test_the_library_has_what_is_for_everybody(anybody):
    part = anybody.get("/activities?statement=S10&limit=100").json()
    assert part["total"] == len(part["items"]) > 3
    assert all("S10" in one["develops"] for one in part["items"])
    assert not [one["id"] for one in part["items"] if one["id"].startswith("own-")]


def test_a_story_that_is_taken_back_is_gone_from_the_library_at_once(anybody):
    told = stories.show()
    name = f"story-{told.id.hex}"
    address = f"/activities/{name}"
    assert anybody.get(address).status_code == 200
    told.withdraw()
    assert anybody.get(address).status_code == 404
    assert name not in anybody.get("/activities?limit=100").content.decode()


# From other sites


@pytest.mark.parametrize("address", ["/editions", "/openapi.json", "/nowhere"])
def test_a_browser_that_asks_first_is_told_that_anybody_may_read(anybody, address):
    answer = anybody.ask("options", address)
    assert answer.status_code == 204
    assert answer["Access-Control-Allow-Methods"] == "GET"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Authorization" not in answer["Access-Control-Allow-Headers"]


def test_no_other_site_reads_or_writes_what_is_ones_own(program):
    alice = program("alice")
    for method in ("get", "options", "put", "post"):
        answer = alice.ask(method, "/my/answers", Origin="https://elsewhere.example")
        assert not [name for name in answer.headers if name.startswith("Access-Control")]


def test_what_is_ones_own_is_kept_by_no_cache(program):
    answer = program("alice").get("/my/token")
    assert answer["Cache-Control"] == "private, no-store"
    assert "Authorization" in answer["Vary"]
