"""Every address says who may open it; reading never writes."""

import re

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, path

from alongside.foundation import access

WRITING = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.I)


def addresses(resolver=None, prefix=""):
    for entry in (resolver or get_resolver()).url_patterns:
        where = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, where)
        elif isinstance(entry, URLPattern):
            yield where, entry


def reachable():
    """Addresses a request can reach: a few of another package's are hidden behind earlier ones."""
    return [(where, entry) for where, entry in addresses() if entry.name]


def test_every_address_declares_who_may_open_it():
    missing = [
        where for where, entry in reachable() if access.rule_for(entry.callback, entry.name) is None
    ]
    assert missing == []


def _undeclared(request):
    return HttpResponse("seen")


urlpatterns = [path("undeclared/", _undeclared, name="undeclared")]
handler403 = "alongside.foundation.views.forbidden"


@override_settings(ROOT_URLCONF=__name__)
def test_an_address_that_declares_nothing_is_refused():
    middleware = access.AccessMiddleware(lambda request: HttpResponse())
    request = RequestFactory().get("/undeclared/")
    request.resolver_match = None
    with pytest.raises(Exception, match="No access rule"):
        middleware.process_view(request, _undeclared, (), {})


def plain_addresses():
    return [where for where, entry in reachable() if "<" not in where and "(" not in where]


@pytest.mark.parametrize("where", plain_addresses())
def test_reading_a_page_writes_nothing(where, people, edition, signed_in):
    """Sessions and sign-in apart, no GET changes a row."""
    browser = signed_in("alice")
    browser.get("/" + where)
    with CaptureQueriesContext(connection) as caught:
        browser.get("/" + where)
    allowed = ("django_session", "cache_entry", "mfa_", "account_")
    written = [
        q["sql"]
        for q in caught
        if WRITING.match(q["sql"]) and not any(name in q["sql"] for name in allowed)
    ]
    assert written == []
