"""What could tell who somebody is, pointed out on the writer's own device before it is saved."""

import re

from tests.core.language.identifier_lines import lines, numbers
from tests.core.language.test_identifiers import CHECK, HARD

PAUSE = 300  # ms: the check has spoken by then, and nothing is sent to be saved yet
THEME = "/my/themes/rights/"


def ready(one, address=THEME):
    page = one.go(address)
    page.locator("[data-identifiers-ready]").first.wait_for(state="attached")
    return page


def watch(page) -> list[tuple[str, str]]:
    sent: list[tuple[str, str]] = []
    page.on("request", lambda one: sent.append((one.method, one.url)))
    return sent


def look_at(page):
    """The box of the first note, and what is said beside it."""
    box = page.locator("textarea[name$='-note']").first
    return box, page.locator(f"[data-identifiers='{box.get_attribute('id')}']")


def utf16(text: str, place: int) -> int:
    """A place as a browser counts it."""
    return len(text[:place].encode("utf-16-le")) // 2


def test_a_number_and_a_colleagues_name_are_pointed_out_before_anything_is_saved(
    visitor, people, edition
):
    one = visitor(phone=True).sign_in(people.alice)
    one.page.clock.install()
    page = ready(one)
    page.wait_for_load_state("networkidle")
    sent = watch(page)
    box, said = look_at(page)
    chi = numbers()["{chi}"]
    page.clock.pause_at(page.evaluate("Date.now()") + 1000)
    box.fill(f"Kirsty Galbraith read {chi} out in the corridor.")
    page.clock.run_for(PAUSE)
    marks = said.locator("mark").all_inner_texts()
    assert marks == ["Kirsty", "Galbraith", chi]
    assert said.get_by_text("It belongs to one person").is_visible()
    assert said.get_by_text("Something here may show who somebody is. You decide.").is_visible()
    assert sent == []
    one.check_fits()
    finds = said.locator(".al-look__one")
    finds.filter(has_text=chi).get_by_role("button", name="Take it out").click()
    assert box.input_value() == "Kirsty Galbraith read out in the corridor."
    finds.filter(has_text="Galbraith").get_by_role("button", name="Take it out").click()
    finds.filter(has_text="Kirsty").get_by_role("button", name="a colleague").click()
    assert box.input_value() == "a colleague read out in the corridor."
    assert finds.count() == 0
    assert sent == []
    page.clock.resume()
    saved = page.wait_for_event("requestfinished", lambda it: it.method == "POST")
    assert chi not in (saved.post_data or "")
    assert "a colleague" in (saved.post_data or "").replace("+", " ").replace("%20", " ")


def test_what_is_certain_waits_until_it_is_decided_and_the_rest_of_the_card_is_saved(
    visitor, people, edition
):
    one = visitor(phone=True).sign_in(people.alice)
    page = ready(one)
    box, said = look_at(page)
    card = page.locator("[data-card]").first
    chi = numbers()["{chi}"]
    bodies: list[str] = []
    page.on("request", lambda it: it.method == "POST" and bodies.append(it.post_data or ""))
    box.fill(f"It began with {chi}.")
    card.get_by_text("Decide about it first.").wait_for()
    assert bodies == []
    with page.expect_response(lambda it: it.request.method == "POST"):
        card.get_by_role("radio").first.check(force=True)
    assert chi not in bodies[-1]
    assert "-point=" in bodies[-1]
    assert card.get_by_text("Decide about it first.").is_visible()
    assert box.input_value() == f"It began with {chi}."
    one.check_fits()
    # The page's own button is held, too, and leads to what is undecided.
    many = len(bodies)
    page.get_by_role("button", name="Save", exact=True).click()
    assert page.evaluate("document.activeElement.dataset.identifiers") == box.get_attribute("id")
    assert page.locator("[data-identifiers-held]").is_visible()
    assert len(bodies) == many
    with page.expect_response(lambda it: it.request.method == "POST"):
        said.get_by_role("button", name="It is fine here").click()
    assert chi in bodies[-1]
    card.get_by_text(re.compile("Saved [0-9]")).wait_for()
    assert not page.locator("[data-identifiers-held]").is_visible()
    # What was decided and saved is not asked about when the page is opened again.
    page = ready(one)
    box, _said = look_at(page)
    with page.expect_response(lambda it: it.request.method == "POST"):
        box.press("End")
        box.type(" Later it went on.")
    assert chi in bodies[-1]
    assert "went+on" in bodies[-1]


