"""The pages where crosswalks are written and read, and what everybody is told of it."""

import re

import pytest
from django.test import Client

from alongside.core.crosswalks import How
from alongside.crosswalks import actions
from alongside.crosswalks.models import Reading, RelationVersion
from alongside.foundation.actor import Role
from tests.factories.accounts import give, with_second_factor
from tests.factories.crosswalks import KSF, REST, WHY, about, begun, key, say, write
from tests.factories.packages import own

MET = re.compile(r"\b(met|covered by|complies|compliant|fulfilled|achieved|ticked)\b|✓|✔", re.I)


def main_of(page) -> str:
    return page.content.decode().partition("<main")[2].partition("</main>")[0]


def relation_of(page, code: str = "S04") -> str:
    """What a public page says between an item and a statement."""
    found = [part for part in main_of(page).split("<li") if f"/{code}/" in part]
    return "".join(part for part in found if "fw-relation" in part)


def address(code: str = "S04", item: str = "C1", slug: str = KSF) -> str:
    return f"/crosswalks/{slug}/{item}/{about(code)}/"


FORM = {"how": "related", "why": WHY, "not_covered": REST, "seen": "0"}


@pytest.mark.usefixtures("dana", "charlie")
class TestPages:
    def test_a_steward_writes_and_somebody_on_a_panel_reads(self, signed_in, client):
        writes, reads = signed_in("dana"), signed_in("charlie")
        assert "Write it" in main_of(writes.get(address()))
        page = writes.post(address(), FORM, follow=True)
        assert "waits for a reader" in main_of(page)
        assert "Waits for a reader." in relation_of(client.get(f"/framework/crosswalks/{KSF}/"))
        page = main_of(reads.get(address()))
        assert "<textarea" not in page
        assert f'href="{address()}read/"' in page
        seen = re.search(
            r'name="seen" value="([0-9a-f]{64})"', main_of(reads.get(f"{address()}read/"))
        )
        said = {"seen": seen[1], "yes": "yes", "shown_as": "C. Combe", "capacity": "Educator"}
        page = reads.post(f"{address()}read/", {**said, "words": "So it is."}, follow=True)
        assert "C. Combe" in main_of(page)
        public = relation_of(client.get(f"/framework/crosswalks/{KSF}/"))
        assert "C. Combe, Educator" in public
        assert "So it is." in public
        assert "Waits for a reader." not in public
        reads.post(f"/crosswalks/readings/{Reading.objects.get().pk}/take-back/")
        assert "Waits for a reader." in relation_of(client.get(f"/framework/crosswalks/{KSF}/"))

    def test_what_leaves_something_over_is_asked_what(self, signed_in):
        page = signed_in("dana").post(address(), {**FORM, "not_covered": " "})
        assert page.status_code == 422
        assert "Say what of the item is left over." in main_of(page)
        page = signed_in("dana").post(address(), {**FORM, "how": "exact"})
        assert "The same leaves nothing over" in main_of(page)
        assert not RelationVersion.objects.exists()

    def test_a_second_writer_sees_both_texts(self, signed_in, dana):
        write(dana, key(), why="What was saved first.")
        page = signed_in("dana").post(address(), {**FORM, "why": "What came second."})
        assert page.status_code == 409
        assert "What was saved first." in page.content.decode()
        assert "What came second." in page.content.decode()

    def test_suggestions_are_offered_with_the_words_they_share_and_taken_up_by_a_press(
        self, signed_in
    ):
        browser = signed_in("dana")
        page = main_of(browser.get(f"/crosswalks/{KSF}/C3/"))
        assert "Shared words:" in page
        taken = re.search(r'action="(/crosswalks/ksf-core/C3/[0-9a-f-]+/take-up/)"', page)[1]
        page = main_of(browser.post(taken, follow=True))
        assert "Nobody is told of it yet." in page
        assert "Read it and say what you think" not in page
        assert RelationVersion.objects.get().suggested
        assert "take-up" not in main_of(signed_in("charlie").get(f"/crosswalks/{KSF}/C3/"))

    def test_any_other_statement_can_be_chosen(self, signed_in):
        page = signed_in("dana").get(f"/crosswalks/{KSF}/C1/?about={about('V20')}")
        assert page["Location"] == address("V20")

    def test_withdrawn_is_said_on_the_public_page(self, signed_in, client, dana):
        write(dana, key())
        signed_in("dana").post(f"{address()}withdraw/", {"seen": 1})
        page = main_of(signed_in("dana").get(address()))
        assert "Withdrawn" in page
        assert WHY in page, "every version stays"
        assert WHY not in main_of(client.get(f"/framework/crosswalks/{KSF}/"))

    def test_a_public_page_shows_what_came_with_the_product_as_earlier_words(self, client, dana):
        before = main_of(client.get("/framework/crosswalks/nmc-code/"))
        assert "Before somebody here wrote it anew" not in before
        write(dana, key("S04", "trust"), slug="nmc-code")
        page = relation_of(client.get("/framework/crosswalks/nmc-code/"))
        assert "Before somebody here wrote it anew" in page
        assert "Not covered, it said then:" in page
        document = client.get("/framework/crosswalks/nmc-code/?format=json").json()
        trust = next(one for one in document["items"] if one["code"] == "trust")
        row = next(one for one in trust["relations"] if one["statement"] == "S04")
        assert row["why"] == WHY
        assert row["as_it_came"]["not_covered"] in before.replace("&#x27;", "'")

    def test_what_a_statement_has_to_do_with_elsewhere_is_on_its_page_at_once(self, client, dana):
        first = client.get("/framework/V20/")
        assert REST not in main_of(first)
        write(dana, key("V20"))
        page = client.get("/framework/V20/", headers={"If-None-Match": first["ETag"]})
        assert page.status_code == 200
        assert REST in main_of(page)
        rows = client.get("/framework/V20/?format=json").json()["elsewhere"]
        assert REST in {row["not_covered"] for row in rows}

    def test_the_table_and_the_list_change_with_it(self, client, dana, charlie):
        first = client.get(f"/framework/crosswalks/{KSF}.csv")
        write(dana, key())
        say(charlie, key())
        again = client.get(
            f"/framework/crosswalks/{KSF}.csv", headers={"If-None-Match": first["ETag"]}
        )
        assert "C. Combe" in again.content.decode()

    def test_only_those_who_write_or_read_are_led_there(self, signed_in, client):
        for browser, led in (
            (signed_in("dana"), True),
            (signed_in("charlie"), True),
            (signed_in("alice"), False),
            (client, False),
            (Client(), False),
        ):
            for page in ("/framework/crosswalks/", f"/framework/crosswalks/{KSF}/"):
                assert ('href="/crosswalks/' in main_of(browser.get(page))) is led

    def test_no_page_calls_anything_met_whatever_is_written(self, signed_in, client, dana, charlie):
        """A partial relation never shows as met: each kind is written, read, and looked for."""
        codes = ("S04", "S05", "S06", "S07", "S08")
        for code, how in zip(codes, How, strict=True):
            write(dana, key(code), how=how, not_covered="" if how is How.EXACT else REST)
            say(charlie, key(code))
        pages = (
            f"/framework/crosswalks/{KSF}/",
            f"/crosswalks/{KSF}/",
            f"/crosswalks/{KSF}/C1/",
            *(address(code) for code in codes),
            *(f"/framework/{code}/" for code in codes),
        )
        never = "Nothing here shows that what the other framework asks is met."
        also = "It does not show that any of them is met."
        for where in pages:
            browser = signed_in("dana") if where.startswith("/crosswalks") else client
            page = main_of(browser.get(where)).replace(never, "").replace(also, "")
            words = re.sub(r"<[^>]+>", " ", page)
            assert MET.search(words.split("Said six ways")[0]) is None, where
        for code, how in zip(codes, How, strict=True):
            said = relation_of(client.get(f"/framework/crosswalks/{KSF}/"), code)
            assert ("Not covered:" in said) is (how is not How.EXACT), code
            assert ("This is the same" in said) is (how is How.EXACT), code


