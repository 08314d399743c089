"""Markdown and plain text become headings, items, paragraphs and page breaks, as a reader sees them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.core.framework.blocks import Part, item_in, plain, read_text


def blocks(text: str) -> list[tuple[str, str]]:
    return [(one.part.value, one.text) for one in read_text(text.split("\n"))]


def items(text: str) -> list[str]:
    return [one.text for one in read_text(text.split("\n")) if one.part is Part.ITEM]


@pytest.mark.parametrize(
    ("line", "level"),
    [("# One", 1), ("###### One", 6), ("  ## One ##", 2), ("**One**", 7), ("**One:**", 7)],
)
def test_a_marked_line_is_a_heading(line, level):
    (found,) = read_text([line])
    assert (found.part, found.text.rstrip(":"), found.depth) == (Part.HEADING, "One", level)


def test_a_line_that_is_underlined_is_a_heading():
    found = read_text(["One", "===", "", "Two", "---"])
    assert [(one.part, one.text, one.depth) for one in found] == [
        (Part.HEADING, "One", 1),
        (Part.HEADING, "Two", 2),
    ]


def test_a_long_paragraph_in_bold_is_no_heading():
    assert blocks(f"**{'word ' * 30}end**")[0][0] == "text"


@pytest.mark.parametrize(
    "mark",
    [
        "-",
        "*",
        "+",
        "•",
        "·",
        "‣",
        "▪",
        "–",
        "\uf0b7",
        "1.",
        "12.",
        "1)",
        "(1)",
        "a)",
        "(b)",
        "iv)",
    ],
)
def test_every_usual_mark_begins_an_item(mark):
    assert items(f"Words that lead here:\n{mark} first thing\n{mark} second thing") == [
        "first thing",
        "second thing",
    ]


@pytest.mark.parametrize("line", ["A. Writer wrote this", "2007. The year", "-no space", "–"])
def test_what_only_looks_like_a_mark_begins_none(line):
    assert item_in(line) == ("", line)


def test_an_item_goes_on_over_lines_and_indented_paragraphs():
    assert items("- first words\nand more of them\n\n  and a paragraph\n- next") == [
        "first words and more of them and a paragraph",
        "next",
    ]


def test_a_dash_at_the_start_of_a_line_within_a_paragraph_is_no_item():
    assert blocks("Practice is wide\n– and not only taught") == [
        ("text", "Practice is wide – and not only taught")
    ]


def test_a_number_at_the_start_of_a_line_within_an_item_is_no_item():
    assert items("- see section\n  12. of the Act\n- next") == [
        "see section 12. of the Act",
        "next",
    ]


def test_words_broken_at_the_end_of_a_line_are_made_whole():
    assert items("- a fra\u00ad\nmework") == ["a framework"]
    assert items("- a frame-\nwork\n- the framework") == ["a framework", "the framework"]
    assert items("- a self-\ndirected plan") == ["a self-directed plan"]


def test_what_nobody_sees_is_taken_out_and_letters_are_made_ordinary():
    assert plain("a\u00adb\u200bc \u00a0 d\ufb01ne e\u0301") == "abc dfine é"


@pytest.mark.parametrize(
    ("marked", "shown"),
    [
        ("**bold** and *leaning* and __both__", "bold and leaning and both"),
        ("[a name](https://example.org/x_y)", "a name"),
        ("<https://example.org>", "https://example.org"),
        ("a <b>word</b> &amp; more", "a word & more"),
        (r"snake_case \*as it is\*", "snake_case *as it is*"),
        ("2 * 3 * 4", "2 * 3 * 4"),
    ],
)
def test_marks_of_markdown_are_not_shown(marked, shown):
    assert plain(marked) == shown


@pytest.mark.parametrize(
    "line", ["12", "Page 3", "page 3 of 20", "- 4 -", "| 5 |", "---", "***", "<!-- page -->", "\f"]
)
def test_a_page_number_or_a_rule_is_the_end_of_a_page(line):
    assert blocks(f"Before\n\n{line}\n\nAfter") == [
        ("text", "Before"), ("break", ""), ("text", "After"),
    ]  # fmt: skip


def test_a_year_at_the_end_of_a_paragraph_stays_and_a_page_number_there_goes():
    assert blocks("It came out in\n2007\n\nNext") == [
        ("text", "It came out in 2007"), ("text", "Next"),
    ]  # fmt: skip
    assert blocks("The last line of a page\n14\n\nNext")[1] == ("break", "")


def test_each_block_knows_its_line():
    found = read_text(["# One", "", "- two", "more", "", "three"])
    assert [one.line for one in found] == [1, 3, 6]


@given(st.text(alphabet="-*#_[]() \n\f1a.>`~\t", max_size=300))
@settings(max_examples=50, deadline=None)
def test_any_text_is_read_and_none_of_its_letters_come_twice(text):
    found = "".join(one.text for one in read_text(text.split("\n")))
    assert found.count("a") <= text.count("a")


@pytest.mark.parametrize(
    "line", ["# " + " " * 19_000 + "x", "[" * 19_000, "*a " * 6000, "_" * 19_000 + "x", "<a" * 9000]
)
def test_a_line_made_to_take_long_is_read_all_the_same(line):
    assert len(read_text([line] * 50)) > 0