def test_words_that_wait_are_not_lost_by_leaving_the_page(visitor, people, edition):
    one = visitor().sign_in(people.alice)
    page = ready(one)
    box, _said = look_at(page)
    box.press_sequentially(f"It began with {numbers()['{chi}']}.")
    page.locator("[data-card]").first.get_by_text("Decide about it first.").wait_for()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="My picture").first.click(no_wait_after=True)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert "It began with" in box.input_value()


def test_a_reflection_is_held_until_its_writer_has_looked(visitor, people, edition):
    from alongside.portfolio import queries

    one = visitor(phone=True).sign_in(people.alice)
    page = ready(one, "/my/record/add/?kind=reflection")
    sent = watch(page)
    chi = numbers()["{chi}"]
    page.get_by_label("What", exact=True).fill("A hard conversation")
    page.get_by_label("When").fill("2026-09-03")
    box = page.get_by_label("What happened")
    box.fill(f"Kirsty Galbraith read {chi} out in the corridor.")
    page.get_by_role("button", name="Save", exact=True).click()
    held = page.locator("[data-identifiers-held]")
    assert held.is_visible()
    said = page.locator(f"[data-identifiers='{box.get_attribute('id')}']")
    assert said.get_by_text("Look at this first. You decide.").is_visible()
    assert page.evaluate("document.activeElement.dataset.identifiers") == box.get_attribute("id")
    assert sent == []
    one.check_accessible()
    one.check_fits()
    finds = said.locator(".al-look__one")
    finds.filter(has_text=chi).get_by_role("button", name="Take it out").click()
    finds.filter(has_text="Galbraith").get_by_role("button", name="Take it out").click()
    finds.filter(has_text="Kirsty").get_by_role("button", name="It is fine here").click()
    assert not held.is_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("That is in your record. Only you see it.").wait_for()
    [kept] = queries.entries(people.alice.pk)
    assert kept.texts == {"happened": "Kirsty read out in the corridor."}
    assert [method for method, _url in sent].count("POST") == 1
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_writer_can_decide_about_everything_at_once(visitor, people, edition):
    from alongside.portfolio import queries

    one = visitor().sign_in(people.alice)
    page = ready(one, "/my/record/add/")
    page.get_by_label("What", exact=True).fill("A walk with Fiona")
    page.get_by_label("When").fill("2026-09-03")
    page.get_by_label("What", exact=True).press("Enter")
    assert page.locator("[data-identifiers-held]").is_visible()
    page.get_by_role("button", name="Save it as it is").click()
    page.get_by_text("That is in your record. Only you see it.").wait_for()
    [kept] = queries.entries(people.alice.pk)
    # What was decided is not asked about again, and what is new is.
    page = ready(one, f"/my/record/{kept.id}/edit/")
    page.get_by_text("More, if I like").click()
    page.get_by_label("What happened").fill("We went round the pond.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("What stood there before is kept, too.").wait_for()
    page = ready(one, f"/my/record/{kept.id}/edit/")
    page.get_by_label("What I learned").fill("Morag knew the way.")
    page.get_by_role("button", name="Save", exact=True).click()
    assert page.locator("[data-identifiers-held]").is_visible()
    assert page.locator("[data-identifiers-held] li").all_inner_texts() == ["What I learned"]


def test_a_held_box_that_is_folded_away_is_opened(visitor, people, edition):
    one = visitor().sign_in(people.alice)
    page = ready(one, "/my/record/add/?kind=reflection")
    page.get_by_label("What", exact=True).fill("A talk")
    page.get_by_label("When").fill("2026-09-03")
    more = page.locator("details.po-more").first
    more.locator("> summary").click()
    page.get_by_label("What it brings to people who use the service").fill("Fiona said so.")
    more.locator("> summary").click()
    page.get_by_role("button", name="Save", exact=True).click()
    assert more.get_attribute("open") is not None
    assert page.get_by_role("button", name="It is fine here").is_visible()


def test_without_scripts_a_reflection_comes_back_with_what_was_found(visitor, people, edition):
    one = visitor(phone=True, scripts=False).sign_in(people.alice)
    page = one.go("/my/record/add/?kind=reflection")
    page.get_by_label("What", exact=True).fill("A talk")
    page.get_by_label("When").fill("2026-09-03")
    page.get_by_label("What happened").fill("Fiona said so.")
    page.get_by_role("button", name="Save", exact=True).click()
    assert page.get_by_text("Look at this first. You decide.").first.is_visible()
    assert page.get_by_label("What happened").input_value() == "Fiona said so."
    one.check_fits()
    one.problems.clear()  # the browser notes that the form came back
    one.opens(page.get_by_role("button", name="Save it as it is"))
    assert page.get_by_text("That is in your record. Only you see it.").is_visible()


def test_the_writer_may_keep_it_and_nothing_is_stored_in_the_browser(visitor, people, edition):
    one = visitor().sign_in(people.alice)
    page = ready(one)
    box, said = look_at(page)
    box.fill("I sat with Fiona.")
    said.locator("mark").first.wait_for()
    one.check_accessible()
    said.get_by_role("button", name="It is fine here").click()
    assert said.locator("mark").count() == 0
    assert box.input_value() == "I sat with Fiona."
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_small_details_that_add_up_are_said_to(visitor, people, edition):
    one = visitor().sign_in(people.alice)
    page = ready(one)
    box, said = look_at(page)
    box.fill("She is 93 years old and from Brora.")
    said.locator("mark").nth(1).wait_for()
    together = said.get_by_text("together they may show who somebody is")
    assert not together.is_visible()
    box.fill("She is 93 years old, from Brora, and came by Lairg.")
    together.wait_for()


def test_without_scripts_the_page_is_as_it_was(visitor, people, edition):
    one = visitor(phone=True, scripts=False).sign_in(people.alice)
    page = one.go(THEME)
    assert page.locator("[data-identifiers]").count() > 0
    assert page.locator("[data-identifiers]:visible").count() == 0
    one.check_fits()


def test_the_browser_finds_in_every_line_what_python_finds(visitor, people, edition):
    one = visitor().sign_in(people.alice)
    page = ready(one)
    texts = [line.text for line in lines()] + HARD
    texts += [" ".join(texts), "\n".join(texts)]
    theirs = page.evaluate(
        """async (texts) => {
            const script = document.querySelector("script[src*='identifiers']").src;
            const { Identifiers } = await import(script);
            const rules = document.getElementById("identifier-words").dataset.rules;
            const checker = new Identifiers(await (await fetch(rules)).json());
            return texts.map((text) => {
                const found = checker.check(text);
                return [checker.addsUp(found), found.map((it) => [it.kind, it.level, it.start, it.end])];
            });
        }""",
        texts,
    )
    differing = []
    for text, said in zip(texts, theirs, strict=True):
        found = CHECK.check(text)
        mine = [[it.kind, it.level, utf16(text, it.start), utf16(text, it.end)] for it in found]
        if said != [CHECK.adds_up(found), mine]:
            differing.append((text[:120], mine[:8], said[1][:8]))
    assert sum(len(said[1]) for said in theirs) > len(texts) // 2, (
        "the browser finds next to nothing"
    )
    assert differing == []
