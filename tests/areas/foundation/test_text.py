"""Text and JSON at the edges: what no document can hold, and what is no number, is refused there."""

import pytest

from alongside.foundation.text import BadText, check, read_json


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x7f", "\ud800", "\ufffe", "\uffff"])
def test_what_no_document_can_hold_is_refused(sign):
    with pytest.raises(BadText, match=f"U\\+{ord(sign):04X}"):
        check(f"a{sign}b", "Your words")


@pytest.mark.parametrize("number", [b"NaN", b"-Infinity", b"1e400", b"-1e400"])
def test_what_would_become_no_number_is_refused(number):
    with pytest.raises(BadText, match="not a number"):
        read_json(b'{"hours": ' + number + b"}")
    assert read_json(b"[1e3, 0.25]") == [1000, 0.25]
