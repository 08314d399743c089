"""Lists stand whole under their headings, however many pages they run over."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.core.framework.blocks import read_text
from alongside.core.framework.lists import Found, headed_lists


def read(text: str) -> Found:
    return headed_lists(read_text(text.split("\n")))


def lists(text: str) -> list[tuple[str, list[str]]]:
    return [(one.heading, [entry.whole for entry in one.entries]) for one in read(text).lists]


def test_a_list_stands_under_its_headings_with_the_words_that_lead_to_it():
    (one,) = read("# Whole\n\n## Part\n\nThey know:\n\n- one\n- two\n").lists
    assert (one.headings, one.lead, one.line) == (("Whole", "Part"), "They know:", 7)
    assert [(entry.text, entry.line) for entry in one.entries] == [("one", 7), ("two", 8)]


@pytest.mark.parametrize(
    "between",
    [
        "\n\n\n",
        "\f",
        "\n\n12\n\f\n",
        "\n\nA Running Head\n\n",
        "\nA Running Head 4\n\f",
        "\n\n---\n\n",
    ],
)
def test_a_list_that_runs_over_a_page_is_one_list(between):
    page = "\n".join(f"- thing {n}" for n in range(3))
    text = "# Whole\n\n" + between.join(f"{page}\n" for _turn in range(4))
    assert [(heading, len(found)) for heading, found in lists(text)] == [("Whole", 12)]


def test_an_entry_whose_page_was_turned_in_the_middle_is_one_entry():
    text = "# Whole\n\n- one that is not\n\n7\n\f\nA Head\n\nfinished yet\n- two\n\n8\n\f\nA Head\n\n- three"
    assert lists(text) == [("Whole", ["one that is not finished yet", "two", "three"])]


def test_running_heads_are_left_out_and_named():
    found = read("One Head\n\n- a\n\f\nOne Head\n\n- b\n\f\nOne Head\n\n- c\n")
    assert [len(one.entries) for one in found.lists] == [3]
    assert found.left_out == (("One Head", 1), ("One Head", 5), ("One Head", 9))


def test_a_running_head_of_two_lines_is_left_out_whole():
    page = "The Head\n\nof Two Lines\n\n- thing\n\f\n"
    assert [len(found) for _heading, found in lists("# Whole\n\n" + page * 3)] == [3]


def test_a_heading_that_comes_again_in_other_chapters_is_no_running_head():
    text = "".join(f"# Chapter {name}\n\n## Knowledge\n\n- {name}\n\n" for name in ("a", "b", "c"))
    assert lists(text) == [("Knowledge", [name]) for name in ("a", "b", "c")]


def test_appendices_at_the_top_of_their_pages_are_headings():
    text = "".join(f"\f\n# Appendix {n}\n\n- thing {n}\n\n" for n in (1, 2, 3))
    assert [heading for heading, _found in lists(text)] == [
        "Appendix 1",
        "Appendix 2",
        "Appendix 3",
    ]


def test_entries_within_an_entry_stay_with_it():
    assert lists("# A\n\n- one\n  - in one\n  - in one too\n- two\n") == [
        ("A", ["one\n• in one\n• in one too", "two"])
    ]
    assert lists("# A\n\n• one\n– in one\n• two\n") == [("A", ["one\n• in one", "two"])]
    assert lists("# A\n\n1. one\n   - in one\n2. two\n") == [("A", ["one\n• in one", "two"])]


def test_another_lead_begins_another_list_and_a_passing_paragraph_does_not():
    assert lists("# A\n\nIt is to:\n\n- one\n\nLater it should:\n\n- two\n") == [
        ("A", ["one"]), ("A", ["two"]),
    ]  # fmt: skip
    assert lists("# A\n\n- one\n\nA passing word.\n\n- two\n") == [("A", ["one", "two"])]


def test_books_and_addresses_without_marks_are_entries():
    books = (
        "# Books\n\nBlack B (2001) **One** Town\n\nWhite W Ed (2002) **Two** Town\nFrom: there\n"
    )
    sites = "# Sites\n\n[www.a.org](http://a.org)\n\nAbout a.\n\n<https://b.org>\n\nAbout b.\n\nAn office\n"
    assert lists(books + sites) == [
        ("Books", ["Black B (2001) One Town", "White W Ed (2002) Two Town From: there"]),
        ("Sites", ["www.a.org About a.", "https://b.org About b."]),
    ]


def test_paragraphs_that_are_no_books_are_no_list():
    assert lists("# Prose\n\nOne thing (1999) was.\n\nAnother was not.\n") == []


def test_a_text_without_marked_headings_has_short_lines_over_lists_as_headings():
    text = "A Framework\n\nKnowledge\n\nThey know:\n\n• one\n• two\n\nSkills\n\n• three\n"
    assert lists(text) == [("Knowledge", ["one", "two"]), ("Skills", ["three"])]
    assert lists("1. Knowledge\n\n• one\n\n2. Skills\n\n• two\n") == [
        ("Knowledge", ["one"]), ("Skills", ["two"]),
    ]  # fmt: skip


@given(
    lengths=st.lists(st.integers(1, 30), min_size=1, max_size=4),
    every=st.integers(1, 12),
    mark=st.sampled_from(["-", "*", "•", "1."]),
)
@settings(max_examples=40, deadline=None)
def test_every_entry_is_found_once_and_in_order_wherever_pages_end(lengths, every, mark):
    lines, wanted, page = [], [], 0
    for number, length in enumerate(lengths):
        lines += [f"## Section {'abcd'[number]}", "", "They have:", ""]
        wanted.append([f"entry {number} {at}" for at in range(length)])
        for at, entry in enumerate(wanted[-1], 1):
            lines.append(f"{mark} {entry}")
            if at % every == 0:
                page += 1
                lines += ["", str(page), "\f", "The Head of Every Page", ""]
    assert [found for _heading, found in lists("\n".join(lines))] == wanted
