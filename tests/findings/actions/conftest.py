import pytest

from tests.people import somebody


@pytest.fixture
def editor():
    return somebody("editor")


@pytest.fixture
def publisher():
    return somebody("publisher")
