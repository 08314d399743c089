"""Parts of pages that are kept in a process hold nothing of whoever asked first."""

from unittest.mock import patch

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from alongside.foundation import public

KIND = "components/kind.html"


def test_a_part_is_rendered_once_for_the_same_facts_and_again_for_others():
    with patch.object(public, "render_to_string", wraps=public.render_to_string) as made:
        first = public.part(KIND, {"code": "K01"})
        assert public.part(KIND, {"code": "K01"}) == first
        assert made.call_count == 1
        assert public.part(KIND, {"code": "S10"}) != first
    assert made.call_count == 2


def test_a_part_knows_only_what_it_is_given():
    """Whatever else the page knows (a person, a token, a request) is not there to be kept."""
    asked = Template('{% load parts %}{% part "components/site_header.html" %}')
    request = RequestFactory().get("/")
    facts = {"person": "Alice", "csrf_token": "secret-token", "request": request}
    page = asked.render(Context(facts))
    assert "Alice" not in page
    assert "secret-token" not in page
    assert "Alice" in public.part("components/site_header.html", {"person": "Alice"})


def test_a_part_needs_a_name():
    with pytest.raises(TemplateSyntaxError):
        Template("{% load parts %}{% part %}")
