"""Before anything is published: rights are there, and nothing breaks."""

import pytest

PAGES = {"/expect/": 200, "/expect/rights/": 200, "/expect/all/": 200, "/expect/pocket/": 200}
PAGES |= {"/expect/services/": 200, "/expect/questions/hope/": 404, "/expect/pocket/sheet/": 302}


@pytest.mark.django_db
@pytest.mark.parametrize(("where", "status"), PAGES.items())
def test_a_page_opens_or_says_that_there_is_none(client, where, status):
    assert client.get(where).status_code == status


@pytest.mark.django_db
def test_a_form_sent_too_early_leads_back(client):
    assert client.post("/expect/pocket/sheet/", {"matters": "x"}).status_code == 302
