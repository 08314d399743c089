"""Which licences let words be shown. In doubt none does."""

import pytest

from alongside.core.credentials.case.licences import words_may_be_shown

OPEN = (
    "CC BY 4.0",
    "CC-BY-SA 4.0",
    "CC BY-NC-ND 3.0 IGO",
    "cc0 1.0",
    "CC0",
    "Creative Commons Attribution 4.0 International",
    "Creative Commons\nAttribution-NonCommercial",
    "https://creativecommons.org/licenses/by/4.0/",
    "http://creativecommons.org/publicdomain/zero/1.0/",
    "Open Government Licence v3.0",
    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "Creative Commons Attribution 4.0 International Public License\n\n"
    + "By exercising no right " * 90,
)
CLOSED = (
    "",
    "All rights reserved",
    "Free for schools",
    "Licensed under CC BY 4.0 except for its examples",
    "Not under CC BY",
    "CC BY 4.0 by permission only",
    "This is not Creative Commons Attribution",
    "ACCABYTE licence",
    "Our own licence. " + "It says a great deal. " * 40 + "CC BY 4.0",
    "No Creative Commons Attribution here. " + "It says a great deal. " * 40,
)


@pytest.mark.parametrize("licence", OPEN)
def test_words_may_be_shown(licence):
    assert words_may_be_shown(licence)


@pytest.mark.parametrize("licence", CLOSED)
def test_words_may_not_be_shown(licence):
    assert not words_may_be_shown(licence)
