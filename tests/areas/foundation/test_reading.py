"""Reading YAML that people write: strict, every fault with its line, nothing surprising."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.reading import (
    MAX_DEPTH,
    Fault,
    Faults,
    Located,
    check_shape,
    did_you_mean,
    gather,
    read_yaml,
    read_yaml_text,
)


def faults_of(text: str) -> list[str]:
    with pytest.raises(Faults) as caught:
        read_yaml_text(text, name="a.yaml")
    return [str(fault) for fault in caught.value.faults]


def test_plain_values_are_read_and_old_yaml_surprises_stay_text() -> None:
    text = "a: no\nb: 2027-03-31\nc: 12\nd: 1.5\ne: true\nf:\ng: '12'\nh: 012\ni: 1e5\n"
    assert read_yaml_text(text, name="a.yaml").value == {
        "a": "no",
        "b": "2027-03-31",
        "c": 12,
        "d": 1.5,
        "e": True,
        "f": None,
        "g": "12",
        "h": "012",
        "i": "1e5",
    }


def test_every_value_knows_its_line_and_column() -> None:
    located = read_yaml_text("a: 1\nb:\n  - x\n  - c: {d: 2}\n", name="a.yaml")
    assert located.mark(("a",)) == (1, 1)
    assert located.mark(("b", 0)) == (3, 5)
    assert located.mark(("b", 1, "c", "d")) == (4, 9)
    assert located.mark(("b", 1, "c", "missing")) == (4, 5)
    assert str(located.fault(("b", 0), "is wrong")) == "a.yaml:3:5: is wrong"


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("a: &x 1\n", "a.yaml:1:4", "anchor (&x)"),
        ("a: 1\nb: *x\n", "a.yaml:2:4", "alias"),
        ("a: 1\nb: 2\na: 3\n", "a.yaml:3:1", "'a' a second time (first on line 1)"),
        ("a: 1\n<<: {b: 2}\n", "a.yaml:2:1", "merges another place"),
        ("a: !!python/name:os.system x\n", "a.yaml:1:4", "tag"),
        ("a: 1\n---\nb: 2\n", "a.yaml:2:1", "second document"),
        ("1: x\n", "a.yaml:1:1", "put quotes round it"),
        ("? [a, b]\n: c\n", "a.yaml:1:3", "keys are words"),
        ("a: b: c\n", "a.yaml:1:5", "not YAML"),
        ("a: 'b\n", "a.yaml:2:1", "not YAML"),
        ("a: b\x00c\n", "a.yaml:1:5", "U+0000"),
        ("a: b\nc: d\x07\n", "a.yaml:2:5", "U+0007"),
        ('a: "b\\0c"\n', "a.yaml:1:4", "U+0000"),
        ("a: b\u202ec\n", "a.yaml:1:5", "U+202E"),
    ],
)
def test_what_is_refused_is_refused_with_place_and_reason(text: str, where: str, what: str) -> None:
    found = [fault for fault in faults_of(text) if what in fault]
    assert found, faults_of(text)
    assert found[0].startswith(where + ": ")


def test_all_faults_of_a_file_come_together() -> None:
    found = faults_of("a: &x 1\nb: *x\na: 2\n")
    assert [fault.split(":")[1] for fault in found] == ["1", "2", "3"]


def test_a_deep_file_is_refused_at_the_limit_and_not_before() -> None:
    text = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert isinstance(read_yaml_text(text, name="a.yaml").value, list)
    assert "nested more than 64 deep" in faults_of("[" * 65 + "]" * 65)[0]
    assert "nested" in faults_of("[" * 900)[0]


def test_a_flood_of_faults_stops_at_a_limit() -> None:
    assert len(faults_of("".join(f"k{at}: &a 1\n" for at in range(5000)))) <= 201
    assert len(faults_of("\x00" * 5000)) <= 201


def test_files_are_refused_when_missing_too_large_or_not_utf_8(tmp_path: Path) -> None:
    def message(path: Path, limit: int = 100) -> str:
        with pytest.raises(Faults) as caught:
            read_yaml(path, name="b.yaml", max_bytes=limit)
        return str(caught.value)

    assert message(tmp_path / "none.yaml").startswith("b.yaml:1:1: this file cannot be read")
    assert "cannot be read" in message(tmp_path)
    large = tmp_path / "large.yaml"
    large.write_text("a: " + "x" * 200, "utf-8")
    assert "larger than 100 bytes; split it" in message(large)
    latin = tmp_path / "latin.yaml"
    latin.write_bytes(b"a: 1\nb: caf\xe9\n")
    assert message(latin) == "b.yaml:2:7: byte 0xe9 is not UTF-8; save the file as UTF-8"


def test_a_byte_order_mark_at_the_start_is_let_pass(tmp_path: Path) -> None:
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert read_yaml(path).value == {"a": 1}


SCHEMA = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "maxLength": 5},
        "kind": {"enum": ["skill", "value"]},
        "list": {"type": "array", "items": {"type": "integer"}, "maxItems": 1},
    },
    "required": ["name", "kind"],
    "additionalProperties": False,
}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("name: x\n", "a.yaml:1:1: this lacks 'kind'; add it"),
        ("name: 1\nkind: skill\n", "a.yaml:1:1: 'name' is 1, and should be text"),
        ("name: long-name\nkind: skill\n", "a.yaml:1:1: 'name' has 9 characters; 5 at most"),
        ("name: x\nkind: skil\n", "did you mean 'skill'?"),
        ("name: x\nkind: skill\nlsit: []\n", "a.yaml:3:1: 'lsit' has no meaning here; did you"),
        ("name: x\nkind: skill\nlist: [1, 2]\n", "a.yaml:3:1: 'list' has 2 entries; at most 1"),
        ("name: x\nkind: skill\nlist: [x]\n", "a.yaml:3:8: this is 'x', and should be a whole"),
        ("- x\n", "a.yaml:1:1: this is a list, and should be a mapping"),
    ],
)
def test_a_shape_that_is_wrong_is_told_in_plain_words(text: str, fault: str) -> None:
    faults = check_shape(read_yaml_text(text, name="a.yaml"), SCHEMA)
    assert any(fault in str(found) for found in faults), faults


def test_a_shape_that_is_right_has_no_fault() -> None:
    located = read_yaml_text("name: x\nkind: skill\nlist: [1]\n", name="a.yaml")
    assert check_shape(located, SCHEMA) == []


def test_faults_given_and_faults_raised_are_gathered_alike() -> None:
    one, other = Fault("a", 1, 1, "one"), Fault("a", 2, 1, "other")

    def gives() -> list[Fault]:
        return [one]

    def raises() -> list[Fault]:
        raise Faults([other])

    assert gather(gives, raises) == (one, other)


def test_a_hint_is_given_only_when_something_is_near() -> None:
    assert did_you_mean("hopw", ["hope", "risk"]) == "; did you mean 'hope'?"
    assert did_you_mean("zzzz", ["hope", "risk"]) == ""


@given(st.text(st.sampled_from("ab:-[]{}&*!|>'\"\n #,?%@\\x0\t\x00\x85é"), max_size=60))
def test_no_text_at_all_can_do_more_than_be_read_or_be_refused(text: str) -> None:
    found: tuple[Fault, ...] = ()
    try:
        assert isinstance(read_yaml_text(text, name="a.yaml"), Located)
    except Faults as faults:
        found = faults.faults
    assert all(fault.line >= 1 and fault.column >= 1 for fault in found)


visible = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp", "Cf"]),
    max_size=20,
)
tricky = st.sampled_from(
    ["no", "null", "~", "1.5", "012", "2027-03-31", "<<", "=", "- x", "a: b", "#"]
)
plain_data = st.recursive(
    visible | tricky | st.booleans() | st.none() | st.integers(-(10**9), 10**9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(visible | tricky, inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(visible | tricky, plain_data, max_size=4))
def test_whatever_is_written_as_yaml_is_read_back_the_same(data: dict[str, object]) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    assert read_yaml_text(text, name="a.yaml").value == data
