"""The gallery shows every component there is, asks no database for it, and marks everything as invented."""

import re
from pathlib import Path

import pytest

from dashboards.pages.components import NOT_SHOWN, gallery

FOLDER = Path(__file__).resolve().parents[3] / "templates" / "_components"
FILES = {path.stem for path in FOLDER.glob("*.html")}


@pytest.fixture(scope="module")
def components():
    return {component.name: component for component in gallery()}


def test_every_component_is_shown_or_says_why_not(components):
    """A new file is added to dashboards/pages/components.py in each of its states."""
    assert set(components) | set(NOT_SHOWN) == FILES
    assert not set(components) & set(NOT_SHOWN)


def test_every_state_shows_something_of_its_own(components):
    for component in components.values():
        shown = [state.html.strip() for state in component.states]
        assert all(shown), component.name
        assert len(set(shown)) == len(shown), component.name
        assert len({state.label for state in component.states}) == len(shown), component.name


def test_every_tone_of_the_stylesheet_is_among_the_tags(components):
    style = (FOLDER.parents[1] / "dashboards" / "static" / "dashboards" / "site.css").read_text()
    tones = set(re.findall(r"\.tag--([a-z-]+)", style)) | set(re.findall(r'\[class\*="--([a-z]+)"\]', style))
    shown = "".join(state.html for state in components["tag"].states)
    assert {tone for tone in tones if f"tag--{tone}" not in shown} == set()


def test_components_name_no_real_force(components):
    html = "".join(state.html for component in components.values() for state in component.states)
    assert not re.search("dorset|kent", html, re.IGNORECASE)
    assert "invented" in html


@pytest.mark.django_db
def test_the_page_is_marked_and_kept_from_search_engines(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        response = client.get("/components/")
    assert "Everything on this page is invented" in response.content.decode()
    assert "noindex" in response.headers["X-Robots-Tag"]
