"""Words that give hope: read, tried on one's own device, and nothing of it ever sent."""

import pytest
from bench.language.corpus import read

from alongside.language import loading
from tests.factories.language import a_steward, on_the_panel

SECRET = "Zebedee refused his porridge and was manipulative."


def watch(page) -> list[tuple[str, str, str]]:
    """Every request from now on: how, where, and what it carried."""
    sent: list[tuple[str, str, str]] = []
    page.on("request", lambda one: sent.append((one.method, one.url, one.post_data or "")))
    page.on("websocket", lambda one: sent.append(("WS", one.url, "")))
    return sent


def test_somebody_reads_the_word_list_without_scripts(visitor):
    for phone in (True, False):
        one = visitor(phone=phone, scripts=False)
        page = one.go("/words/")
        assert page.get_by_role("heading", level=1).inner_text() == "Words that give hope"
        assert not page.locator("#words-to-try").is_visible()
        one.opens(page.get_by_role("link", name="Soft words for force"))
        assert page.get_by_text("You could say:").count() == len(loading.packaged().rules)
        one.check_fits()


def test_words_are_looked_at_on_the_device_and_never_sent(visitor):
    one = visitor(phone=True)
    page = one.go("/words/")
    one.check_accessible()
    page.wait_for_selector("[data-coach-ready]")
    sent = watch(page)
    one.expected_offline = True
    one.context.set_offline(True)  # from here on nothing could be fetched, and nothing needs to be
    box = page.get_by_label("Write or paste a few lines")
    box.fill(SECRET)
    finds = page.locator("[data-coach-finds] > li")
    finds.nth(1).wait_for()
    assert [mark.inner_text() for mark in page.locator("mark").all()] == ["refused", "manipulative"]
    assert "makes a choice sound like defiance" in finds.first.inner_text()
    assert "said no to (what was offered, and why)" in finds.first.inner_text()
    one.check_fits()
    finds.first.get_by_role("button", name="Show me where").click()
    chosen = box.evaluate("box => box.value.slice(box.selectionStart, box.selectionEnd)")
    assert chosen == "refused"
    finds.first.get_by_role("button", name="Keep my words").click()
    assert [mark.inner_text() for mark in page.locator("mark").all()] == ["manipulative"]
    box.fill("We had tea.")
    page.get_by_text("Nothing on the list is in these words.").wait_for()
    assert sent == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
        0,
        0,
        "",
    ]
    one.context.set_offline(False)


def test_what_is_found_can_be_read_by_everybody(visitor):
    one = visitor()
    page = one.go("/words/")
    page.get_by_label("Write or paste a few lines").fill(SECRET)
    page.locator("mark").first.wait_for()
    one.check_accessible()
    text = page.locator("[data-coach]").inner_text().lower()
    assert not any(word in text for word in ("score", "%", "error", "wrong", "mistake"))


def test_the_browser_finds_in_every_line_of_the_corpus_what_python_finds(visitor):
    """Also emoji and other signs that a browser counts as two."""
    one = visitor()
    page = one.go("/words/")
    page.wait_for_selector("[data-coach-ready]")
    lines = [line.text for line in read()]
    lines += [
        "😀 He is a schizophrenic. 😀😀 She refused.",
        "İ é ǅ mad",
        "He ‘refused’.\u2029refused",
    ]
    lines += [" ".join(lines), "\n".join(lines), "\n\n- ".join(lines), "“refused " * 300]
    check = """async (lines) => {
        const rules = await (await fetch("/words/rules.json")).json();
        const checker = new window.alongsideWords.Checker(rules);
        return lines.map((line) => checker.check(line));
    }"""
    theirs = page.evaluate(check, lines)
    checker = loading.packaged_checker()
    differing = []
    for line, found in zip(lines, theirs, strict=True):
        mine = [
            [one.rule, one.level, utf16(line, one.start), utf16(line, one.end), one.text]
            for one in checker.check(line)
        ]
        if mine != [[f["rule"], f["level"], f["start"], f["end"], f["text"]] for f in found]:
            differing.append(line[:200])
    assert differing == []


