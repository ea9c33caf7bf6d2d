"""Plain text to lines: form feeds part pages, and repeated first and last lines of pages are running heads."""

import re
from dataclasses import replace

from findings.readers.report.source import Source, SourceLine, UnreadableReportError

MAX_BYTES = 5_000_000


def decode(data):
    """UTF-8 (with or without its mark), UTF-16 by its mark, else Windows' Western letters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def extract_text(data, name=""):
    """A Source from the bytes of a text file."""
    if len(data) > MAX_BYTES:
        raise UnreadableReportError(f"The file has {len(data):,} bytes; a report as text has at most {MAX_BYTES:,}.")
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableReportError("The file is neither a PDF nor text: it seems to be a binary file of another kind.")
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    paged = "\f" in text
    lines, page = [], 1
    for number, raw in enumerate(text.split("\n"), start=1):
        page += raw.count("\f")
        lines.append(SourceLine(raw.replace("\f", ""), number, page if paged else None))
    return Source(mark_running(lines), "text", name, page if paged else None)


def masked(text):
    """A running line without what changes from page to page."""
    return re.sub(r"\d+|\b[ivxl]+\b", "#", text.strip().lower())


def mark_running(lines, depth=2):
    """Mark what stands at the top or foot of page after page, and bare page numbers there.

    A heading is running only where nearly half of the pages repeat it: a title may open several pages.
    """
    pages = {}
    for index, line in enumerate(lines):
        if line.page is not None and line.text.strip():
            pages.setdefault(line.page, []).append(index)
    seen = {}
    for page, places in pages.items():
        for edge, found in (("top", places[:depth]), ("foot", places[-depth:])):
            for index in found:
                seen.setdefault((edge, masked(lines[index].text)), set()).add(page)
    marked = list(lines)
    for places in pages.values():
        for edge, found in (("top", places[:depth]), ("foot", places[-depth:])):
            for index in found:
                form = masked(lines[index].text)
                if form == "#" or _is_running(seen[edge, form], len(pages), lines[index], form):
                    marked[index] = replace(marked[index], is_running=True)
    return tuple(marked)


def _is_running(pages, count, line, form):
    if len(pages) < 3 or len(form) >= 120:
        return False
    if line.heading is not None:
        return len(pages) >= 0.4 * count
    return len(pages) >= 0.15 * count or any({page, page + 1, page + 2} <= pages for page in pages)
