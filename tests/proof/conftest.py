"""Installations of their own on either engine, PostgreSQL in a cluster of its own."""

import pytest

from tests.installation import installations
from tests.proof.servers import Postgres


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def make(request, tmp_path_factory):
    """A maker of installations by name."""
    folder = tmp_path_factory.mktemp(request.param)
    database = Postgres() if request.param == "postgresql" else None
    try:
        with installations(folder, database.url if database else "") as make:
            yield make
    finally:
        if database:
            database.remove()
