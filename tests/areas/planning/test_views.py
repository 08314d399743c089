"""My plan: what the page shows, what is pressed on it, and who may see it."""

import pytest
from django.urls import reverse

from tests.factories.planning import mark

pytestmark = pytest.mark.usefixtures("edition")


def test_nothing_marked_leads_kindly_to_a_theme(signed_in):
    page = signed_in("alice").get(reverse("planning:plan"))
    assert page.status_code == 200
    assert reverse("assessment:start") in page.content.decode()


def test_marks_become_a_plan(signed_in, people):
    mark(people.alice, "K04", "S06", "V14", "K17")
    page = signed_in("alice").get(reverse("planning:plan"))
    assert page.status_code == 200
    text = page.content.decode()
    assert "This is the best plan there is for 12 hours" in text
