"""What tests ask about a load: what it wrote, and which problems it found."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from findings.documents.problems import DocumentError

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def writes_of(action):
    """The statements with which the action wrote to the database."""
    with CaptureQueriesContext(connection) as queries:
        action()
    return [query["sql"] for query in queries if query["sql"].lstrip().upper().startswith(WRITES)]


def problems_of(action):
    """The problems for which the action is refused."""
    with pytest.raises(DocumentError) as caught:
        action()
    return caught.value.problems
