"""Continuous checks must not pass by skipping: what they promise to have is there."""

import os
import shutil

import pytest


@pytest.mark.skipif("REQUIRE_BROWSER" not in os.environ, reason="only where a browser is promised")
def test_a_browser_is_there():
    assert shutil.which("chromium")


@pytest.mark.skipif("REQUIRE_DATABASE" not in os.environ, reason="only where a database server is promised")
def test_a_database_server_is_named():
    assert os.environ.get("TEST_DATABASE_URL", "").startswith("postgres")
