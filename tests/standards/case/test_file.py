"""The package as a file, from the command line."""

import json

from alongside.cli import main
from alongside.core.credentials.case.reading import read
from tests.factories.case import ours
from tests.factories.framework import SECOND, publish_second

EXPORT = ["framework", "export", "--format", "case", "--output"]


def test_the_file_of_a_published_edition_is_what_the_site_serves(outsider, edition, tmp_path):
    publish_second()
    file = tmp_path / "edition.json"
    for slug in (edition.slug, SECOND):
        assert main([*EXPORT, str(file), "--site", "http://testserver", slug]) == 0
        own = json.loads(file.read_bytes())["CFDocument"]["identifier"]
        assert outsider.get(f"/ims/case/v1p1/CFPackages/{own}").content == file.read_bytes()


def test_the_file_of_an_edition_that_is_not_published_says_it_is_a_draft(tmp_path):
    file = tmp_path / "draft.json"
    assert main([*EXPORT, str(file)]) == 0
    package = json.loads(file.read_bytes())
    ours("CFPackage").validate(package)
    assert package["CFDocument"]["adoptionStatus"] == "Draft"
    assert read([file.read_text("utf-8")]).notes == {}
