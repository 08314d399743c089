"""What could tell who somebody is, pointed out on the writer's own device before it is saved."""

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
