"""Every test of the API begins with a full hour of requests, and leaves one."""

import pytest
from django.core.cache import caches


@pytest.fixture(autouse=True)
def _full_hour():
    caches["rates"].clear()
    yield
    caches["rates"].clear()
