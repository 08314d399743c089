"""What changed between two editions: on the page, as JSON, and in the terminal."""

import html
import json
import re
import shutil
from dataclasses import replace

import pytest

from alongside.cli import main
from alongside.framework import queries
from alongside.framework.actions import publish
from alongside.framework.loading import PACKAGED
from tests.factories.framework import SECOND, WHY, publish_second, second_edition

FIRST = "realising-recovery-2007"


def text_of(answer) -> str:
    words = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(html.unescape(words).split())


@pytest.fixture
def both(edition):
    return edition, publish_second()


def test_every_fate_stands_on_the_page_in_words_with_its_reason(client, both):
    page = client.get(f"/framework/editions/{FIRST}/{SECOND}/")
    read = text_of(page)
    for word in ("Changed", "Split", "Merged", "New", "Retired", "Reworded", "The same"):
        assert word in read
    for why in WHY.values():
        assert why in read


def test_both_wordings_stand_side_by_side_and_only_what_differs_is_marked(client, both):
    answer = client.get(f"/framework/editions/{FIRST}/{SECOND}/")
    assert "<ins> Said more plainly.</ins>" in answer.content.decode()
    first, second = both
    for code in ("S03", "S04"):
        assert first.by_code[code].text in text_of(answer)
    assert second.by_code["S23"].text in text_of(answer)


def test_a_statement_that_only_moved_says_so_and_is_the_same(client, both):
    page = client.get(f"/framework/editions/{FIRST}/{SECOND}/", {"format": "json"}).json()
    [moved] = [one for one in page["changes"] if one["old"] and one["old"][0]["code"] == "K02"]
    assert moved["became"] == "same"
    assert moved["differs"][0] == {"part": "code", "before": "K02", "now": "K26"}
    assert moved["old"][0]["id"] == moved["new"][0]["id"]


def test_the_document_holds_every_statement_of_both_once(client, both):
    page = client.get(f"/framework/editions/{FIRST}/{SECOND}/", {"format": "json"}).json()
    first, second = both
    old = [line["code"] for one in page["changes"] for line in one["old"]]
    new = [line["code"] for one in page["changes"] for line in one["new"]]
    assert (sorted(old), sorted(new)) == (sorted(first.by_code), sorted(second.by_code))
    assert (page["old"]["slug"], page["new"]["slug"], page["in_line"]) == (FIRST, SECOND, True)


def test_the_other_way_round_what_was_new_is_retired(client, both):
    there = client.get(f"/framework/editions/{FIRST}/{SECOND}/", {"format": "json"}).json()
    back = client.get(f"/framework/editions/{SECOND}/{FIRST}/", {"format": "json"}).json()
    assert len(there["changes"]) == len(back["changes"])
    gone = [one["old"][0]["code"] for one in back["changes"] if one["became"] == "retired"]
    assert gone == ["K02"]


def test_over_an_edition_in_between_nothing_is_lost(client, both):
    _first, second = both
    third = replace(
        second, slug="third", previous=SECOND, dispositions=(), identifiers={}, title="Third"
    )
    publish(actor=None, edition=_all_the_same(second, third))
    page = client.get(f"/framework/editions/{FIRST}/third/", {"format": "json"}).json()
    kinds = {one["became"] for one in page["changes"]}
    assert kinds == {"same", "reworded", "changed", "split", "merged", "retired", "new"}
    assert queries.meaning(FIRST, "third")["K02"].counts == "K26"


def _all_the_same(old, new):
    from alongside.core.framework import Became, Disposition
    from alongside.core.framework.changing import kept_identifiers

    same = tuple(Disposition(Became.SAME, (code,), (code,)) for code in old.by_code)
    return replace(new, dispositions=same, identifiers=kept_identifiers(old, same))


def test_editions_that_say_nothing_of_each_other_are_said_to(client, edition):
    publish(actor=None, edition=replace(edition, slug="other", title="Another one"))
    read = text_of(client.get(f"/framework/editions/{FIRST}/other/"))
    assert "do not say how one follows from the other" in read
    assert queries.meaning(FIRST, "other") == {}


def test_an_edition_beside_itself_is_the_same_throughout(client, edition):
    page = client.get(f"/framework/editions/{FIRST}/{FIRST}/", {"format": "json"}).json()
    assert {one["became"] for one in page["changes"]} == {"same"}
    assert client.get(f"/framework/editions/{FIRST}/{FIRST}/").status_code == 200


@pytest.mark.parametrize("format_", ["html", "json"])
def test_an_edition_that_is_not_there_is_not_found(client, edition, format_):
    answer = client.get(f"/framework/editions/{FIRST}/no-such/", {"format": format_})
    assert answer.status_code == 404


def test_the_editions_page_leads_to_what_changed(client, both):
    page = client.get("/framework/editions/").content.decode()
    assert f'href="/framework/editions/{FIRST}/{SECOND}/"' in page


# In the terminal


def test_diff_says_what_became_of_each_and_gives_one(both, capsys):
    assert main(["framework", "diff", FIRST, SECOND]) == 1
    said = capsys.readouterr().out
    assert "split: S02 → S02 + S23" in said
    assert "same: K02 → K26" in said
    assert f"why: {WHY['changed']}" in said


def test_diff_as_json_names_only_what_differs(both, capsys):
    assert main(["framework", "diff", FIRST, SECOND, "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["same"] is False
    assert sorted(one["became"] for one in found["changes"]) == sorted(
        ["same", "reworded", "changed", "split", "merged", "retired", "new"]
    )


def test_diff_gives_none_where_nothing_differs_and_asks_no_database(tmp_path, capsys):
    folder = shutil.copytree(PACKAGED, tmp_path / "copy")
    assert main(["framework", "diff", FIRST, str(folder)]) == 0
    assert "Nothing differs." in capsys.readouterr().out


def test_diff_reads_folders(tmp_path, capsys):
    folder = shutil.copytree(PACKAGED, tmp_path / "copy")
    file = folder / "statements" / "hope.yaml"
    text = file.read_text("utf-8")
    title = next(line for line in text.splitlines() if "title:" in line)
    file.write_text(text.replace(title, f"{title} indeed", 1), "utf-8")
    assert main(["framework", "diff", FIRST, str(folder)]) == 1
    assert "+ " in capsys.readouterr().out


def test_diff_of_what_is_not_there_is_trouble_and_says_what_there_is(edition, capsys):
    assert main(["framework", "diff", FIRST, "no-such"]) == 2
    assert FIRST in capsys.readouterr().err


def test_the_second_edition_for_tests_has_one_of_every_fate():
    kinds = [one.kind for one in second_edition().dispositions]
    assert {kind: kinds.count(kind) for kind in set(kinds) if kind != "same"} == dict.fromkeys(
        {"reworded", "changed", "split", "merged", "retired", "new"}, 1
    )
