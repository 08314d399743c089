"""A date may be typed as the pages say it: where there is no picker, that is what people do."""

from datetime import date

import pytest
from django import forms


@pytest.mark.parametrize(
    "typed", ["3 March 2027", "3 Mar 2027", "03/03/2027", "3/3/27", "2027-03-03", "3.3.2027"]
)
def test_a_date_is_taken_as_people_write_it(typed):
    assert forms.DateField().clean(typed) == date(2027, 3, 3)


@pytest.mark.parametrize("typed", ["March 3 2027", "31/02/2027", "soon", "3/13/2027"])
def test_what_is_no_british_date_is_refused(typed):
    with pytest.raises(forms.ValidationError):
        forms.DateField().clean(typed)
