"""Every bad package is refused whole, with the place of its fault; every odd one is taken in whole."""

import json

import pytest

from alongside.core.credentials.case import reading
from alongside.core.credentials.case.reading import Refused
from alongside.others import actions, loading
from alongside.others.models import ImportedItem
from tests.factories.packages import as_bytes, good, hostile

from .conftest import everything_kept

CORPUS = list(hostile())


def test_there_are_many_of_them_and_none_twice():
    names = [name for name, _, _ in CORPUS]
    assert len(names) == len(set(names))
    assert sum(isinstance(fate, str) for _, _, fate in CORPUS) >= 60


@pytest.mark.parametrize(
    ("content", "fate"), [case[1:] for case in CORPUS], ids=[c[0] for c in CORPUS]
)
def test_a_package_is_taken_in_whole_or_refused_whole(content, fate, taken_in, file_of):
    taken_in({**good(1), "CFDocument": {**good()["CFDocument"], "version": "before"}})
    before = everything_kept()
    if isinstance(fate, int):
        row = taken_in(content)
        assert row.items == fate == ImportedItem.objects.filter(framework=row).count()
        return
    with pytest.raises(Refused) as refused:
        actions.take_in(actor=None, package=loading.load(file_of(content)))
    said = str(refused.value)
    assert fate in said
    assert len(said) < 20_000
    assert everything_kept() == before


def test_a_fault_names_the_line_and_the_identifier(file_of):
    made = good()
    made["CFItems"][1]["uri"] = "javascript:x"
    made["CFItems"][2]["lastChangeDateTime"] = "x"
    content = json.dumps(made, indent=1).encode()
    with pytest.raises(Refused) as refused:
        loading.load(file_of(content))
    lines = content.decode().split("\n")
    first, second = refused.value.faults
    for fault, item in ((first, made["CFItems"][1]), (second, made["CFItems"][2])):
        assert item["identifier"] in fault.about
        assert item["identifier"] in "".join(lines[fault.line - 1 : fault.line + 2])


def test_more_items_than_may_be_are_not_even_read(monkeypatch, file_of):
    monkeypatch.setattr(reading, "MOST_ITEMS", 100)
    items = as_bytes(good(101)["CFItems"])
    content = b'{"CFItems": ' + items[:-1] + b', "and this is no JSON'
    with pytest.raises(Refused, match="more than 100 items"):
        loading.load(file_of(content))


def test_no_more_faults_are_told_than_somebody_can_read(file_of):
    made = good(300)
    for item in made["CFItems"]:
        item["uri"] = "x"
    with pytest.raises(Refused) as refused:
        loading.load(file_of(made))
    assert len(refused.value.faults) == reading.MOST_FAULTS


def test_a_file_too_large_is_not_opened_at_all(monkeypatch, file_of):
    monkeypatch.setattr(loading, "LARGEST", 10)
    with pytest.raises(Refused, match="larger than 10 bytes"):
        loading.load(file_of(good()))


def test_a_folder_and_a_device_are_no_packages(tmp_path):
    from pathlib import Path

    with pytest.raises(Refused, match="no ordinary file"):
        loading.load(Path("/dev/zero"))
    with pytest.raises(OSError, match="directory"):
        loading.load(tmp_path)


def test_what_goes_wrong_while_it_is_kept_leaves_nothing_behind(taken_in, monkeypatch, file_of):
    from alongside.others.models import ImportedAssociation

    package = loading.load(file_of(good(50)))
    before = everything_kept()

    def fail(*args, **kwargs):
        raise OSError("the disk is full")

    monkeypatch.setattr(ImportedAssociation.objects, "bulk_create", fail)
    with pytest.raises(OSError, match="full"):
        actions.take_in(actor=None, package=package)
    assert everything_kept() == before
