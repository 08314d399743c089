"""What stands sealed: opened by the right key alone, and by an earlier one until it is changed."""

import pytest

from alongside.foundation import sealed

KEY, OTHER = "one long text that is the record key", "another long text, the key before it"


def test_what_is_sealed_comes_back_and_looks_like_nothing(settings):
    settings.RECORD_KEY = KEY
    closed = sealed.seal(b"Heron on the lade")
    assert b"Heron" not in closed
    assert sealed.unseal(closed) == b"Heron on the lade"
    assert sealed.seal(b"Heron on the lade") != closed, "the same words never look the same twice"


def test_an_earlier_key_opens_what_it_sealed_until_it_is_taken_away(settings):
    settings.RECORD_KEY = OTHER
    closed = sealed.seal(b"words")
    settings.RECORD_KEY, settings.RECORD_KEY_FALLBACKS = KEY, [OTHER]
    assert sealed.unseal(closed) == b"words"
    anew = sealed.reseal(closed)
    settings.RECORD_KEY_FALLBACKS = []
    assert sealed.unseal(anew) == b"words"
    with pytest.raises(sealed.CannotOpen, match="RECORD_KEY"):
        sealed.unseal(closed)
    with pytest.raises(sealed.CannotOpen):
        sealed.reseal(closed)


@pytest.mark.parametrize("change", [lambda it: it[:-1], lambda it: b"A" + it[1:], lambda it: b""])
def test_what_was_changed_or_cut_is_refused_and_never_half_opened(settings, change):
    settings.RECORD_KEY = KEY
    with pytest.raises(sealed.CannotOpen):
        sealed.unseal(change(sealed.seal(b"words")))


def test_an_empty_text_stays_empty_and_json_keeps_its_shape(settings):
    settings.RECORD_KEY = KEY
    text, values = sealed.SealedText(), sealed.SealedJSON()
    assert text.get_prep_value("") == ""
    assert text.from_db_value("") == ""
    assert values.from_db_value(values.get_prep_value({"a": ["é", 1]})) == {"a": ["é", 1]}
    assert values.from_db_value(values.get_prep_value(None)) is None


def test_nothing_can_be_looked_for_in_a_sealed_field():
    for field in (sealed.SealedText(), sealed.SealedJSON(), sealed.SealedBytes()):
        assert field.get_lookup("exact") is None
        assert field.get_lookup("icontains") is None
        assert field.get_lookup("isnull") is not None
