"""Ways around: breadcrumbs on every page, contents in order, chapters beside each other, no shortcut keys."""

import re
from pathlib import Path

import pytest

from dashboards.pages.inspection import neighbours
from inspections.models import Chapter
from tests.project.test_addresses import PUBLIC

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted((ROOT / "dashboards" / "static").rglob("*.js"))
FIRST = re.compile(r'<nav class="breadcrumbs"[^>]*>\s*<ol>\s*<li><a href="/">Overview</a></li>')
# A key pressed anywhere on the page: listened to on the document, the window or the body.
ANYWHERE = re.compile(r"(?:document|window|body|documentElement)\s*\.\s*(?:addEventListener\(\s*[\"'`]key|onkey)")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", [address for address in PUBLIC if "." not in address and address.split("?")[0] != "/"]
)
def test_every_page_says_where_it_is(client, address):
    response = client.get(address)
    if not response.headers["Content-Type"].startswith("text/html"):
        return
    text = response.content.decode()
    assert FIRST.search(text), address
    crumbs = text[FIRST.search(text).start() :].split("</nav>")[0]
    assert crumbs.count('aria-current="page"') == 1
    assert "</span></li></ol>" in "".join(crumbs.split("\n"))


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/inspections/dorset-2021/", "/methods/", "/numbers/", "/glossary/", "/data/"])
def test_contents_lead_somewhere_in_the_order_of_the_page(client, address):
    text = client.get(address).content.decode()
    contents = text.split('<nav class="contents"')[1].split("</nav>")[0]
    places = [text.index(f' id="{name}"') for name in re.findall(r'href="#([^"]+)"', contents)]
    assert len(places) > 3
    assert places == sorted(places)


@pytest.mark.django_db
def test_chapters_lead_to_each_other(client):
    text = client.get("/inspections/kent-2019/").content.decode()
    chapters = re.findall(r'<summary id="(chapter-[^"]+)"', text)
    assert len(chapters) > 5
    following = re.findall(r'rel="next" href="#(chapter-[^"]+)"', text)
    before = re.findall(r'rel="prev" href="#(chapter-[^"]+)"', text)
    assert following == chapters[1:]
    assert before == chapters[:-1]


def test_the_first_chapter_has_none_before_and_the_last_none_after():
    one, two = Chapter(slug="one"), Chapter(slug="two")
    assert neighbours([]) == {}
    assert neighbours([one, two]) == {"one": {"before": None, "after": two}, "two": {"before": one, "after": None}}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_listens_to_keys_everywhere(path):
    """WCAG 2.1.4: there are no shortcut keys, so none can be struck by accident or by a voice."""
    assert not ANYWHERE.search(path.read_text())


def test_a_shortcut_would_be_found():
    bad = (
        'document.addEventListener("keydown", f)',
        "window.onkeyup = f",
        "document.body.addEventListener('keyup', f)",
    )
    assert all(ANYWHERE.search(line) for line in bad)
    assert len(SCRIPTS) >= 4


def test_no_element_has_an_access_key():
    for path in (ROOT / "templates").rglob("*.html"):
        assert "accesskey" not in path.read_text(), path
