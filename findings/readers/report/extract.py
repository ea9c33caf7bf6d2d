"""From the bytes of a file to a Source, by what the file is and not by its name."""

import re

from findings.readers.report.extract_html import extract_html
from findings.readers.report.extract_pdf import extract_pdf
from findings.readers.report.extract_text import extract_text
from findings.readers.report.source import UnreadableReportError

PDF, HTML = "pdf", "html"
_OTHERS = (
    (b"PK\x03\x04", "a word processor's document, a workbook or another archive; save it as PDF or text first"),
    (b"\xd0\xcf\x11\xe0", "a document of an older office program; save it as PDF or text first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"{\\rtf", "a rich text document; save it as PDF or text first"),
)


def form_of(data):
    """`pdf`, `html` or `text`."""
    if b"%PDF-" in data[:1024]:
        return PDF
    opening = data[:2000].lstrip().lower()
    return (
        HTML if re.match(rb"(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|body|article|main)\b", opening) else "text"
    )


def extract(data, name="", progress=None):
    """A Source. `progress(page, pages)` is told of each page of a PDF.

    UnreadableReportError says what a file seems to be that is no report.
    """
    if not data.strip():
        raise UnreadableReportError("The file is empty.")
    for start, what in _OTHERS:
        if data.startswith(start):
            raise UnreadableReportError(f"The file is neither a PDF nor text: it seems to be {what}.")
    form = form_of(data)
    if form == PDF:
        return extract_pdf(data, name, progress)
    return extract_html(data, name) if form == HTML else extract_text(data, name)
