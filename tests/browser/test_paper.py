"""An inspection as a PDF, made by the command and read back: what a reader holds in their hands."""

import re
from io import StringIO

import pdfplumber
import pytest
from django.core.management import call_command

from tests.browser.conftest import CHROMIUM
from tests.conftest import load_everything

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def printed(settings, tmp_path):
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine")
    settings.CHROMIUM = CHROMIUM
    load_everything()
    path = tmp_path / "dorset.pdf"
    call_command("export_pdf", "dorset-2021", output=str(path), stdout=StringIO())
    with pdfplumber.open(path) as pdf:
        yield pdf


def test_an_inspection_is_a_document_with_pages_figures_sources_and_colours(printed):
    pages = [" ".join(page.extract_text().split()) for page in printed.pages]
    number = len(pages)
    assert 10 < number < 50
    for place, text in enumerate(pages, 1):
        assert text.endswith(f"Page {place} of {number}"), place
    whole = " ".join(pages)
    for said in (
        "Dorset Police: child protection inspection, 2021",
        "of 83; 24%, 95% interval 16% to 34%",
        "29 of 33",
        "9 of 83 cases",
        "Cite as HMICFRS, Dorset Police",
        "Recommendation 8",
        "26 November 2021",
        # Parts that are closed on a screen are open on paper.
        "Longest time",
        "16 hold",
    ):
        assert said in whole, said
    assert len(re.findall(r"lines? \d+(?:–\d+)? of dorset-2021\.txt", whole)) > 100
    for navigation in (
        "Skip to main content",
        "On this page",
        "Permalink",
        "Copy citation",
        "Report an error",
        "Add to shortlist",
        "Next chapter",
        "What an interval says",
        "Download CSV",
        "Glossary",
    ):
        assert navigation not in whole, navigation
    assert (round(printed.pages[0].width / 72 * 25.4), round(printed.pages[0].height / 72 * 25.4)) == (210, 297)
    fills = {rect["non_stroking_color"] for page in printed.pages[:3] for rect in page.rects}
    assert any(is_colourful(fill) for fill in fills), fills


def is_colourful(fill):
    """Whether a fill of the PDF is a colour and no grey."""
    return len(fill) == 3 and all(isinstance(part, int | float) for part in fill) and max(fill) - min(fill) > 0.2