def utf16(text: str, place: int) -> int:
    """A place as a browser counts it."""
    return len(text[:place].encode("utf-16-le")) // 2


def test_a_worker_opens_the_coach_beside_a_note_and_it_is_off_until_then(visitor, people, edition):
    one = visitor().sign_in(people.alice)
    page = one.page
    sent = watch(page)
    one.go("/my/themes/rights/")
    page.wait_for_load_state("networkidle")
    assert not [where for _how, where, _what in sent if "rules.json" in where]
    note = page.locator("textarea[name$='-note']").first
    coach = page.locator("[data-coach]").first
    coach.locator("summary").click()
    page.wait_for_selector("[data-coach-ready]")
    note.fill("A psychotic man was absconding.")
    coach.locator("mark").nth(1).wait_for()
    marked = [mark.inner_text() for mark in coach.locator("mark").all()]
    assert marked == ["psychotic", "absconding"]
    one.check_accessible()
    coach.get_by_role("button", name="Keep my words").first.click()
    assert note.input_value() == "A psychotic man was absconding."
    fetched = [where for how, where, _what in sent if "/words/" in where and how == "GET"]
    assert sorted(where.rsplit("/words/")[1] for where in fetched) == ["ours.json", "rules.json"]


def test_the_coach_beside_a_note_leads_to_the_list_without_scripts(visitor, people, edition):
    one = visitor(phone=True, scripts=False).sign_in(people.alice)
    page = one.go("/my/themes/rights/")
    page.locator("[data-coach] summary").first.click()
    one.opens(page.get_by_role("link", name="The word list").first)
    assert page.url.endswith("/words/")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_panel_makes_an_edition_and_everybody_reads_it(visitor, people, scripts):
    steward = a_steward()
    for person in (people.alice, people.charlie):
        on_the_panel(person, steward)
    writer = visitor(scripts=scripts, phone=not scripts).sign_in(people.alice)
    page = writer.go("/words/desk/")
    writer.opens(page.get_by_role("button", name="Begin a draft"))
    writer.opens(page.get_by_role("link", name="Add a rule"))
    page.get_by_label("A short name, in small letters").fill("bed-space")
    page.get_by_label("The words it is about").fill("bed space")
    page.get_by_label("It depends").check()
    page.get_by_label("What it looks for, one pattern a line").fill("bed space/n")
    page.get_by_label("What could be said instead, one a line").fill("room")
    page.get_by_label("Why, in a sentence").fill("Somebody lives there.")
    page.get_by_label("Where it comes from").fill("panel")
    if scripts:
        writer.check_accessible()
    writer.opens(page.get_by_role("button", name="Keep in the draft"))
    assert "Somebody lives there." in page.locator("main").inner_text()
    writer.check_fits()
    if scripts:
        writer.check_accessible()
    page.get_by_label("Yes, to these words as they stand").check()
    writer.opens(page.get_by_role("button", name="Keep my decision"))
    second = visitor(scripts=scripts).sign_in(people.charlie).go("/words/desk/")
    second.get_by_label("Yes, to these words as they stand").check()
    with second.expect_navigation():
        second.get_by_role("button", name="Keep my decision").click()
    last = visitor(scripts=scripts).sign_in(steward).go("/words/desk/")
    last.get_by_label("What is new, for readers").fill("A word from the women's group.")
    with last.expect_navigation():
        last.get_by_role("button", name="Publish this edition").click()
    assert "This is edition 1 of the list" in last.locator("main").inner_text()
    reader = visitor(scripts=scripts).go("/words/")
    assert reader.locator("#word-bed-space").count() == 1
    if scripts:
        reader.get_by_label("Write or paste a few lines").fill("There are two bed spaces.")
        reader.locator("mark").first.wait_for()
        assert reader.locator("mark").first.inner_text() == "bed spaces"