# Who may open what


@pytest.mark.parametrize("name", ["alice", "bob"])
def test_workers_have_no_way_in(people, dana, signed_in, name):
    browser = signed_in(name)
    for where in ("/crosswalks/", f"/crosswalks/{KSF}/", address(), f"{address()}read/"):
        assert browser.get(where).status_code == 403
    assert browser.post(address(), FORM).status_code == 403
    assert browser.post(f"{address()}read/", {}).status_code == 403


def test_somebody_on_a_panel_writes_nothing(dana, charlie, signed_in):
    browser = signed_in("charlie")
    write(dana, key())
    for where in (address(), f"{address('S05')}take-up/", f"{address()}withdraw/"):
        assert browser.post(where, {**FORM, "seen": 1}).status_code == 403
    for where in ("/crosswalks/begin/", f"/crosswalks/{KSF}/describe/"):
        assert browser.get(where).status_code == 403
    assert RelationVersion.objects.count() == 1


def test_one_own_relation_has_no_way_to_be_read_by_oneself(dana, signed_in):
    write(dana, key())
    browser = signed_in("dana")
    page = main_of(browser.get(address()))
    assert "You wrote some of this. Somebody else has to read it." in page
    assert browser.get(f"{address()}read/").status_code == 403


def test_what_may_not_be_shown_is_as_if_it_were_not_there_but_for_stewards(
    people, dana, charlie, signed_in, client
):
    slug = begun(dana)
    give(people.bob, Role.STEWARD, service=people.team.service)
    with_second_factor(people.bob)
    write(dana, (own("I2"), about("S04")), slug=slug)
    hidden = (f"/crosswalks/{slug}/", address("S04", own("I2"), slug))
    for where in hidden:
        assert signed_in("charlie").get(where).status_code == 404
        assert signed_in("bob").get(where).status_code == 200
    assert client.get(f"/framework/crosswalks/{slug}/").status_code == 404
    assert slug not in client.get("/framework/crosswalks/").content.decode()
    assert slug not in signed_in("charlie").get("/crosswalks/").content.decode()


