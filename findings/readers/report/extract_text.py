"""Plain text to lines: form feeds part pages, and repeated first and last lines of pages are running heads."""

import re
from collections import Counter
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


def mark_running(lines, depth=2, least=3):
    """Mark the lines that stand at the top or foot of at least three pages, and bare page numbers there."""
    pages = {}
    for index, line in enumerate(lines):
        if line.page is not None and line.text.strip():
            pages.setdefault(line.page, []).append(index)
    edges = [(*places[:depth], *places[-depth:]) for places in pages.values()]
    seen = Counter(form for edge in edges for form in {masked(lines[index].text) for index in edge})
    marked = list(lines)
    for index in {index for edge in edges for index in edge}:
        form = masked(lines[index].text)
        if form == "#" or (seen[form] >= least and len(form) < 120):
            marked[index] = replace(marked[index], is_running=True)
    return tuple(marked)
