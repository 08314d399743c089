"""alongside framework import-document: a preview, by place; all or nothing; and every fault with its line."""

import pytest

from alongside.cli import main
from alongside.framework import queries
from tests.factories import published

SLUG = "realising-recovery-2007"


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    """Load a text; gives the exit code, what was printed, and what was said of how far it is."""
    monkeypatch.chdir(tmp_path)

    def load(text: str, *options: str, edition: str = SLUG) -> tuple[int, str, str]:
        (tmp_path / "made-up.md").write_text(text)
        code = main(["framework", "import-document", "made-up.md", "--edition", edition, *options])
        out, err = capsys.readouterr()
        return code, out, err

    return load


def test_a_dry_run_shows_what_is_matched_with_its_lines_and_keeps_nothing(run, edition):
    code, out, err = run(published.a_text(edition), "--dry-run")
    assert code == 0
    assert "made-up.md: text (UTF-8)" in out
    assert "The Framework: Knowledge: 25 entries, lines 9 to " in out
    assert "  K01      9  what our made-up page says at place 1 of knowledge" in out
    assert f"[{edition.by_code['K01'].title}]" in out
    assert "67 of 67 statements and 0 of 59 other entries matched." in out
    assert "Left out as running heads" in out
    assert published.HEAD in out
    assert out.endswith("This was a dry run: nothing was kept.\n")
    assert "Reading made-up.md ..." in err
    assert queries.in_force(SLUG) is None


def test_a_dry_run_asks_no_database_for_the_edition_that_comes_with_the_product(run):
    from alongside.framework.loading import packaged_edition

    assert run(published.a_text(packaged_edition()), "--dry-run")[0] == 0


def test_without_it_the_document_is_kept_for_stewards_alone(run, edition):
    code, out, _err = run(published.a_text(edition))
    assert code == 0
    assert out.endswith(
        f"made-up.md is kept beside {SLUG}, as version 1. Only stewards can read it.\n"
    )
    _code, again, _err = run(published.a_text(edition), "--public")
    assert "was kept already" in again
    assert "Everybody can read it" in again
    assert queries.in_force(SLUG).public


def test_a_list_that_lacks_an_entry_is_refused_with_file_and_line_and_nothing_is_kept(run, edition):
    text = published.a_text(edition).replace(f"- {published.said('Knowledge', 4)}\n", "")
    code, out, err = run(text)
    assert code == 2
    assert "42 of 67 statements" in out
    assert "made-up.md:9:1: The Framework: Knowledge: the list has 24 entries, and the" in err
    assert queries.in_force(SLUG) is None


def test_part_of_a_document_is_kept_only_where_one_asks_for_that(run, edition):
    text = published.a_text(edition).replace("### Values", "### What one holds dear")
    code, _out, err = run(text)
    assert (code, "made-up.md:1:1: The Framework: Values: no heading" in err) == (2, True)
    assert run(text, "--partial")[0] == 0
    assert len(queries.worded(queries.in_force(SLUG))) == 47


def test_a_heading_that_is_not_found_can_be_named(run, edition):
    text = published.a_text(edition).replace("### Values", "### What one holds dear")
    assert run(text, "--section", "The Framework: Values=What one holds dear")[0] == 0
    assert len(queries.worded(queries.in_force(SLUG))) == 67


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--section", "Values"], "is not SECTION=HEADING"),
        (["--section", "Virtues=Values"], "has no section “Virtues”"),
    ],
)
def test_a_section_that_makes_no_sense_is_said(run, edition, options, said):
    code, _out, err = run(published.a_text(edition), *options)
    assert (code, said in err) == (2, True)


def test_an_edition_that_is_not_here_and_a_text_without_statements_are_said(run, edition):
    code, _out, err = run("# A\n\n- b\n", edition="nowhere")
    assert (code, "neither a folder nor an edition published here" in err) == (2, True)
    code, _out, err = run("# A\n\n- b\n", "--partial")
    assert (code, "made-up.md:1: no statement of" in err) == (2, True)


def test_a_file_with_something_unseen_is_refused_with_its_line(run, edition):
    code, out, err = run("# A\n\n- b\x07\n")
    assert (code, out) == (2, "")
    assert "made-up.md:3:4: holds a character nobody can see (U+0007)" in err


def test_what_was_loaded_can_be_taken_away(run, edition, capsys):
    run(published.a_text(edition))
    assert main(["framework", "remove-document", "--edition", SLUG]) == 0
    assert "is gone" in capsys.readouterr().out
    assert queries.in_force(SLUG) is None
    assert main(["framework", "remove-document", "--edition", SLUG]) == 2
    assert "No document is kept beside" in capsys.readouterr().err