@pytest.mark.parametrize("where", ["nothing/", f"{KSF}/C99/", f"{KSF}/C1/no-such/", "begun/x/"])
def test_what_is_not_there_is_not_found(dana, signed_in, where):
    assert signed_in("dana").get(f"/crosswalks/{where}").status_code == 404


# A framework that was taken in


def test_a_steward_begins_one_describes_it_and_shows_it(dana, charlie, signed_in, client):
    begun_with = begun(dana, size=210)
    browser = signed_in("dana")
    page = main_of(browser.get(f"/crosswalks/{begun_with}/"))
    assert "More items" in page
    assert "I201" in main_of(browser.get(f"/crosswalks/{begun_with}/?from=200"))
    found = main_of(browser.get(f"/crosswalks/{begun_with}/?q=I209"))
    assert "I209" in found
    assert "I210" not in found
    write(dana, (own("I209"), about("S04")), slug=begun_with)
    form = {"title": "By its titles", "lead": "Lead", "terms": "With leave", "public": "on"}
    browser.post(f"/crosswalks/{begun_with}/describe/", {**form, "seen": 1})
    page = main_of(client.get(f"/framework/crosswalks/{begun_with}/"))
    assert "By its titles" in page
    assert "With leave" in page
    assert '<span class="fw-code">I209</span>' in page
    assert "Only those parts stand here of which something is said." in page
    assert "Waits for a reader." in page
    assert "I210" not in page


def test_nothing_is_begun_where_nothing_was_taken_in(dana, signed_in):
    assert "or none was taken in" in main_of(signed_in("dana").get("/crosswalks/begin/"))
    assert signed_in("dana").post("/crosswalks/begin/", {"framework": "x"}).status_code == 422


def test_a_form_begins_one(dana, signed_in):
    import json

    from alongside.core.credentials.case.reading import read
    from alongside.others import actions as others
    from tests.factories.packages import good

    others.take_in(actor=None, package=read([json.dumps(good())]))
    browser = signed_in("dana")
    assert "Another framework" in main_of(browser.get("/crosswalks/begin/"))
    form = {"framework": own("document"), "title": "Mine", "lead": "Lead", "terms": "Terms"}
    page = browser.post("/crosswalks/begin/", form)
    assert page["Location"] == "/crosswalks/mine/"


def test_taken_in_again_its_new_titles_are_shown_and_wait_for_a_reader(
    dana, charlie, signed_in, client
):
    import json

    from alongside.core.credentials.case.reading import read
    from alongside.others import actions as others
    from tests.factories.packages import good

    slug = begun(dana, public=True)
    at = (own("I2"), about("S04"))
    write(dana, at, slug=slug)
    say(charlie, at, slug=slug)
    public = f"/framework/crosswalks/{slug}/"
    assert "C. Combe" in main_of(client.get(public))
    newer = good()
    newer["CFItems"][1]["fullStatement"] = "Knows more"
    others.take_in(actor=None, package=read([json.dumps(newer)]))
    from alongside.crosswalks import queries

    queries.forget()
    page = main_of(client.get(public))
    assert "Knows more" in page
    assert "Waits for a reader." in page
    actions.withdraw(actor=dana, slug=slug, key=at, seen=1)
    assert "Knows more" not in main_of(client.get(public))
