"""Chromium as a person would use it; without one these tests are skipped, and where one is promised they fail."""

import os
import shutil
import sqlite3

import pytest
from django.core.cache import caches
from django.db import connection

from tests.conftest import load_everything

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine")
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
    }


@pytest.fixture(scope="session")
def loaded():
    """Where a copy of the loaded database is kept between tests: a load takes two seconds, a copy back none."""
    copy = sqlite3.connect(":memory:")
    yield copy
    copy.close()


@pytest.fixture
def site(live_server, loaded):
    """The address of a running server with the transcribed inspections in its database."""
    caches["default"].clear()
    if connection.vendor != "sqlite":
        load_everything()
    elif loaded.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        loaded.backup(connection.connection)
    else:
        load_everything()
        connection.connection.backup(loaded)
    return live_server.url


@pytest.fixture
def watched(page):
    """A page on which a console error, a failed request or an unexpected policy violation fails the test."""
    heard = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    # A question that is still open when the reader leaves the page is given up, and no failure.
    page.on(
        "requestfailed",
        lambda request: heard.append(f"failed: {request.url}") if request.failure != "net::ERR_ABORTED" else None,
    )
    yield page
    # Plotly's own map style leaves one violation a page with charts; test_console.py counts them.
    unexpected = [text for text in heard if "Applying inline style violates" not in text]
    assert not unexpected, unexpected
