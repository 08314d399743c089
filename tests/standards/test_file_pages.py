"""The page of files and the files' addresses: for everybody, without a cookie."""

import re
from dataclasses import replace

import pytest

from alongside.core.credentials import framework_tables
from alongside.framework.actions import publish
from alongside.framework.loading import PACKAGED
from alongside.framework.presenters.publication import OURS
from alongside.standards.files.formats import FORMATS
from alongside.standards.files.sets import SETS
from tests.factories.publications import one_that_follows

SLUG = "realising-recovery-2007"
PAGES = ["/framework/files/", f"/framework/{SLUG}/files/"]


@pytest.mark.parametrize("address", PAGES)
def test_the_page_leads_to_every_file_and_each_one_opens(client, edition, address):
    page = client.get(address)
    text = page.content.decode()
    assert (page.status_code, text.count("<h1")) == (200, 1)
    assert not page.cookies
    others = "/learning/files/|/framework/files/sets/"
    links = set(re.findall(rf'href="((?:{address}|{others})[^"]+)"', text))
    assert len(links) == len(FORMATS) + len(framework_tables.SHAPES) + 2 + len(SETS)
    for link in links:
        answer = client.get(link)
        assert answer.status_code == 200, link
        assert answer.headers["Content-Disposition"].startswith('attachment; filename="')
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert not answer.cookies


@pytest.mark.parametrize("address", PAGES)
def test_the_page_leads_other_systems_to_what_they_read(client, edition, address):
    text = client.get(address).content.decode()
    links = set(re.findall(r'href="(/(?:ims/case|api)/[^"]+)"', text))
    assert {link.split("/")[3] for link in links if "case" in link} == {"v1p0", "v1p1"}
    assert any("/discovery/" in link for link in links)
    assert len(links) == 6
    for link in links:
        answer = client.get(link)
        assert answer.status_code == 200, link
        assert answer.headers["Content-Type"].startswith("application/json")
        if "CFPackages" in link:
            assert answer.json()["CFDocument"]["version"] == SLUG


def test_an_earlier_edition_leads_to_a_package_of_its_own(client, edition):
    publish(actor=None, edition=one_that_follows())
    for address, slug in (("/framework/files/", "follows"), (PAGES[1], SLUG)):
        text = client.get(address).content.decode()
        link = re.search(r'href="(/ims/case/v1p1/CFPackages/[^"]+)"', text)[1]
        found = client.get(link).json()["CFDocument"]["version"]
        assert (found == SLUG) is (slug == SLUG)


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_is_named_for_its_edition_and_sent_once(client, edition, name):
    answer = client.get(f"/framework/files/{name}/")
    assert answer.headers["Content-Type"] == FORMATS[name].media_type
    assert f'filename="{SLUG}' in answer.headers["Content-Disposition"]
    assert 'rel="license"' in answer.headers["Link"]
    assert "Last-Modified" in answer.headers
    again = client.get(
        f"/framework/files/{name}/", headers={"if-none-match": answer.headers["ETag"]}
    )
    assert again.status_code == 304


def test_the_framework_and_its_editions_lead_to_the_page(client, edition):
    assert 'href="/framework/files/"' in client.get("/framework/").content.decode()
    fixed = f'href="/framework/{SLUG}/files/"'
    assert fixed in client.get(f"/framework/{SLUG}/").content.decode()
    assert fixed in client.get("/framework/editions/").content.decode()


def test_an_earlier_edition_s_files_stay_and_say_so(client, edition):
    publish(actor=None, edition=one_that_follows())
    old = client.get(f"/framework/{SLUG}/files/").content.decode()
    assert "an earlier edition" in old
    assert "an earlier edition" not in client.get("/framework/files/").content.decode()
    first = client.get(f"/framework/{SLUG}/files/csv/").content
    second = client.get("/framework/files/csv/").content
    assert b"Said in other words" in second
    assert b"Said in other words" not in first


def test_a_page_of_words_of_others_offers_no_licence_of_ours(client, edition):
    other = replace(edition, slug="the-document-itself", title="The document itself")
    publish(actor=None, edition=other)
    page = client.get("/framework/the-document-itself/files/").content.decode()
    assert "says nothing of a licence" in page
    assert "Apache" not in page
    assert "Link" not in client.get("/framework/the-document-itself/files/csv/").headers
    assert "Apache" in client.get(f"/framework/{SLUG}/files/").content.decode()
    publish(actor=None, edition=one_that_follows())
    assert "Apache" in client.get("/framework/realising-recovery-2027/files/").content.decode()


def test_what_is_called_our_own_is_what_comes_with_alongside():
    assert PACKAGED.name == OURS


@pytest.mark.parametrize(
    "address",
    [
        "/framework/files/nonsense/",
        "/framework/files/tables/nonsense/",
        "/framework/files/sets/nonsense/",
        "/framework/nonsense/files/",
        "/framework/nonsense/files/csv/",
        "/learning/files/nonsense/",
    ],
)
def test_what_is_not_there_is_not_found(client, edition, address):
    assert client.get(address).status_code == 404


def test_before_anything_is_published_there_is_nothing_to_take(client, db):
    assert client.get("/framework/files/").status_code == 404
    assert client.get("/framework/files/sets/crosswalks/").status_code == 404


def test_no_edition_can_be_called_files(db):
    from alongside.framework import policies

    assert not policies.good_slug("files")


def test_files_are_read_only(client, edition):
    assert client.post("/framework/files/csv/").status_code in (403, 405)


def test_somebody_signed_in_gets_the_same_file_and_it_is_not_made_again(
    client, edition, signed_in, monkeypatch
):
    first = client.get("/framework/files/moodle/").content

    def made_again(_publication):
        raise AssertionError("made again")

    monkeypatch.setitem(FORMATS, "moodle", replace(FORMATS["moodle"], make=made_again))
    assert signed_in("alice").get("/framework/files/moodle/").content == first
