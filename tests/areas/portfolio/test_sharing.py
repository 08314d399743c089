"""Before anything is shared: what others would see, what it could tell them, and a copy with less."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.accounts import actions as accounts
from alongside.accounts.queries import shares_given
from alongside.portfolio import actions, queries
from alongside.portfolio.presenters.looking import neutral
from tests.areas.portfolio.files import a_docx
from tests.core.language.identifier_lines import numbers
from tests.factories.accounts import PersonFactory, actor_for
from tests.factories.portfolio import add

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition")]


def words_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def alice(signed_in):
    return signed_in("alice")


@pytest.fixture
def entry(people):
    return add(
        people.alice,
        "A talk with Fiona",
        kind="discussion",
        texts={
            "happened": f"She is 93 years old, from Brora, and came by Lairg. {numbers()['{chi}']}."
        },
        about={"with_name": "Morag", "with_role": "A nurse"},
    )


def share(browser, entry, reader, **more):
    until = (timezone.localdate() + timedelta(days=9)).isoformat()
    return browser.post(
        f"/my/record/{entry}/share/", {"reader": str(reader.pk), "until": until, **more}
    )


def test_the_page_shows_what_they_would_see_and_what_it_could_tell(alice, people, entry):
    actions.add_file(
        actor=people.actor("alice"), entry_id=entry, name="Galbraith.docx",
        body=a_docx(author="Kirsty Author", **{"word__comments.xml": "<c/>"}),
    )  # fmt: skip
    said = words_of(alice.get(f"/my/record/{entry}/share/"))
    for text in (
        "Nothing is shared by opening this page.", "CHI number", "Fiona", "Brora",
        "together they may show who somebody is", "It names the person you talked with.",
        "Its properties name an author: Kirsty Author", "It holds comments",
        "Make a copy with less in it", "Leave it as it is", "Share it as it is",
    ):  # fmt: skip
        assert text in said, text
    assert not shares_given(people.actor("alice"), today=timezone.localdate()).exists()


def test_sharing_lets_one_person_read_it_and_stopping_ends_that(alice, people, entry, signed_in):
    assert share(alice, entry, people.bob).status_code == 302
    bob = signed_in("bob")
    page = words_of(bob.get(f"/my/record/of/{entry}/"))
    assert "Shared with you, to read, by Alice Aird" in page
    assert "A talk with Fiona" in page
    [given] = shares_given(people.actor("alice"), today=timezone.localdate())
    where = f"/my/record/{entry}/share/"
    assert "Stop sharing" in words_of(alice.get(where))
    stopped = alice.post(f"/account/sharing/{given.pk}/end/", {"back": where})
    assert stopped["Location"] == where
    assert bob.get(f"/my/record/of/{entry}/").status_code == 404


def test_a_reader_sees_where_it_is_and_no_words_of_it_on_other_pages(
    alice, people, entry, signed_in
):
    share(alice, entry, people.bob)
    shared = signed_in("bob").get("/my/shared-with-me/")
    assert f"/my/record/of/{entry}/" in shared.content.decode()
    assert "Something from their record" in words_of(shared)
    assert "Fiona" not in words_of(shared)
    mine = words_of(alice.get("/account/"))
    assert "A reflective discussion, 3 September 2026" in mine
    assert "Fiona" not in mine


def test_an_address_may_name_the_reader_and_the_way_back(alice, people, entry):
    where = f"/my/record/{entry}/share/?with={people.bob.pk}&back=/my/plan/"
    page = alice.get(where).content.decode()
    assert f'<option value="{people.bob.pk}" selected>' in page
    assert 'name="back" value="/my/plan/"' in page
    assert share(alice, entry, people.bob, back="/my/plan/")["Location"] == "/my/plan/"


@pytest.mark.parametrize(
    "back",
    ["https://example.org/", "//example.org/", "javascript:alert(1)", "\\\\example.org", "my/"],
)
def test_the_way_back_is_never_somebody_elses(alice, people, entry, back):
    page = alice.get(f"/my/record/{entry}/share/", {"back": back}).content.decode()
    assert 'name="back" value=""' in page
    answer = share(alice, entry, people.bob, back=back)
    assert answer["Location"] == f"/my/record/{entry}/share/"


def test_a_supervisor_from_elsewhere_can_be_chosen_by_name(alice, people, entry):
    stranger = PersonFactory(name="Una Supervisor")
    assert share(alice, entry, stranger).status_code == 422
    token = accounts.ask_with_link(actor=people.actor("alice"))
    accounts.answer_supervising(actor=actor_for(stranger), token=token, yes=True)
    assert "Una Supervisor" in words_of(alice.get(f"/my/record/{entry}/share/"))
    assert share(alice, entry, stranger).status_code == 302


# A copy with less in it


def test_the_copy_begins_without_what_was_found_and_the_original_stays(alice, people, entry):
    page = alice.get(f"/my/record/{entry}/copy/")
    form = page.context["form"]
    begun = {name: form[name].value() for name in form.fields}
    assert begun["title"] == "A talk with somebody"
    assert numbers()["{chi}"] not in begun["happened"]
    assert "Brora" not in begun["happened"]
    assert not begun["with_name"]
    sent = {name: value for name, value in begun.items() if value}
    answer = alice.post(
        f"/my/record/{entry}/copy/",
        {
            **sent,
            "shape": "discussion",
            "key": "k",
            "with": str(people.bob.pk),
            "back": "/my/plan/",
        },
    )
    assert answer.status_code == 302, words_of(answer)
    made = [one for one in queries.entries(people.alice.pk) if one.id != str(entry)]
    assert len(made) == 1
    assert answer["Location"].startswith(f"/my/record/{made[0].id}/share/?with=")
    version = queries.entry(people.actor("alice"), entry)
    assert version.entry.title == "A talk with Fiona"
    assert version.number == 1
    page = words_of(alice.get(f"/my/record/{made[0].id}/"))
    assert "A copy for sharing." in page


def test_it_can_be_taken_out_instead(alice, entry):
    page = alice.get(f"/my/record/{entry}/copy/?way=out")
    assert page.context["form"]["title"].value() == "A talk with"


def test_a_name_put_back_into_the_copy_is_asked_about(alice, people, entry):
    answer = alice.post(f"/my/record/{entry}/copy/", {
        "shape": "discussion", "kind": "discussion", "title": "A talk with Fiona", "on": "2026-09-03",
    })  # fmt: skip
    assert answer.status_code == 422
    assert len(queries.entries(people.alice.pk)) == 1


def test_neutral_words_stand_where_something_was_found_and_all_else_stays():
    assert neutral("I sat with Fiona by the lade.") == "I sat with somebody by the lade."
    assert neutral("I sat with Fiona by the lade.", out=True) == "I sat with by the lade."
    assert neutral("Nothing to see here.") == "Nothing to see here."
    assert neutral("Kirsty Galbraith and Fiona came. Morag left.") == (
        "Somebody and somebody came. Somebody left."
    )


def test_neutral_words_say_less_and_never_something_else():
    """No age, no season and no size of a town is made up."""
    assert neutral("She is 93 years old, from Brora.") == "She is, from a place."
    assert neutral("It was on 3 March 2026.") == "It was on one day."
