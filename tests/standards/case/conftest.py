"""The service as another system meets it."""

import pytest
from django.test import Client

from alongside.core.credentials.case import answering
from alongside.framework import queries
from alongside.standards.case.shelf import packages

BASE = "http://testserver/ims/case/v1p1"


@pytest.fixture
def outsider():
    return Client(raise_request_exception=False)


@pytest.fixture
def served(edition):
    """Everything that is there to be asked for: by address and identifier, what is answered."""
    return answering.answers(packages(BASE, tuple(queries.editions())), base=BASE)
