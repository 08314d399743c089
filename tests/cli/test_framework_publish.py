"""alongside framework publish: what does not follow the newest edition is published only where said so."""

import shutil
from dataclasses import replace

import pytest

from alongside.cli import main, upkeep
from alongside.framework import queries
from alongside.framework.actions import publish
from alongside.framework.loading import packaged_edition
from alongside.framework.loading.editions import PACKAGED

SLUG = "realising-recovery-2007"


@pytest.fixture
def said(capsys):
    def run(*options: str) -> tuple[int, str]:
        code = main(["framework", "publish", *options])
        out, err = capsys.readouterr()
        return code, " ".join((out + err).split())

    return run


def test_an_edition_that_stands_apart_is_published_only_where_that_is_meant(
    said, edition, tmp_path
):
    folder = tmp_path / "apart"
    shutil.copytree(PACKAGED, folder)
    file = folder / "edition.yaml"
    file.write_text(file.read_text().replace(f"slug: {SLUG}", "slug: apart"))
    code, words = said(str(folder))
    assert code == 2
    assert f"apart does not follow the newest edition, {SLUG}" in words
    assert queries.edition_slugs() == [SLUG]
    assert said(str(folder), "--apart") == (0, "apart: is published.")
    assert queries.edition_slugs() == ["apart", SLUG]
    assert said(str(folder)) == (0, "apart: is published already.")


def test_the_packaged_edition_is_published_and_the_same_again_is_no_fault(said, db):
    assert said(str(PACKAGED)) == (0, f"{SLUG}: is published.")
    assert said(str(PACKAGED)) == (0, f"{SLUG}: is published already.")


def test_a_new_version_takes_no_edition_s_place_that_its_own_does_not_follow(
    db, capsys, monkeypatch
):
    monkeypatch.setattr("django.core.management.call_command", lambda *_args, **_more: None)
    monkeypatch.setattr(upkeep, "collect_static", lambda: None)
    publish(actor=None, edition=replace(packaged_edition(), slug="ours"))
    upkeep.bring_up_to_date()
    assert queries.edition_slugs() == ["ours"]
    assert "is not published: it does not follow the newest edition here, ours" in (
        capsys.readouterr().err
    )
