"""A worker makes a badge, takes it along, somebody checks it, and it is ended; axe on every step."""

from playwright.sync_api import expect

from tests.factories.badges import done
from tests.factories.portfolio import add
from tests.journeys.test_every_page import look, look_round


def test_a_badge_is_made_shown_checked_and_ended(visitor, people, edition, tmp_path):
    add(people.alice, "A forum in the church hall", codes=["K01", "V20"])
    done(people.alice)
    alice, stranger = visitor(phone=True).sign_in(people.alice), visitor(phone=True)
    page = look(alice, "/my/record/badges/")
    page.get_by_role("link", name="I hosted a forum").click()
    page.get_by_label("What it was, in a line").fill("Tea and talk about hope")
    look_round(alice)
    alice.press("button", "Look at it first")
    expect(page.get_by_role("heading", level=1)).to_have_text("Look at the badge first")
    look_round(alice)
    alice.press("button", "Make this badge")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hosted a forum")
    look_round(alice)
    picture = tmp_path / "badge.png"
    with page.expect_download() as taken:
        page.get_by_role("link", name="A picture that carries the badge").click()
    taken.value.save_as(picture)
    assert checked(stranger, picture) == "This badge holds"
    look_round(stranger)
    page.get_by_role("link", name="End this badge").click()
    look_round(alice)
    alice.press("button", "End it for good")
    expect(page.locator("main")).to_contain_text("Whoever checks it is told so.")
    look_round(alice)
    assert checked(stranger, picture) == "This badge was ended"
    look_round(stranger)


def checked(one, picture) -> str:
    page = one.go("/badges/check/")
    page.get_by_label("The badge as a file").set_input_files(picture)
    one.press("button", "Check this badge")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("This badge")
    return heading.inner_text()
